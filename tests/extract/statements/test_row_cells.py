"""Cells of flattened rows whose columns are run together."""

import pytest

from pipeline.extract.statements.model import Span
from pipeline.extract.statements.row_cells import Holders, rating_of, when_at_end, when_of


def cut(text: str, span: Span | None) -> str | None:
    return None if span is None else text[span.start : span.end]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("May 2024", "May 2024"),
        ("December 2023 Delivered by the depot team within the budget of the year", "December 2023"),
        ("2030 Within budget", "2030"),
        ("By 2028", "By 2028"),
        ("Ongoing - review each March Staff time", "Ongoing - review each March"),
        ("2 Ongoing", "Ongoing"),
        ("In March 2021 the depot was sold to the highest bidder of three", None),
        ("March 2021 was the month in which the depot was sold to the highest bidder", None),
        ("Depot team", None),
    ],
)
def test_when_a_block_begins_with_it(text: str, when: str | None) -> None:
    assert cut(text, when_of(text, ["Staff time"])) == when


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Save costs (long-term). 3 Dec 2022", "3 Dec 2022"),
        ("Cleaner air in the town. Ongoing", "Ongoing"),
        ("Fewer cars than in May 2020", None),
        ("Homes of May 2020 stay dry", None),
    ],
)
def test_when_a_block_ends_with_it(text: str, when: str | None) -> None:
    assert cut(text, when_at_end(text)) == when


def test_a_colour_in_capitals_at_the_end_is_a_rating() -> None:
    assert cut("Funds to be found AMBER", rating_of("Funds to be found AMBER")) == "AMBER"
    assert rating_of("All the grass is Green") is None
    assert rating_of("Approved by the GLA") is None


def test_a_team_is_known_where_it_recurs_and_where_extraction_split_it_or_ran_it_on() -> None:
    known = Holders(["Depot Works", "Depot Works", "Depot Works 1", "Dry Homes", "May 2020"], frozenset())
    assert cut("Depot Works 2", known.find("Depot Works 2")) == "Depot Works"
    assert cut("Dep ot Works", known.find("Dep ot Works")) == "Dep ot Works"
    run_on = "Less diesel is burnt in the yard. Depot Works"
    assert cut(run_on, known.find(run_on)) == "Depot Works"
    assert known.find("Dry Homes") is None


def test_titles_of_priorities_hold_nothing() -> None:
    assert Holders(["Dry Homes"] * 4, frozenset({"dryhomes"})).find("Dry Homes") is None
