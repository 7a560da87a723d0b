"""All labels of a paper: those with a colon or alone, and those that only their place or their neighbours show."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.extract.front_matter.units import LONGEST, Labelled, Unit, entry_of, joined, labels_in
from pipeline.extract.front_matter.vocabulary import labels
from pipeline.extract.front_matter.words import key, words_of
from schemas.paper import Paper

_ITEM = re.compile(
    r"(?<![\w’'])(?P<label>(?:agenda\s+)?item|agenda\s+no)\b\.?\s*(?:(?:no|number|ref)\b)?[.:]?\s*"
    r"(?P<item>[A-Z]{0,3}\d{1,3}[A-Z]?(?:[.(/]\w{1,4}\)?)*)\W*$",
    re.IGNORECASE,
)
_LEAST_ALONE = 2
_LONGEST_ALONE = 40
_ITEM_UNIT = 20
_BESIDE_UNIT = 45
"""Words of a line at whose end the item's number may stand; of a line that opens with a label without colon."""


def all_labels(paper: Paper, units: Sequence[Unit]) -> tuple[Labelled, ...]:
    """Every label of the paper, in reading order."""
    found = [labels_in(paper, unit, number) for number, unit in enumerate(units)]
    front = [number for number, unit in enumerate(units) if unit.front]
    _add_items(paper, units, front, found)
    for number in front:
        near = (n for n in (number - 1, number + 1) if 0 <= n < len(front))
        if not found[number] and any(_has_no_colon(paper, units[n], found[n]) for n in near):
            found[number] = _beside(paper, units[number], number)
    _add_alone(paper, units, front, found)
    return tuple(label for of_unit in found for label in of_unit)


def _add_alone(paper: Paper, units: Sequence[Unit], front: Sequence[int], found: list[list[Labelled]]) -> None:
    """Add lines that are a label and nothing else, in a paper that sets its labels so: a table in which each cell has
    become a line."""
    alone = [n for n in front if found[n] and found[n][0].start == units[n].start and found[n][0].value == units[n].end]
    if len(alone) < _LEAST_ALONE:
        return
    for number in front:
        unit = units[number]
        if found[number] or unit.cell >= 0 or unit.end - unit.start > _LONGEST_ALONE:
            continue
        words = tuple(word.text for word in words_of(paper.text, unit.start, unit.end))
        entry = entry_of(words, colon=True, front=True)
        if entry is not None:
            found[number] = [Labelled(entry, words, number, unit.start, unit.end, unit.end)]


def _add_items(paper: Paper, units: Sequence[Unit], front: Sequence[int], found: list[list[Labelled]]) -> None:
    """Add the item's number at the end of a line ("Item 6", "EXECUTIVE BOARD  AGENDA ITEM NO. 5(b)"). Several lines
    "Item 1", "Item 2" number what the paper holds, and not the paper."""
    added: list[tuple[int, Labelled]] = []
    for number in front:
        unit = units[number]
        if any(label.entry.field == "agenda_item" for label in found[number]):
            continue
        if len(paper.text[unit.start : unit.end].split()) > _ITEM_UNIT:
            continue
        match = _ITEM.search(paper.text, unit.start, unit.end)
        entry = entry_of(key(match["label"]), colon=True, front=True) if match else None
        if match and entry and match["label"][0].isupper():
            words = key(match["label"])
            added.append((number, Labelled(entry, words, number, match.start(), match.start("item"), unit.end)))
    if len({paper.text[label.value : label.end] for _, label in added if label.words == ("item",)}) > 1:
        added = [(number, label) for number, label in added if label.words != ("item",)]
    for number, label in added:
        before = [replace(one, end=min(one.end, label.start)) for one in found[number] if one.value < label.start]
        found[number] = [*before, label]


def _has_no_colon(paper: Paper, unit: Unit, found: Sequence[Labelled]) -> bool:
    """Whether a line opens with a label, has its value behind it, and no colon between."""
    if not found or unit.cell >= 0 or found[0].start != unit.start:
        return False
    text, first = paper.text, found[0]
    return first.value < first.end and ":" not in text[first.start : first.value] and not _capitals(text, unit)


def _capitals(text: str, unit: Unit) -> bool:
    return text[unit.start : unit.end].isupper()


def _beside(paper: Paper, unit: Unit, number: int) -> list[Labelled]:
    """The label without colon that opens a line out of a column of labels and values; none in a line of capitals."""
    text = paper.text
    words = words_of(text, unit.start, unit.end)
    if unit.cell >= 0 or _capitals(text, unit) or len(words) > _BESIDE_UNIT:
        return []
    for length in range(min(LONGEST, len(words) - 1), 0, -1):
        run, value = words[:length], words[length].start
        own = tuple(word.text for word in run)
        entry = next((entry for entry in labels().get(own, ()) if entry.beside), None)
        if entry and joined(text, run) and (text[value].isupper() or text[value].isdigit()):
            return [Labelled(entry, own, number, unit.start, value, unit.end)]
    return []
