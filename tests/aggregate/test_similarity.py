"""What makes two authorities alike or different."""

import pandas as pd

from pipeline.aggregate import compare, to_rows
from pipeline.aggregate.grouping import group
from pipeline.aggregate.similarity import similarity
from pipeline.aggregate.tables import empty, tables_of
from pipeline.aggregate.themed import themed
from schemas.dataset import Dataset, Records
from schemas.records import AlignmentRow, SimilarityRow
from tests.aggregate.specimens import body, paper

HARTSMERE = body("Hartsmere", health=3, education=4, safety=5)
WEXBOROUGH = body("Wexborough", health=6, education=4, leisure=2)


def test_the_themes_that_add_most_and_those_widest_apart_are_named() -> None:
    (pair,) = to_rows(compare(Dataset((HARTSMERE, WEXBOROUGH))).similarity, SimilarityRow)
    assert (pair.records, pair.other_records, pair.small_sample) == (12, 12, False)
    assert pair.similarity == round(34 / (50**0.5 * 56**0.5), 4)
    assert pair.alike_themes == "health;education"
    assert pair.alike_part == 1
    assert pair.more_themes == "safety"
    assert pair.less_themes == "health;leisure"


def test_without_a_theme_in_common_nothing_makes_them_alike() -> None:
    (pair,) = to_rows(
        compare(Dataset((body("Hartsmere", health=1), body("Wexborough", leisure=1)))).similarity, SimilarityRow
    )
    assert (pair.similarity, pair.alike_themes, pair.alike_part, pair.shared_themes) == (0, None, None, None)
    assert pair.small_sample


def test_groups_of_priorities_in_common_and_of_one_alone() -> None:
    dataset = Dataset((HARTSMERE, WEXBOROUGH, body("Northmoor", health=1), Records(paper=paper("x"))))
    members = {"G1": ("har", "wex"), "G2": ("har", "wex", "nor"), "G3": ("wex", "nor"), "G4": ("har",)}
    rows = [
        {"group_id": id_, "group_label": id_, "paper_id": p, "priority_id": p + id_, "text": id_}
        for id_, papers in members.items()
        for p in papers
    ]
    alignment = pd.concat([empty(AlignmentRow), pd.DataFrame(rows)])
    tables = tables_of(dataset)
    grouped = group(tables)
    found = similarity(grouped, themed(grouped, tables, {}).cells, alignment)
    pair = next(r for r in to_rows(found, SimilarityRow) if r.authority_id == "HAR" and r.other_id == "WEX")
    assert (pair.common_groups, pair.own_groups, pair.other_groups) == (2, 1, 1)
    assert pair.alike_priorities == "G1;G2", "the rarer first"
    assert pair.different_priorities == "G3", "what one authority alone has says nothing of these two"
