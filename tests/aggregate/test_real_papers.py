"""What the comparison of five real papers shows; they are not part of the repository."""

from collections import Counter
from pathlib import Path

import pytest

from bench.coverage import KINDS, TAXONOMY, annotated, beside
from pipeline.aggregate import Comparison, compare, to_rows
from pipeline.evaluate.sources import read_gold
from pipeline.extract.extractor import Extractor
from pipeline.ingest import Source, read
from schemas.dataset import Dataset
from schemas.records import TimelineRow
from schemas.states import Change, Status

ROTHERHAM, NOTTINGHAM = "Rotherham Metropolitan Borough Council", "Nottingham City Council"


@pytest.fixture(scope="module")
def five(shared: Path) -> Dataset:
    extractor = Extractor()
    papers = [
        p for path in sorted((shared / "papers").glob("*.txt")) for p in read(Source(path.name, path.read_bytes()))
    ]
    assert len(papers) == 5
    return Dataset(tuple(extractor.extract(paper) for paper in papers))


@pytest.fixture(scope="module")
def compared(five: Dataset) -> Comparison:
    return compare(five)


def test_each_cell_of_coverage_is_the_number_of_its_records(five: Dataset, compared: Comparison) -> None:
    counts: Counter[tuple[str | None, str, str]] = Counter()
    counted = compared.counted
    dropped = set(counted.loc[~counted["counted"], "record_id"])
    for records in five.papers:
        kind = {p.priority_id: "priorities" for p in records.priorities} | {
            a.action_id: "actions" for a in records.actions
        }
        for row in records.record_themes:
            if row.taxonomy == TAXONOMY and row.record_id in kind and row.record_id not in dropped:
                counts[records.paper.authority, row.theme, kind[row.record_id]] += 1
    cells = compared.coverage[compared.coverage["taxonomy"] == TAXONOMY]
    told = {(r.authority, r.theme, kind): getattr(r, kind) for r in cells.itertuples() for kind in KINDS}
    assert {cell: n for cell, n in told.items() if n} == dict(counts)
    assert sum(counts.values()) > 80


def test_coverage_is_that_of_the_annotations_within_a_record_or_two(shared: Path, compared: Comparison) -> None:
    cells = beside(compared.coverage, compare(annotated(read_gold(shared / "gold"))).coverage)
    apart = (cells["found"] - cells["gold"]).abs()
    assert len(cells) == 4 * 12 * len(KINDS)
    assert (apart <= 1).mean() > 0.85
    assert (apart == 0).mean() > 0.7
    assert cells["found"].sum() == pytest.approx(cells["gold"].sum(), rel=0.15)
    silent = cells[(cells["gold"] == 0) & (cells["found"] > 0)]
    assert len(silent) < 0.2 * len(cells), "themes found that annotators did not see"


@pytest.mark.parametrize("aim", ["cic-health", "cic-education", "cic-employment", "cic-stability", "youth-voice"])
def test_two_authorities_priorities_for_children_in_care_are_in_common_groups(compared: Comparison, aim: str) -> None:
    group = compared.alignment[compared.alignment["aim"] == aim]
    assert {ROTHERHAM, NOTTINGHAM} <= set(group["authority"])
    assert group["group_id"].nunique() == 1


def test_themes_of_2012_are_followed_to_actions_of_2014(compared: Comparison) -> None:
    rows = [r for r in to_rows(compared.timeline, TimelineRow) if (r.authority or "").startswith("Nottinghamshire")]
    assert len({row.strategy_id for row in rows}) == 1
    first = {row.thread_id: row.text for row in rows if row.kind == "priority" and row.change == Change.FIRST}
    taken: dict[str | None, list[str]] = {}
    for row in rows:
        if row.change == Change.TAKEN_UP:
            assert (row.date or "").startswith("2014")
            taken.setdefault(first[row.thread_id], []).append(row.text or "")
    assert any("Achievement Officers" in text for text in taken["Education"])
    assert any("review booklet" in text for text in taken["Participation & Joining In"])
    assert any("data sharing" in text for text in taken["Health"])


def test_what_was_stopped_is_told_as_stopped(compared: Comparison) -> None:
    rows = to_rows(compared.timeline, TimelineRow)
    (page,) = [row for row in rows if row.kind == "action" and "Facebook" in (row.text or "")]
    assert (page.status, page.date) == (Status.STOPPED, "2014-09-22")
    cells = compared.completion.set_index(["authority", "status"])["actions"]
    assert cells["Nottinghamshire County Council", "stopped"] == 1
