"""Silence apart from what the papers do not cover."""

import pytest

from pipeline.aggregate import compare, to_rows
from schemas.compared import GapRow
from schemas.dataset import Dataset, Records
from schemas.states import GapReason, RecordKind
from tests.aggregate.specimens import action, body, paper, priority, progress, themes


def gaps(*papers: Records, listed: tuple[str, ...] = ()) -> dict[tuple[str | None, str, str], GapRow]:
    found = to_rows(compare(Dataset(papers), {"care": listed}).gaps, GapRow)
    return {(r.authority_id, r.theme, r.kind.value): r for r in found}


HARTSMERE = body("Hartsmere", health=3, education=2)
WEXBOROUGH = body("Wexborough", health=2, education=3, safety=1)


def test_what_like_papers_elsewhere_mention_is_a_silence() -> None:
    row = gaps(HARTSMERE, WEXBOROUGH)["HAR", "safety", "actions"]
    assert (row.reason, row.records, row.others, row.like_papers) == (GapReason.NOT_MENTIONED, 5, 1, 1)
    assert (row.papers, row.subject_papers, row.subject_words, row.small_sample) == (1, 1, 1000, True)
    assert row.others_share == pytest.approx(1 / 6, abs=1e-4)
    assert row.chance_of_none == pytest.approx((5 / 6) ** 5, abs=1e-3)


def test_what_is_mentioned_is_no_gap() -> None:
    found = gaps(HARTSMERE, WEXBOROUGH)
    assert ("HAR", "health", "actions") not in found
    assert ("WEX", "safety", "actions") not in found


def test_papers_on_another_subject_are_no_silence() -> None:
    roads = body("Roadsborough", potholes=5)
    row = gaps(HARTSMERE, WEXBOROUGH, roads)["ROA", "safety", "actions"]
    assert (row.reason, row.others, row.like_papers) == (GapReason.NO_PAPER_LIKE_IT, 1, 0)


def test_what_no_one_mentions_is_told_apart() -> None:
    row = gaps(HARTSMERE, WEXBOROUGH, listed=("leisure",))["HAR", "leisure", "actions"]
    assert (row.reason, row.others, row.others_share, row.chance_of_none) == (GapReason.NOBODY_ELSE, 0, 0, 1)


def test_papers_without_records_of_a_kind_do_not_cover_it() -> None:
    strategy = Records(
        paper=paper("s", "Stourbeck", "STO"),
        priorities=(priority("s", "s1"),),
        record_themes=themes("care", s1="safety"),
    )
    found = gaps(HARTSMERE, WEXBOROUGH, strategy)
    assert found["HAR", "safety", "priorities"].reason is GapReason.NO_RECORD_OF_KIND
    assert found["STO", "safety", "actions"].reason is GapReason.NO_RECORD_OF_KIND
    assert found["STO", "safety", "actions"].mentioned_as == "priorities", "an aim without work"


def test_an_authority_without_papers_on_the_subject_or_without_records_is_listed() -> None:
    other = Records(
        paper=paper("o", "Otherham", "OTH"),
        actions=(action("o", "o1"),),
        record_themes=themes("general", o1="finance"),
    )
    silent = Records(paper=paper("n", "Northmoor", "NOR"))
    found = gaps(HARTSMERE, WEXBOROUGH, other, silent)
    assert found["OTH", "safety", "actions"].reason is GapReason.NO_PAPER_ON_SUBJECT
    assert found["NOR", "safety", "actions"].reason is GapReason.NO_RECORDS


def test_kinds_that_mention_it_are_named_in_order() -> None:
    told = Records(
        paper=paper("t", "Thornley", "THO"),
        priorities=(priority("t", "t1"),),
        progress=(progress("t", "t2"),),
        record_themes=themes("care", t1="safety", t2="safety"),
    )
    assert gaps(HARTSMERE, WEXBOROUGH, told)["THO", "safety", "actions"].mentioned_as == "priorities;progress"


def test_every_cell_is_mentioned_or_a_gap() -> None:
    comparison = compare(Dataset((HARTSMERE, WEXBOROUGH, Records(paper=paper("n")))))
    said = sum(int((comparison.coverage[kind.value] > 0).sum()) for kind in RecordKind)
    assert said + len(comparison.gaps) == len(RecordKind) * len(comparison.coverage)


def test_alone_an_authority_has_nobody_to_be_measured_by() -> None:
    reasons = {row.reason for row in gaps(HARTSMERE, listed=("leisure",)).values()}
    assert reasons == {GapReason.NOBODY_ELSE, GapReason.NO_RECORD_OF_KIND}
    found = gaps(HARTSMERE, listed=("leisure",))["HAR", "leisure", "actions"]
    assert (found.others_share, found.chance_of_none) == (None, None)
