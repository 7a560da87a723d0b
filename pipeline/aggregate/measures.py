"""Measures of the same quantity side by side."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pipeline.aggregate.records import NOBODY, Document, cells, documents
from pipeline.aggregate.tables import Tables, from_tuples
from pipeline.aggregate.timeline.order import dated
from pipeline.aggregate.words import stems, vectors
from schemas.compared import QuantityRow
from schemas.ids import derived_id, fold

LIKE = 0.85
"""Cosine of the vectors of two quantities of one unit, from which on they are one, if they share a word."""
YEARS = 1
"""Years that measures may lie apart and still be compared."""
_PER_CENT = re.compile(r"^(?:%|per\s?cent|percent|percentage|p\.p\.)$", re.IGNORECASE)
_SCALED = re.compile(r"^£|^€|^\$|^(?:thousand|million|billion|m|bn|k)$")
_CHANGE = frozenset(
    (
        "additional",
        "further",
        "extra",
        "more",
        "fewer",
        "less",
        "increase",
        "decrease",
        "reduction",
        "rise",
        "fall",
        "new",
        "up",
        "down",
    )
)


@dataclass(frozen=True, slots=True)
class _Measure:
    row: Mapping[str, Any]
    paper: Document
    unit: str
    words: frozenset[str]
    label: str
    date: str
    basis: str


class _Group:
    """Measures of one quantity, and what each of them asks of the others, found once.

    Attributes:
        label: the shortest name that one of them gives it.
        authorities: number of those that are known.
    """

    def __init__(self, measures: Sequence[_Measure]) -> None:
        self.measures = measures
        self.first = measures[0]
        self.id = derived_id("quantity", min(m.row["measure_id"] for m in measures))
        self.label = min((m.label for m in measures), key=lambda label: (len(label), label))
        known = [m for m in measures if m.paper.key != NOBODY]
        self.authorities = len({m.paper.key for m in known})
        self._dates: dict[str, set[str]] = defaultdict(set)
        self._in_year: dict[int, set[str]] = defaultdict(set)
        for measure in known:
            if measure.date:
                self._dates[measure.paper.key].add(measure.date)
                self._in_year[int(measure.date[:4])].add(measure.paper.key)

    def judged(self, measure: _Measure) -> tuple[bool, str]:
        """Whether one of them may be set beside another, and why."""
        if not measure.words:
            return False, "the paper does not say what is measured"
        if len(self.measures) == 1:
            return False, "no other measure of this quantity"
        key = measure.paper.key
        if key == NOBODY:
            return False, "the authority is not known"
        if not measure.date:
            return False, "the date is not known"
        year = int(measure.date[:4])
        if any(self._in_year.get(near, set()) - {key} for near in range(year - YEARS, year + YEARS + 1)):
            return True, "same quantity and unit in another authority, at most a year apart"
        if self._dates[key] - {measure.date}:
            return True, "same quantity and unit of the same authority at another date"
        if self._dates.keys() - {key}:
            return False, "the dates lie more than a year apart"
        return False, "no other date or authority to set it beside"


def quantities(tables: Tables) -> pd.DataFrame:
    """Measures of papers that count, those of one quantity together.

    A quantity is one where the unit is the same ("%" and "per cent" are; "£" and "£ million" are not, since nothing is
    converted) and what is counted or measured is: the same words, or words near in meaning that share one. A change
    ("two additional officers") is not set beside a stock. A measure of which the paper does not say what is measured
    stands alone.

    A row is comparable where its group holds another one that tells something: of another authority and not more than a
    year apart, or of the same authority and another date.

    Returns:
        Columns of `QuantityRow`, by group, authority, date and paper; the groups of most authorities first.
    """
    papers = {p.id: p for p in documents(tables) if not p.duplicate_of}
    names = list(tables.measures.columns)
    rows_of = (dict(zip(names, values, strict=True)) for values in cells(tables.measures, *names))
    found = [_measure(row, papers[row["paper_id"]]) for row in rows_of if row["paper_id"] in papers]
    found.sort(key=lambda m: (m.unit, m.label, m.row["paper_id"], m.row["start"], m.row["measure_id"]))
    groups = sorted(
        map(_Group, _groups(found)),
        key=lambda g: (-g.authorities, -len(g.measures), g.first.label, g.first.unit, g.first.row["measure_id"]),
    )
    rows: list[tuple[Any, ...]] = []
    for group in groups:
        ordered = sorted(
            group.measures,
            key=lambda m: (
                m.paper.authority,
                m.paper.key,
                m.date,
                m.row["paper_id"],
                m.row["start"],
                m.row["measure_id"],
            ),
        )
        rows += [_row(m, group) for m in ordered]
    return from_tuples(rows, QuantityRow)


def _measure(row: Mapping[str, Any], paper: Document) -> _Measure:
    raw = " ".join(str(row["unit"]).split())
    unit = "%" if _PER_CENT.match(raw) else fold(raw) if not _SCALED.match(raw) else raw.lower()
    quantity = fold(str(row["quantity"]))
    # where the unit is the things counted, these are the quantity
    counted = not quantity and unit not in ("", "%") and not _SCALED.match(raw)
    words = stems(unit if counted else quantity)
    when = dated(paper)
    date, basis = (row["value_date"], "measure") if row["value_date"] else (when.date, when.basis)
    return _Measure(row, paper, "" if counted else unit, words, raw if counted else str(row["quantity"]), date, basis)


def _groups(measures: Sequence[_Measure]) -> list[list[_Measure]]:
    """By unit, by change or stock, and by words; then those near in meaning, each to the first it is near to."""
    same: dict[tuple[str, bool, frozenset[str]], list[_Measure]] = defaultdict(list)
    groups: list[list[_Measure]] = []
    for measure in measures:
        if not measure.words:
            groups.append([measure])
            continue
        same[measure.unit, bool(_CHANGE & set(fold(measure.label).split())), measure.words].append(measure)
    kinds: dict[tuple[str, bool], list[frozenset[str]]] = defaultdict(list)
    for unit, change, words in sorted(same, key=lambda k: (k[0], k[1], sorted(k[2]))):
        kinds[unit, change].append(words)
    for (unit, change), bags in sorted(kinds.items()):
        own: dict[int, list[_Measure]] = {}
        meanings = vectors(min(m.label for m in same[unit, change, bag]) for bag in bags)
        holders: dict[str, list[int]] = defaultdict(list)
        for i, bag in enumerate(bags):
            sharing = sorted({h for word in bag for h in holders.get(word, ())})
            head = next((h for h in sharing if float(meanings[h] @ meanings[i]) >= LIKE), i)
            if head == i:
                for word in bag:
                    holders[word].append(i)
            own.setdefault(head, []).extend(same[unit, change, bag])
        groups += own.values()
    return groups


def _row(measure: _Measure, group: _Group) -> tuple[Any, ...]:
    row, paper = measure.row, measure.paper
    comparable, reason = group.judged(measure)
    return (
        group.id,
        group.label,
        paper.authority or None,
        paper.authority_id or None,
        paper.id,
        row["measure_id"],
        row["record_id"] or None,
        row["text"],
        row["quantity"] or None,
        row["value"],
        None if row["baseline"] == "" else row["baseline"],
        row["unit"] or None,
        row["value_date"] or None,
        row["baseline_date"] or None,
        measure.date or None,
        measure.basis or None,
        len(group.measures),
        group.authorities,
        comparable,
        reason,
    )
