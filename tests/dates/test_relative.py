"""Times told from the day of the paper."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dates import easter_sunday, relative_date

TOLD = [
    ("next month", "2031-12", "2031-12-01", "2031-12-31"),
    ("early next month", "2031-12", "2031-12-01", "2031-12-10"),
    ("the end of the month", "2031-11", "2031-11-21", "2031-11-30"),
    ("by Christmas", "2031-12", "2031-12-24", "2031-12-26"),
    ("before Easter", "2032-03", "2032-03-26", "2032-03-29"),
    ("over the winter", None, "2031-12-01", "2032-02-29"),
    ("this autumn", "2031", "2031-09-01", "2031-11-30"),
    ("next summer", "2032", "2032-06-01", "2032-08-31"),
    ("in the summer term", "2032", "2032-04-01", "2032-07-31"),
    ("the new financial year", None, "2032-04-01", "2033-03-31"),
    ("by the end of the calendar year", "2031", "2031-09-01", "2031-12-31"),
    ("the end of the financial year", None, "2031-12-01", "2032-03-31"),
    ("in six months’ time", "2032-05", "2032-05-01", "2032-05-31"),
    ("over the next six months", None, "2031-11-12", "2032-05-31"),
    ("within the next two weeks", "2031-11", "2031-11-12", "2031-11-26"),
    ("in a fortnight's time", "2031-11-26", "2031-11-26", "2031-11-26"),
]


@pytest.mark.parametrize(("text", "value", "first", "last"), TOLD)
def test_times_from_the_day_of_the_paper(text: str, value: str | None, first: str, last: str) -> None:
    found = relative_date(text, reference="2031-11-12")
    assert found is not None
    assert (found.value, found.date_from, found.date_to, found.text) == (value, first, last, text)


@pytest.mark.parametrize(
    "text", ["next year", "the coming months", "at the next meeting", "by the month", "", "soon", "within six months"]
)
def test_what_has_two_readings_or_none_is_left(text: str) -> None:
    assert relative_date(text, reference="2031-11-12") is None


def test_next_summer_has_two_readings_while_this_summer_is_to_come() -> None:
    assert relative_date("next summer", reference="2031-02-10") is None


@pytest.mark.parametrize(("text", "reference"), [("next month", "2031"), ("in two weeks’ time", "2031-11")])
def test_a_day_that_is_not_known_closely_enough_tells_nothing(text: str, reference: str) -> None:
    assert relative_date(text, reference=reference) is None


@given(st.dates(date(1990, 1, 1), date(2098, 12, 31)), st.sampled_from([words for words, *_ in TOLD]))
def test_no_time_to_come_is_over(day: date, text: str) -> None:
    found = relative_date(text, reference=day.isoformat())
    if found is not None:
        assert found.date_from is not None
        assert found.date_to is not None
        assert found.date_from <= found.date_to
        if "end of" not in text:
            assert found.date_to >= day.isoformat()


@given(st.integers(1600, 2400))
def test_easter_is_a_sunday_of_spring(year: int) -> None:
    day = easter_sunday(year)
    assert day.weekday() == 6
    assert date(year, 3, 22) <= day <= date(year, 4, 25)
