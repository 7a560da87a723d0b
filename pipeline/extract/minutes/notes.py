"""Action notes: "ACTION: JB to circulate the slides. Book a room. (JB/KL)" in minutes and notes of meetings.

A label at the beginning of a block, or of a sentence within it, leads to one action a sentence; who is to do them
stands behind the last, in brackets or behind a dash. Where the label leads to nothing but an owner ("Action: JB"), the
sentence before it is the action.
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
        whole: its block holds nothing but action notes.
    """

    start: int
    end: int
    block: int
    cue: str
    owner: tuple[int, int] | None
    whole: bool


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


def read_notes(paper: Paper, blocks: frozenset[int]) -> list[Note]:
    """The action notes among `blocks`, in reading order."""
    found: list[Note] = []
    people = frozenset(_BRACKETED.findall(paper.text))
    for i in paper.leaves:
        if i in blocks and paper.blocks[i].kind is not BlockKind.HEADING:
            found.extend(_in_block(paper, i, paper.blocks[i], people))
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


def _in_block(paper: Paper, i: int, block: Block, people: frozenset[str]) -> Iterator[Note]:
    """The action notes of a block.

    Args:
        people: initials that the paper explains, which are no label though they read like one ("AP").
    """
    label, _, alone, to_do = _patterns()
    text = paper.text[block.body : block.end]
    marks = [mark for mark in label.finditer(text) if mark["label"] not in people]
    if not marks:
        if match := to_do.match(text):
            yield Note(block.body, block.end, i, match.group().strip(), None, True)
        return
    for n, mark in enumerate(marks):
        end = marks[n + 1].start() if n + 1 < len(marks) else len(text)
        body = text[mark.end() : end]
        cue = mark["label"].strip()
        who = alone.match(body) if len(body.split()) <= _LONGEST_OWNER else None
        if who is not None and fold(who["who"]) not in vocabulary().notes.nobody:
            before = [*split_sentences(paper.text, block.body, block.body + mark.start("label"))]
            owner = (block.body + mark.end() + who.start("who"), block.body + mark.end() + who.end("who"))
            if before and len(paper.text[slice(*before[-1])].split()) > _SHORTEST:
                start, stop = before[-1]
                yield Note(start, _trimmed(paper, start, stop), i, cue, owner, False)
                continue
            if not before:
                continue
        yield from _sentences(
            paper, i, block.body + mark.end(), block.body + end, cue, not text[: marks[0].start()].strip()
        )


def _trimmed(paper: Paper, start: int, end: int) -> int:
    """The end of a sentence without the bracket that opens behind it."""
    return start + len(paper.text[start:end].rstrip(" [("))


def _sentences(paper: Paper, i: int, start: int, end: int, cue: str, whole: bool) -> Iterator[Note]:
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
            yield Note(first, last, i, cue, owner, whole)
