"""Comparisons of invented authorities."""

import csv
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from pipeline.aggregate import Comparison, TableError, compare, read_tables, tables_of, to_rows
from pipeline.aggregate.tables import COMPARED
from schemas.dataset import Dataset, Records
from schemas.records import (
    CompletionRow,
    CoverageRow,
    LinkRow,
    SimilarityRow,
)
from schemas.states import Relation, Status
from schemas.tables import COMPARISON, TABLES, columns
from tests.aggregate.specimens import action, paper, priority, progress, themes

HARTSMERE = Records(
    paper=paper("h", "Hartsmere Borough Council", "HTM"),
    priorities=(priority("h", "h1"),),
    actions=(action("h", "h2", Status.COMPLETED), action("h", "h3", Status.COMPLETED), action("h", "h4")),
    progress=(progress("h", "h5", "h2"),),
    record_themes=(*themes("care", h1="health", h2="health", h5="health"), *themes("general", h2="finance")),
)
WEXBOROUGH = Records(
    paper=paper("w", "Wexborough City Council", words=0),
    actions=(action("w", "w1", Status.BEHIND),),
    record_links=(
        LinkRow(paper_id="w", from_id="w9", to_id="w1", relation=Relation.REPORTS_ON, basis="heading"),
        LinkRow(paper_id="w", from_id="w1", to_id="w1", relation=Relation.SAME_AS, basis="words"),
    ),
    record_themes=themes("care", w1="safety"),
)
SILENT = Records(paper=paper("s", "Silverdene District Council", "SDC"))
NOBODYS = Records(paper=paper("n"), actions=(action("n", "n1", Status.STOPPED),))


def rows(frame_of: Comparison) -> tuple[list[CoverageRow], list[CompletionRow], list[SimilarityRow]]:
    return (
        to_rows(frame_of.coverage, CoverageRow),
        to_rows(frame_of.completion, CompletionRow),
        to_rows(frame_of.similarity, SimilarityRow),
    )


def test_coverage_counts_each_taxonomy_for_itself() -> None:
    coverage, _, _ = rows(compare(Dataset((HARTSMERE, WEXBOROUGH))))
    assert [(r.taxonomy, r.authority_id, r.theme, r.priorities, r.actions, r.progress) for r in coverage] == [
        ("care", "HTM", "health", 1, 1, 1),
        ("care", "HTM", "safety", 0, 0, 0),
        ("care", None, "health", 0, 0, 0),
        ("care", None, "safety", 0, 1, 0),
        ("general", "HTM", "finance", 0, 1, 0),
        ("general", None, "finance", 0, 0, 0),
    ]
    health = coverage[0]
    assert (health.papers, health.words, health.papers_with_theme, health.total) == (1, 1000, 1, 4)
    assert (health.share, health.per_1000_words, health.small_sample) == (0.5, 2.0, True)
    assert health.share_low == pytest.approx(0.15, abs=0.001)
    assert health.share_high == pytest.approx(0.85, abs=0.001)


def test_papers_on_another_subject_do_not_thin_out_the_shares() -> None:
    climate = Records(
        paper=paper("c", "Hartsmere Borough Council", "HTM"),
        actions=(action("c", "c1"), action("c", "c2")),
        record_themes=themes("general", c1="environment"),
    )
    coverage, _, _ = rows(compare(Dataset((HARTSMERE, climate))))
    shown = {(r.taxonomy, r.theme): r for r in coverage}
    health, environment = shown["care", "health"], shown["general", "environment"]
    assert (health.papers, health.words, health.subject_papers, health.subject_words) == (2, 2000, 1, 1000)
    assert (health.total, health.share, health.per_1000_words) == (4, 0.5, 2.0)
    assert (environment.subject_papers, environment.total, environment.share) == (2, 6, 0.1667)


def test_papers_without_words_have_no_rate() -> None:
    coverage, _, _ = rows(compare(Dataset((WEXBOROUGH,))))
    assert [(r.words, r.per_1000_words, r.share) for r in coverage] == [(0, None, 1.0)]


def test_themes_that_nothing_carries_have_rows_where_they_are_listed() -> None:
    coverage, _, _ = rows(compare(Dataset((HARTSMERE,)), {"care": ["health", "leisure"]}))
    assert [(r.theme, r.actions) for r in coverage if r.taxonomy == "care"] == [("health", 1), ("leisure", 0)]


def test_a_taxonomy_that_no_paper_uses_has_no_rows() -> None:
    coverage, _, _ = rows(compare(Dataset((HARTSMERE,)), {"fisheries": ["eels"]}))
    assert "fisheries" not in {r.taxonomy for r in coverage}


def test_a_theme_said_twice_of_a_record_counts_once() -> None:
    twice = Records(paper=WEXBOROUGH.paper, actions=WEXBOROUGH.actions, record_themes=WEXBOROUGH.record_themes * 2)
    coverage, _, _ = rows(compare(Dataset((twice,))))
    assert [r.actions for r in coverage] == [1]


def test_completion_lists_all_six_statuses_of_every_authority() -> None:
    _, completion, _ = rows(compare(Dataset((HARTSMERE, WEXBOROUGH, SILENT))))
    assert [r.status for r in completion] == list(Status) * 3
    hartsmere = {r.status: r for r in completion if r.authority_id == "HTM"}
    assert {s: r.actions for s, r in hartsmere.items() if r.actions} == {Status.COMPLETED: 2, Status.UNCLEAR: 1}
    assert hartsmere[Status.COMPLETED].share == pytest.approx(2 / 3, abs=1e-4)
    assert hartsmere[Status.COMPLETED].without_report == 1
    assert hartsmere[Status.BEHIND].share == 0
    assert all(r.total == 3 for r in hartsmere.values())


def test_a_link_is_a_report_too() -> None:
    _, completion, _ = rows(compare(Dataset((WEXBOROUGH,))))
    assert {r.status: r.without_report for r in completion}[Status.BEHIND] == 0


def test_an_authority_with_papers_but_no_records_is_not_dropped() -> None:
    coverage, completion, _ = rows(compare(Dataset((HARTSMERE, SILENT))))
    silent = [r for r in coverage if r.authority_id == "SDC"]
    assert [(r.taxonomy, r.theme, r.papers, r.actions, r.share) for r in silent] == [
        ("care", "health", 1, 0, None),
        ("general", "finance", 1, 0, None),
    ]
    assert [(r.actions, r.total, r.share) for r in completion if r.authority_id == "SDC"] == [(0, 0, None)] * 6


def test_papers_without_a_known_authority_stand_last_under_an_empty_name_and_are_told_of() -> None:
    comparison = compare(Dataset((NOBODYS, HARTSMERE, Records(paper=paper("m")))))
    _, completion, _ = rows(comparison)
    assert [r.authority for r in completion] == ["Hartsmere Borough Council"] * 6 + [None] * 6
    assert completion[-1].papers == 2
    assert "2 papers without a known authority grouped under an empty name." in comparison.notes


def test_duplicates_and_their_records_do_not_count() -> None:
    again = HARTSMERE.paper.model_copy(update={"paper_id": "h-again", "duplicate_of": "h"})
    kept = Records(paper=again, actions=(action("h-again", "h2-again"),), record_themes=themes("care", h2again="x"))
    once, twice = compare(Dataset((HARTSMERE,))), compare(Dataset((HARTSMERE, kept)))
    assert rows(twice) == rows(once)
    assert twice.notes == ("1 paper with the text of another left out.",)


def test_one_body_under_two_names_is_one_row_under_its_later_name() -> None:
    old = paper("o", "Hartsmere District Council", "HTM").model_copy(update={"meeting_date": "2019-01-01"})
    new = paper("x", "Hartsmere Borough Council", "HTM").model_copy(update={"meeting_date": "2023-05"})
    _, completion, _ = rows(compare(Dataset((Records(paper=new), Records(paper=old)))))
    assert {(r.authority, r.papers) for r in completion} == {("Hartsmere Borough Council", 2)}


def test_two_bodies_of_one_name_stay_two() -> None:
    two = Dataset(
        (Records(paper=paper("a", "Northmoor Council", "NMA")), Records(paper=paper("b", "Northmoor Council", "NMB")))
    )
    _, completion, _ = rows(compare(two))
    assert [r.authority_id for r in completion[::6]] == ["NMA", "NMB"]


def test_similarity_is_the_cosine_of_the_profiles() -> None:
    other = Records(
        paper=paper("e", "Easterby Council"),
        actions=(action("e", "e1"), action("e", "e2")),
        record_themes=themes("care", e1="health", e2="safety"),
    )
    _, _, similarity = rows(compare(Dataset((HARTSMERE, WEXBOROUGH, other, SILENT, NOBODYS))))
    assert [(r.authority, r.other, r.similarity, r.shared_themes) for r in similarity] == [
        ("Easterby Council", "Hartsmere Borough Council", 0.7071, "health"),
        ("Easterby Council", "Wexborough City Council", 0.7071, "safety"),
        ("Hartsmere Borough Council", "Wexborough City Council", 0.0, None),
    ]


def test_of_nothing_every_table_is_there_with_its_columns() -> None:
    comparison = compare(Dataset())
    for name, model in COMPARISON.items():
        frame = getattr(comparison, Path(name).stem)
        assert list(frame.columns) == columns(model)
        assert frame.empty
    assert comparison.rows() == {name: [] for name in COMPARISON}


def test_columns_are_those_of_the_models() -> None:
    comparison = compare(Dataset((HARTSMERE, WEXBOROUGH)))
    for name, model in COMPARISON.items():
        assert list(getattr(comparison, Path(name).stem).columns) == columns(model)
    assert len(comparison.rows()["comparison/completion.csv"]) == 12


def test_a_record_of_no_paper_is_refused() -> None:
    stray = Records(paper=HARTSMERE.paper, actions=(action("elsewhere", "a1"),))
    with pytest.raises(TableError, match="elsewhere"):
        compare(Dataset((stray,)))


def test_a_paper_that_stands_twice_is_refused() -> None:
    with pytest.raises(TableError, match="twice"):
        compare(Dataset((HARTSMERE, HARTSMERE)))


@pytest.fixture
def write_tables(tmp_path: Path) -> Callable[[Dataset], Path]:
    def write(dataset: Dataset) -> Path:
        for name, model in TABLES.items():
            with (tmp_path / name).open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, columns(model), lineterminator="\r\n")
                writer.writeheader()
                for records in dataset.papers:
                    for row in records.tables().get(name, ()):
                        values = row.model_dump(mode="json", exclude_none=True)
                        writer.writerow({k: str(v).lower() if isinstance(v, bool) else v for k, v in values.items()})
        return tmp_path

    return write


def test_tables_read_back_compare_as_the_records_did(write_tables: Callable[[Dataset], Path]) -> None:
    dataset = Dataset((HARTSMERE, WEXBOROUGH, SILENT, NOBODYS))
    out = write_tables(dataset)
    tables, compared = read_tables(out), read_tables(out, compared=True)
    for name, frame in vars(tables).items():
        assert list(frame.columns) == columns(TABLES[f"{name}.csv"])
        assert frame.dtypes.to_dict() == getattr(tables_of(dataset), name).dtypes.to_dict()
        pd.testing.assert_frame_equal(getattr(compared, name), frame[list(COMPARED[name])])
    assert compare(tables).rows() == compare(compared).rows() == compare(dataset).rows()


def test_tables_read_a_few_rows_at_a_time_are_the_same(
    write_tables: Callable[[Dataset], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = write_tables(Dataset((HARTSMERE, WEXBOROUGH, SILENT, NOBODYS)))
    whole = read_tables(out)
    monkeypatch.setattr("pipeline.aggregate.tables._CHUNK", 1)
    for name, frame in vars(read_tables(out)).items():
        pd.testing.assert_frame_equal(frame, getattr(whole, name))


def test_words_that_pandas_takes_for_missing_stay_words(write_tables: Callable[[Dataset], Path]) -> None:
    lead = HARTSMERE.actions[0].model_copy(update={"lead": "NA", "text": "None", "partners": "nan"})
    out = write_tables(Dataset((Records(paper=paper("h", "NA", None), actions=(lead,)),)))
    tables = read_tables(out)
    assert tables.actions.loc[0, ["lead", "text", "partners"]].tolist() == ["NA", "None", "nan"]
    assert tables.papers.loc[0, "authority"] == "NA"
    assert tables.actions["due_text"].isna().all()


def test_an_absent_table_is_named(write_tables: Callable[[Dataset], Path]) -> None:
    out = write_tables(Dataset())
    (out / "actions.csv").unlink()
    with pytest.raises(TableError, match=r"actions\.csv"):
        read_tables(out)


def test_a_number_that_is_none_is_named(write_tables: Callable[[Dataset], Path]) -> None:
    out = write_tables(Dataset((HARTSMERE,)))
    table = out / "papers.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("1000", "many"), encoding="utf-8")
    with pytest.raises(TableError, match=r"papers\.csv, column words"):
        read_tables(out)


def test_rows_longer_than_the_header_are_refused_and_not_shifted(write_tables: Callable[[Dataset], Path]) -> None:
    out = write_tables(Dataset((HARTSMERE,)))
    header, *lines = (out / "papers.csv").read_text(encoding="utf-8").splitlines()
    (out / "papers.csv").write_text("\n".join([header, *(f"{line},more" for line in lines)]), encoding="utf-8")
    with pytest.raises(TableError, match="more cells"):
        read_tables(out)


def test_an_empty_file_is_no_table(write_tables: Callable[[Dataset], Path]) -> None:
    out = write_tables(Dataset())
    (out / "progress.csv").write_text("", encoding="utf-8")
    with pytest.raises(TableError, match=r"progress\.csv cannot be read"):
        read_tables(out)


def test_a_column_that_an_older_version_lacked_is_not_stated(write_tables: Callable[[Dataset], Path]) -> None:
    out = write_tables(Dataset((HARTSMERE,)))
    table = out / "record_themes.csv"
    with table.open(encoding="utf-8", newline="") as file:
        kept = [{k: v for k, v in row.items() if k != "confidence"} for row in csv.DictReader(file)]
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(kept[0]))
        writer.writeheader()
        writer.writerows(kept)
    assert read_tables(out).record_themes["confidence"].isna().all()
