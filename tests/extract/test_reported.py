"""The time for which a report speaks."""

import pytest

from pipeline.extract.reported import AsOf, as_of


@pytest.mark.parametrize(
    ("text", "written", "date"),
    [
        ("13 roofs are mended as at September 2014.", "September 2014", "2014-09"),
        ("Position at 31 March 2020: half are mended.", "31 March 2020", "2020-03-31"),
        ("From 5 as of May 2019 to 9 as of May 2020.", "May 2020", "2020-05"),
        ("All were mended as at the end of June 2019.", "end of June 2019", "2019-06"),
    ],
)
def test_by_its_own_words(text: str, written: str, date: str) -> None:
    assert as_of(text) == AsOf(written, date, by_column=False)


def test_other_dates_say_nothing_of_it() -> None:
    assert as_of("The roofs were mended in September 2014 and will last until May 2020.") is None
    assert as_of("") is None


def test_the_column_speaks_first() -> None:
    assert as_of("9 as at May 2019", "Position at June 2019") == AsOf("June 2019", "2019-06", by_column=True)
    assert as_of("Half are mended.", "Progress") is None


def test_a_date_without_year_lies_before_the_meeting() -> None:
    found = as_of("Half are mended.", "Update to 30 November", "2020-02-11")
    assert found is not None
    assert found.date == "2019-11-30"
