"""Dates as papers write them: every form on a list, what is no date, and years that must be inferred."""

import csv
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dates import DateMention, find_dates, parse_date
from pipeline.dates.periods import months, narrowed, twelve_months, value_of

FORMS = Path(__file__).with_name("written_dates.csv")


def _forms() -> list[dict[str, str]]:
    with FORMS.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _told(mention: DateMention | None) -> tuple[str, str, str | None, str | None, str] | None:
    if mention is None:
        return None
    return mention.text, mention.value or "", mention.date_from, mention.date_to, mention.kind


@pytest.mark.parametrize("row", _forms(), ids=lambda row: row["text"])
def test_written_form(row: dict[str, str]) -> None:
    expected = (row["words"], row["value"], row["date_from"], row["date_to"], row["kind"])
    assert _told(parse_date(row["text"])) == expected
    sentence = f"The panel met ({row['text']}); it agreed."
    found = find_dates(sentence)
    assert [_told(mention) for mention in found] == [expected]
    assert all(sentence[mention.start : mention.end] == mention.text for mention in found)


@pytest.mark.parametrize(
    "text",
    [
        "ongoing",
        "quarterly",
        "next meeting",
        "TBC",
        "in due course",
        "31/02/2014",
        "31 February 2014",
        "29 February 2023",
        "10/21/2014",
        "2014-13-01",
        "2014-02-30",
        "7.3.10",
        "2018/03",
        "2015/20",
        "24/7",
        "£20.10.2020",
        "1,2014",
        "each year in July",
        "every March",
        "Ongoing - review at the end of March each year",
        "We may 20 times",
        "Augustus 2014th",
        "call 01234 2014 5678",
        "paragraph 12.11.18.2",
        "",
    ],
)
def test_no_date(text: str) -> None:
    assert find_dates(text) == []
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2030", "year"),
        ("Mar 24", "month"),
        ("03/2024", "month"),
        ("24/25", "financial_year"),
        ("12-11-18", "day"),
    ],
)
def test_a_value_says_more_than_the_same_words_in_a_sentence(text: str, words: str) -> None:
    mention = parse_date(f" {text} ")
    assert mention is not None
    assert (mention.kind, mention.text, mention.start, mention.end) == (words, text, 1, 1 + len(text))
    assert find_dates(f"about {text} things") == []


@pytest.mark.parametrize(
    "text", ["December 2022 September 2026", "May 2011 and July 2011", "Sept 2024, end Q3 for others"]
)
def test_several_dates_are_not_one(text: str) -> None:
    assert len(find_dates(text)) == 2
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("July", "month_no_year"),
        ("by July", "month_no_year"),
        ("end of March", "month_no_year"),
        ("5 May", "day_no_year"),
        ("Sat 5 Jul", "day_no_year"),
        ("Q3", "quarter_no_year"),
        ("Quarter 4 (September)", "quarter_no_year"),
        ("late spring", "season_no_year"),
        ("summer", "season_no_year"),
    ],
)
def test_without_a_year_and_a_reference_the_period_is_unknown(text: str, kind: str) -> None:
    mention = parse_date(text)
    assert mention is not None
    assert (mention.kind, mention.value, mention.date_from, mention.date_to) == (kind, None, None, None)


@pytest.mark.parametrize(
    ("text", "reference", "toward", "expected"),
    [
        ("July", "2014-06-10", "nearest", "2014-07"),
        ("December", "2014-01-10", "nearest", "2013-12"),
        ("January", "2013-12-10", "nearest", "2014-01"),
        ("January", "2014-12", "future", "2015-01"),
        ("June", "2014-06-10", "future", "2014-06"),
        ("July", "2014-06-10", "past", "2013-07"),
        ("5 May", "2014-10-21", "nearest", "2014-05-05"),
        ("29 February", "2023-06-01", "nearest", "2024-02-29"),
        ("end of March", "2014-10-21", "future", "2015-03"),
    ],
)
def test_a_reference_decides_the_year_and_the_kind_says_so(
    text: str, reference: str, toward: str, expected: str
) -> None:
    mention = parse_date(text, reference=reference, toward=toward)  # type: ignore[arg-type]
    assert mention is not None
    assert mention.value == expected
    assert mention.kind.endswith("_assumed_year")


def test_a_stated_year_needs_no_reference() -> None:
    assert parse_date("July 2012", reference="2020-01-01") == parse_date("July 2012")


def test_a_reference_of_another_form_is_refused() -> None:
    with pytest.raises(ValueError, match="Invalid isoformat"):
        find_dates("by July", reference="10/06/2014")


def test_a_month_alone_in_a_sentence_needs_a_word_that_makes_it_a_date() -> None:
    assert [m.text for m in find_dates("It will be done in July. May is a month; they May and March on.")] == ["July"]


def test_a_line_break_parts_dates() -> None:
    # A cell with the number 1 above one with "Mar 2021" is not the first of March.
    assert [m.text for m in find_dates("1\nMar 2021\n2\nMar 2022")] == ["Mar 2021", "Mar 2022"]


@given(
    st.dates(min_value=date(1990, 1, 1), max_value=date(2060, 12, 31)),
    st.sampled_from(
        [
            "%d %B %Y",
            "%d/%m/%Y",
            "%d.%m.%Y",
            "%Y-%m-%d",
            "%A, %d %B, %Y",
            "%B %d, %Y",
            "%d %b %Y",
            "%dth of %B %Y",
        ]
    ),
)
def test_every_day_comes_back(day: date, form: str) -> None:
    written = day.strftime(form)
    found = find_dates(f"On {written} it met.")
    assert [(m.value, m.text) for m in found] == [(day.isoformat(), written)]


@given(st.text(alphabet="0123456789/-.–  'MarchMayQtoendof2014\n", max_size=60))
def test_mentions_are_ranges_in_order(text: str) -> None:
    found = find_dates(text)
    assert all(text[mention.start : mention.end] == mention.text for mention in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
    for mention in found:
        if mention.date_from and mention.date_to:
            assert date.fromisoformat(mention.date_from) <= date.fromisoformat(mention.date_to)
            assert mention.value is None or mention.date_from.startswith(mention.value)
            assert mention.value is None or mention.date_to.startswith(mention.value)


@given(st.integers(1990, 2060), st.integers(1, 12))
def test_twelve_months_are_a_year_and_sixths_add_up(year: int, first: int) -> None:
    start, end = twelve_months(year, first)
    assert (end - start).days in (364, 365)
    pieces = [narrowed((start, end), (low, low + 1)) for low in range(6)]
    assert pieces[0][0] == start
    assert pieces[-1][1] == end
    assert all((after[0] - before[1]).days == 1 for before, after in pairwise(pieces))


def test_value_is_the_finest_unit_that_holds_the_period() -> None:
    assert value_of((date(2024, 3, 5), date(2024, 3, 5))) == "2024-03-05"
    assert value_of(months(2024, 3, 3)) == "2024-03"
    assert value_of(months(2024, 3, 5)) == "2024"
    assert value_of(twelve_months(2024, 4)) is None
