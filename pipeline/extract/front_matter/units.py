"""The front of a paper as units: short runs of words, each of which may hold labels and values."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from pipeline.extract.front_matter.vocabulary import Label, labels
from pipeline.extract.front_matter.words import WORD, Word, key, stem, words_of
from pipeline.extract.sections import Section, Sections
from schemas.paper import BlockKind, Paper

FRONT_UNITS = 70
"""How many leaf blocks the front of a paper may have, where no section ends it sooner."""
_BODY_ROLES = frozenset(
    [
        "purpose",
        "recommendations",
        "summary",
        "background",
        "proposals",
        "options",
        "reasons",
        "consultation",
        "implications",
        "minutes",
        "conclusion",
    ]
)
LONGEST = max(len(words) for words in labels())
_FIRST = frozenset(words[0] for words in labels())
_LONGEST_UNIT = 1000
_PLAIN_FRONT = 400
_PLAIN_BODY = 100
"""Characters from which a unit is a paragraph with no label to look for: any, one of the front without a colon or
question mark, one of the body without."""
_MINUTES_OF = re.compile(
    r"(?:draft\s+|approved\s+)?(?:minutes|notes)\s+(?:of|from)\s+(?:an?\s+|the\s+)?(?:\w+\s+)?(?:meeting|proceeding)s?\b",
    re.IGNORECASE,
)
_INSIDE = frozenset({"agenda_item", "meeting_date", "classification"})
"""Fields whose label may be one word behind others on its line ("CABINET  Date: ...")."""
_ENDS_A_NAME = frozenset({"committee", "board", "panel", "forum", "cabinet", "executive", "commission", "council"})
_BEFORE_COLON = frozenset(":?)*_. \t\n")
_JOINTS = frozenset(" \t\n()/&,.'’-–*_?")


@dataclass(frozen=True, slots=True)
class Unit:
    """A leaf block: its words' range, its block and cell (index into `paper.blocks`, -1 outside tables)."""

    start: int
    end: int
    block: int
    cell: int
    heading: bool
    front: bool


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label and the range of what stands behind it in its unit (empty where the value stands elsewhere)."""

    entry: Label
    words: tuple[str, ...]
    unit: int
    start: int
    value: int
    end: int

    @property
    def rule(self) -> str:
        """The rule's name in the output: the label as the vocabulary has it."""
        return f"label:{self.entry.words[0]}"


def front_end(paper: Paper, sections: Sections) -> int:
    """The offset at which the body begins: the first section with a role that belongs to the body."""
    for section in sections.all:
        begins = section.heading >= 0 and section.named and section.role in _BODY_ROLES
        if begins and not _is_label(paper, section) and not _opens_minutes(paper, section):
            return section.start
    return len(paper.text)


def _is_label(paper: Paper, section: Section) -> bool:
    """Whether a heading is a front-matter label with its value behind it ("Report: ...")."""
    text = paper.body(paper.blocks[section.heading])
    before, colon, after = text.partition(":")
    return bool(colon and after.strip() and any(e.field != "other" for e in labels().get(key(before), ())))


def _opens_minutes(paper: Paper, section: Section) -> bool:
    """Whether a heading is (the first word of) what minutes are called: "MINUTES of a meeting of the ... held on"."""
    if section.role != "minutes":
        return False
    if section.heading == paper.leaves[0] and len(key(paper.body(paper.blocks[section.heading]))) > 1:
        return True  # "MINUTES OF THE HARBOURS COMMITTEE"
    behind = next((i for i in paper.leaves if i > section.heading), section.heading)
    title = " ".join(paper.body(paper.blocks[i]) for i in (section.heading, behind))
    return _MINUTES_OF.match(title) is not None


def units_of(paper: Paper, sections: Sections) -> tuple[Unit, ...]:
    """All leaf blocks with words; `front` marks those that stand before the body."""
    limit = front_end(paper, sections)
    units: list[Unit] = []
    for index in paper.leaves:
        block = paper.blocks[index]
        if block.body >= block.end:
            continue
        front = block.start < limit and len(units) < FRONT_UNITS
        heading = block.kind is BlockKind.HEADING
        units.append(Unit(block.body, block.end, index, block.parent, heading, front))
    return tuple(units)


def entry_of(words: tuple[str, ...], *, colon: bool, front: bool) -> Label | None:
    """The vocabulary entry that a label's words name where they stand."""
    for entry in labels().get(words, ()):
        if (colon or not (entry.colon or entry.beside)) and (front or entry.anywhere):
            return entry
    return None


def joined(text: str, words: list[Word]) -> bool:
    """Whether nothing but blanks and light punctuation stands between the words."""
    return all(set(text[a.end : b.start]) <= _JOINTS for a, b in itertools.pairwise(words))


def labels_in(paper: Paper, unit: Unit, number: int) -> list[Labelled]:
    """The labels of one unit, in order, each with the range of its value up to the next label."""
    text = paper.text
    if unit.end - unit.start > _LONGEST_UNIT:
        return []
    marked = any(text.find(mark, unit.start, unit.end) >= 0 for mark in ":?")
    if not marked and unit.end - unit.start > (_PLAIN_FRONT if unit.front else _PLAIN_BODY):
        return []
    if not marked and not _opens_as_label(text, unit):
        return []
    words = words_of(text, unit.start, unit.end)
    found: list[tuple[Label, tuple[str, ...], int, int]] = []
    taken = 0
    for i, word in enumerate(words if marked else ()):
        if i < taken or word.end == unit.end or text[word.end] not in _BEFORE_COLON:
            continue
        colon = _colon(text, word.end, unit.end)
        if colon < 0:
            continue
        for length in range(min(LONGEST, i + 1 - taken), 0, -1):
            run = words[i + 1 - length : i + 1]
            first = run[0].start
            entry = entry_of(tuple(w.text for w in run), colon=True, front=unit.front)
            opens = first == words[0].start
            if (
                entry
                and joined(text, run)
                and (opens or (text[first].isupper() and (found or _apart(text, unit, run, entry))))
            ):
                found.append((entry, tuple(w.text for w in run), first, colon + 1))
                taken = i + 1
                break
    leading = _leading(text, unit, words)
    if leading and not (found and found[0][2] < leading[3]):
        found.insert(0, leading)
    spans = []
    for n, (entry, own, first, value) in enumerate(found):
        end = found[n + 1][2] if n + 1 < len(found) else unit.end
        spans.append(Labelled(entry, own, number, first, min(value, end), end))
    return spans


def _apart(text: str, unit: Unit, run: list[Word], entry: Label) -> bool:
    """Whether a label inside a line is more than the last word of a phrase ("Café Licences: Charges")."""
    before = text[unit.start : run[0].start].rstrip()
    if entry.field != "agenda_item" and run[-1].text in _ENDS_A_NAME and before[-1:].isalnum():
        return False  # "OVERVIEW AND SCRUTINY COMMITTEE: 4 March 2020"
    return len(run) > 1 or entry.field in _INSIDE or not before[-1:].isalnum()


def _colon(text: str, at: int, end: int) -> int:
    """The offset of a colon or question mark right behind a label's words, or -1."""
    i = at
    asked = -1
    while i < end and (text[i].isspace() or text[i] in ")?*_."):
        asked = i if text[i] == "?" else asked
        i += 1
    return i if i < end and text[i] == ":" else asked


def _opens_as_label(text: str, unit: Unit) -> bool:
    """Whether a unit's first word is that of some label."""
    first = WORD.search(text, unit.start, unit.end)
    return first is not None and stem(first.group()) in _FIRST


def _leading(text: str, unit: Unit, words: list[Word]) -> tuple[Label, tuple[str, ...], int, int] | None:
    """A label without colon at the start of a unit: alone in it, or with its value right behind it."""
    if not words or words[0].text not in _FIRST:
        return None
    for length in range(min(LONGEST, len(words)), 0, -1):
        run = words[:length]
        alone = length == len(words)
        entry = entry_of(tuple(w.text for w in run), colon=alone and unit.cell >= 0, front=unit.front)
        if entry and (alone or (text[run[0].start].isupper() and len(words) <= 60)) and joined(text, run):
            stop = run[-1].end
            while stop < unit.end and text[stop] in " ).:?*_":
                stop += 1
            return entry, tuple(w.text for w in run), run[0].start, stop
    return None
