"""When papers were written: by their meeting, else by what their title or the name of their file says."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from pipeline.aggregate.records import Document
from pipeline.aggregate.titles import first_year
from pipeline.dates import find_dates

_OF_REPORTS = frozenset(
    {"day", "month", "quarter", "season", "term", "financial_year", "municipal_year", "school_year"}
)
"""Kinds of dates by which reports are named; a range of years is a strategy's."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of the precision that it is known with, and what tells it; both empty where nothing does."""

    date: str
    basis: str


def dated(paper: Document) -> Dated:
    """The date by which a paper stands in order.

    A title's month and year tell more than the first year of the period that it names; a file's name tells the year.
    """
    if paper.date:
        return Dated(paper.date, "meeting date")
    told = [m for m in find_dates(paper.title) if m.date_to and m.kind in _OF_REPORTS]
    if told:
        last = max(told, key=lambda m: m.date_to or "")
        return Dated(last.value or (last.date_to or "")[:7], "title")
    if year := first_year(paper.title):
        return Dated(year, "title")
    if year := first_year(PurePath(paper.file.replace("\\", "/")).stem):
        return Dated(year, "file name")
    return Dated("", "")
