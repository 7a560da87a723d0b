"""Action notes: "ACTION: JB to circulate the slides. Book a room. (JB/KL)" in minutes and notes of meetings.

A label at the beginning of a block, or of a sentence within it, leads to one action a sentence; who is to do them
stands behind the last, in brackets or behind a dash. Where the label leads to nothing but an owner ("Action: JB"), the
sentence before it is the action, in the same block or the one above; so it is in a resolution.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.extract.minutes.words import INITIALS, any_of, fill, owner, vocabulary
from pipeline.extract.sentences import split_sentences
from pipeline.extract.vocabulary import fold
from schemas.paper import Block, BlockKind, Paper

_LONGEST_OWNER = 12  # words
_BRACKETED = re.compile(r"\(([A-Z]{2,4})\)")
_SHORTEST = 2  # words of an action


@dataclass(frozen=True, slots=True)
class Note:
    """An action noted at a meeting.

    Attributes:
        start, end: half-open range of the paper's text; block: index of the block it stands in.
        cue: words of its label; owner: where its owner stands, if apart from its words.
        read: the block of its label, if that holds nothing but action notes.
    """

    start: int
    end: int
    block: int
    cue: str
    owner: tuple[int, int] | None
    read: int | None


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    labels = any_of(vocabulary().notes.labels)
    number = r"(?:\s*(?:no\.?\s*)?#?\d+(?:[./]\d+)*[a-z]?)?"
    begins = r"(?:^|(?<=[.;!?)\]])\s+|\n\s*|\s*(?=[\[(]))[\[(]?"
    ends = r"\s*(?::\s*[-–—]?|\s[-–—]+\s|(?-i:(?<=[A-Z])\s+(?=[A-Z])))\s*"
    label = re.compile(rf"{begins}(?P<label>(?:{labels}){number}){ends}", re.IGNORECASE)
    one = owner()
    several = rf"(?:{one}(?:\s*(?:,|/|&|and)\s*{one}){{0,3}})"
    return (
        label,
        re.compile(
            rf"\s*(?:[\[(]\s*(?:(?:{labels})\s*(?:by|for)?\s*[:–-]?\s*)?(?P<in>{several})\s*[\])]"
            rf"|\s[-–—]\s*(?P<dash>{INITIALS}))\s*\.?\s*$",
            re.IGNORECASE,
        ),
        re.compile(rf"\s*(?P<who>{several})\s*[.\])]*\s*$", re.IGNORECASE),
        re.compile(rf"\W*(?P<who>{several})\s+(?:to|will)\s+(?:also\s+|then\s+)?(?={fill('{deed}')}\b)", re.IGNORECASE),
    )


def read_notes(paper: Paper, blocks: frozenset[int], resolutions: frozenset[int] = frozenset()) -> list[Note]:
    """The action notes among `blocks`, in reading order, and what `resolutions` give to owners noted behind."""
    found: list[Note] = []
    people = frozenset(_BRACKETED.findall(paper.text))
    above: tuple[int, int, int] | None = None
    for i in paper.leaves:
        block = paper.blocks[i]
        if block.kind is BlockKind.HEADING or not (i in blocks or i in resolutions):
            above = None
            continue
        notes = _in_block(paper, i, block, people, above)
        found.extend(note for note in notes if i in blocks or note.owner is not None)
        above = i, block.body, block.end
    return found


def names_owners(text: str) -> bool:
    """Whether words are nothing but the names of who is to do something ("JB / Head of Parks")."""
    match = _patterns()[2].fullmatch(text)
    return match is not None and len(text.split()) <= _LONGEST_OWNER


def trailing_owner(text: str) -> tuple[int, int] | None:
    """The half-open range of the owner that stands behind the words of an action ("... (JB)", "... – JB"), or None."""
    match = _patterns()[1].search(text)
    return None if match is None else match.span("in" if match["in"] else "dash")


def names_nobody(text: str) -> bool:
    """Whether words stand where an owner would and say that there is none, or nothing to do ("Noted", "-")."""
    return not fold(text) or fold(text) in vocabulary().notes.nobody


def is_noted(text: str) -> bool:
    """Whether a block begins with the label of an action note."""
    return _patterns()[0].match(text) is not None


def _in_block(
    paper: Paper, i: int, block: Block, people: frozenset[str], above: tuple[int, int, int] | None
) -> Iterator[Note]:
    """The action notes of a block.

    Args:
        people: initials that the paper explains, which are no label though they read like one ("AP").
        above: index, begin and end of the block above, to which an owner by himself belongs.
    """
    label, _, alone, to_do = _patterns()
    text = paper.text[block.body : block.end]
    marks = [mark for mark in label.finditer(text) if mark["label"] not in people]
    if not marks:
        if match := to_do.match(text):
            yield Note(block.body, block.end, i, match.group().strip(), None, i)
        return
    for n, mark in enumerate(marks):
        end = marks[n + 1].start() if n + 1 < len(marks) else len(text)
        body = text[mark.end() : end]
        cue = mark["label"].strip()
        who = alone.match(body) if len(body.split()) <= _LONGEST_OWNER else None
        if who is not None and fold(who["who"]) not in vocabulary().notes.nobody:
            at, first, last = i, block.body, block.body + mark.start("label")
            if above is not None and not text[: mark.start("label")].strip(" [("):
                at, first, last = above
            said = [*split_sentences(paper.text, first, last)]
            owner = (block.body + mark.end() + who.start("who"), block.body + mark.end() + who.end("who"))
            if said and len(paper.text[slice(*said[-1])].split()) > _SHORTEST:
                start, stop = said[-1]
                yield Note(start, _trimmed(paper, start, stop), at, cue, owner, None if at == i else i)
                continue
            if not said:
                continue
        read = None if text[: marks[0].start()].strip() else i
        yield from _sentences(paper, i, block.body + mark.end(), block.body + end, cue, read)


def _trimmed(paper: Paper, start: int, end: int) -> int:
    """The end of a sentence without the bracket that opens behind it."""
    return start + len(paper.text[start:end].rstrip(" [("))


def _sentences(paper: Paper, i: int, start: int, end: int, cue: str, read: int | None) -> Iterator[Note]:
    trailing = _patterns()[1]
    owner = None
    text = paper.text[start:end]
    if text.rstrip().endswith("]") and "[" not in text:
        end = start + text.rindex("]")
    if match := trailing.search(text):
        name = "in" if match["in"] else "dash"
        if fold(match[name]) not in vocabulary().notes.nobody:
            owner = (start + match.start(name), start + match.end(name))
            end = start + match.start()
    for first, last in split_sentences(paper.text, start, end):
        if len(paper.text[first:last].split()) >= _SHORTEST:
            yield Note(first, last, i, cue, owner, read)
