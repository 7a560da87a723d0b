"""Quantities, their baselines and dates."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.measures import find_measures


def test_change_with_two_dates_and_a_month_without_a_year() -> None:
    text = "Mentoring matches have risen from 7 in February to 19 as at October 2016."
    (measure,) = find_measures(text)
    assert (measure.value, measure.baseline) == (19, 7)
    assert (measure.value_date, measure.baseline_date) == ("2016-10", "2016-02")
    assert measure.quantity == "Mentoring matches"
    assert text[measure.start : measure.end] == text[:-1]


@pytest.mark.parametrize(
    ("text", "value", "baseline", "unit"),
    [
        ("Waits fell from 41.5% in May 2021 to 28.7% in May 2022", 28.7, 41.5, "%"),
        ("24% of energy is renewable, up from 15% in 2011", 24, 15, "%"),
        ("Vacancy rates will have fallen from 9.3% to below 6%.", 6, 9.3, "%"),
        ("21.6% of pupils (19% in 2021) go by bus", 21.6, 19, "%"),
        ("in March 2019 the share was 4.1% but March 2020 was 33.8%", 33.8, 4.1, "%"),
        ("two additional outreach workers have been recruited", 2, None, "additional outreach workers"),
        ("with over three hundred children taking part", 300, None, "children"),
        ("74% of activities were on track", 74, None, "%"),
        ("£2.4m was set aside", 2.4, None, "£ million"),
        ("a grant of £50k", 50_000, None, "£"),
        ("costs were reduced by 20%", 20, None, "%"),
        ("over 6,200 street lamps have been fitted", 6200, None, "street lamps"),
        ("it saved 14,250 tonnes of carbon", 14_250, None, "tonnes"),
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
    first, second = find_measures("a total of 8,120 tonnes compared with a target of 8,500 tonnes")
    assert (first.baseline, second.baseline) == (None, None)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_ranges_lie_in_the_text(text: str) -> None:
    for measure in find_measures(text):
        assert 0 <= measure.start < measure.end <= len(text)
