"""Quantities, their baselines and dates."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.measures import find_measures


def test_change_with_two_dates_and_a_month_without_a_year() -> None:
    text = "Lodgings arrangements have increased from 5 in January to 13 as at September 2014."
    (measure,) = find_measures(text)
    assert (measure.value, measure.baseline) == (13, 5)
    assert (measure.value_date, measure.baseline_date) == ("2014-09", "2014-01")
    assert measure.quantity == "Lodgings arrangements"
    assert text[measure.start : measure.end] == text[:-1]


@pytest.mark.parametrize(
    ("text", "value", "baseline", "unit"),
    [
        ("Waits fell from 62.4% in August 2023 to 35.6% in August 2024", 35.6, 62.4, "%"),
        ("18% of energy is renewable, up from 10% in 2008", 18, 10, "%"),
        ("Absence rates will have fallen from 7.9% to below 5%.", 5, 7.9, "%"),
        ("34.8% of pupils (34% in 2023) go by bus", 34.8, 34, "%"),
        ("in August 2023 this figure was 2.3% but August 2024 was 51.6%", 51.6, 2.3, "%"),
        ("two additional outreach officers have been recruited", 2, None, "additional outreach officers"),
        ("with over two hundred children taking part", 200, None, "children"),
        ("85% of activities were on track", 85, None, "%"),
        ("£1.7m was set aside", 1.7, None, "£ million"),
        ("a grant of £50k", 50_000, None, "£"),
        ("costs were reduced by 20%", 20, None, "%"),
        ("over 7,500 solar panels have been fitted", 7500, None, "solar panels"),
        ("it saved 23,688 tonnes of carbon", 23_688, None, "tonnes"),
    ],
)
def test_quantities(text: str, value: float, baseline: float | None, unit: str) -> None:
    (measure,) = find_measures(text)
    assert (measure.value, measure.baseline, measure.unit) == (value, baseline, unit)


@pytest.mark.parametrize(
    "text",
    [
        "The service for young people aged 16 and 17 is open.",
        "See paragraph 4.2 and section 75.",
        "The plan for 2012-15 was agreed on 3 May 2012.",
        "Telephone 01632 960123 for a copy.",
        "The Children Act 1989 applies.",
        "Works take 18 months.",
        "Progress on Priority 2 and Key Stage 4 is good.",
        "No figures here.",
        "",
    ],
)
def test_no_quantities(text: str) -> None:
    assert find_measures(text) == []


def test_range_without_change_is_no_pair() -> None:
    assert all(m.baseline is None for m in find_measures("Visits range from 5 homes to 13 homes."))


def test_target_is_no_baseline() -> None:
    first, second = find_measures("a total of 10,323 tonnes compared with a target of 10,797 tonnes")
    assert (first.baseline, second.baseline) == (None, None)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_ranges_lie_in_the_text(text: str) -> None:
    for measure in find_measures(text):
        assert 0 <= measure.start < measure.end <= len(text)
