"""Where a paper is minutes: by what its first blocks say, by a label, or by how its sentences tell.

Web pages and parts of packs often hold the minutes of one item without any heading that says so; what shows them is
that their sentences tell what people said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pipeline.extract.caseless import Caseless
from pipeline.extract.minutes.notes import is_noted
from pipeline.extract.minutes.words import any_of, fill, speaker, vocabulary
from pipeline.extract.once import once_a_paper
from pipeline.extract.sentences import split_sentences
from pipeline.extract.vocabulary import fold
from schemas.paper import BlockKind, Paper

_FIRST_BLOCKS = 16
_SHORTEST = 5  # words of a sentence that tells something
_LEAST = 2  # sentences that tell, from which a paper may be minutes
_SHARE = 0.2
"""Share of sentences that tell what was said, from which a paper is minutes by its manner alone."""
_SHARE_BEGUN = 0.1
"""The same where its first sentence tells something ("Members considered a report ...")."""
_SHARE_OPENED = 0.05
"""The same where one of its first blocks says that it is minutes; two sentences are always enough there."""
_LONGEST_LABEL = 40  # characters
_WORD = re.compile(r"[a-z]+")
_REACH = 240  # characters of a sentence in which its verb of saying stands


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], Caseless, Caseless]:
    """How minutes open, who attended, how decisions open, and how sentences tell what was said."""
    words = vocabulary().recognise
    opening = re.compile("|".join(fill(form) for form in words.opening), re.IGNORECASE)
    attended = re.compile("|".join(fill(form) for form in words.attended), re.IGNORECASE)
    decided = re.compile("|".join(fill(form) for form in words.decided), re.IGNORECASE)
    told = "|".join(fill(form) for form in words.told)
    first = r"\W*(?:(?:in|following|on|at|with|during|arising|prior|having)\b[^,;]{0,120},\s+)?"
    telling = rf"{first}{speaker()}\s+(?:also\s+|then\s+|further\s+)?(?:{any_of(words.telling)})\b"
    return opening, attended, decided, Caseless(told), Caseless(telling)


@cache
def _saying() -> frozenset[str]:
    """One of these words stands in every sentence that tells what somebody said; to look for who said it is dear."""
    return frozenset(words.split()[0] for words in vocabulary().recognise.telling)


def tells(sentence: str) -> bool:
    """Whether a sentence tells what somebody at a meeting said, asked or decided."""
    _, _, _, told, telling = _patterns()
    if told.match(sentence):
        return True
    return not _saying().isdisjoint(_WORD.findall(sentence[:_REACH].lower())) and telling.match(sentence) is not None


@once_a_paper
def find_minutes(paper: Paper) -> frozenset[int]:
    """Indices of the leaf blocks that are minutes or record a decision; none where a paper is something else."""
    opening, attended, decided, *_ = _patterns()
    leaves = paper.leaves
    heads = [paper.body(paper.blocks[i]).strip() for i in leaves[:_FIRST_BLOCKS]]
    if any(decided.match(head) for head in heads):
        return frozenset(leaves)
    titles = [head for head in heads if opening.match(head) and not attended.match(head) and not _is_label(head)]
    if titles and any(attended.match(head) for head in heads):
        return frozenset(leaves)
    opened = any(opening.match(head) and not _is_label(head) for head in heads)
    labelled = next((n for n, i in enumerate(leaves) if _is_label(paper.body(paper.blocks[i]))), None)
    first = labelled if labelled is not None and not opened else 0
    telling = _telling(paper, leaves[first:])
    told = sum(telling)
    if opened:
        told += sum(is_noted(paper.body(paper.blocks[i])) for i in leaves)
    if opened or labelled is not None:
        enough = max(1.0, min(_LEAST, _SHARE_OPENED * len(telling)))
    elif telling[:1] == [True]:
        enough = max(1.0, _SHARE_BEGUN * len(telling))
    else:
        enough = max(_LEAST, _SHARE * len(telling))
    if told >= enough:
        return frozenset(leaves[first:])
    return frozenset()


def _is_label(words: str) -> bool:
    """Whether a block is, or begins with, a label behind which minutes stand."""
    head, colon, _ = words[:_LONGEST_LABEL].partition(":")
    known = vocabulary().recognise.labels
    return fold(head) in known if colon else len(words) < _LONGEST_LABEL and fold(words) in known


def _telling(paper: Paper, leaves: Sequence[int]) -> list[bool]:
    """Of each sentence long enough to tell something, whether it tells what was said."""
    found = []
    for i in leaves:
        block = paper.blocks[i]
        if block.kind is BlockKind.HEADING:
            continue
        for start, end in split_sentences(paper.text, block.body, block.end):
            text = paper.text[start:end]
            if len(text.split()) >= _SHORTEST:
                found.append(tells(text))
    return found
