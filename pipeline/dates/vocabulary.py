"""The words of British dates, read once from `vocabulary.toml`."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

MonthNumber = Annotated[int, Field(ge=1, le=12)]
Words = Annotated[tuple[str, ...], Field(min_length=1)]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Season(_Frozen):
    """A season: its words, its first and last month, and those of the school term named after it."""

    words: Words
    months: tuple[MonthNumber, MonthNumber]
    term: tuple[MonthNumber, MonthNumber] | None = None


class Part(_Frozen):
    """Words that narrow a period, and the sixths of it that they leave."""

    words: Words
    sixths: tuple[Annotated[int, Field(ge=0, le=5)], Annotated[int, Field(ge=1, le=6)]]


class CountedYear(_Frozen):
    """A kind of year that does not start in January."""

    words: Words
    first_month: MonthNumber


class Cues(_Frozen):
    """Words beside a date that decide whether it is one."""

    before_year: Words
    before_month: Words
    recurring_before: Words
    recurring_after: Words


class Weekdays(_Frozen):
    """Names of the days of the week, which are read over."""

    names: Words


class Vocabulary(_Frozen):
    """All words of dates."""

    months: dict[str, Words]
    weekdays: Weekdays
    seasons: dict[str, Season]
    parts: tuple[Part, ...]
    years: dict[str, CountedYear]
    cues: Cues

    @model_validator(mode="after")
    def _whole(self) -> "Vocabulary":
        if len(self.months) != 12:
            raise ValueError(f"a year has 12 months, not {len(self.months)}")
        spellings = [word for words in self.months.values() for word in words]
        if len(spellings) != len(set(spellings)):
            raise ValueError("a spelling stands under two months")
        if "financial" not in self.years:
            raise ValueError("years.financial is missing: a bare pair of years is read as one")
        return self

    @property
    def month_numbers(self) -> dict[str, int]:
        """Month number (1 to 12) of every spelling."""
        return {word: number for number, words in enumerate(self.months.values(), 1) for word in words}


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary that ships with the package."""
    path = Path(__file__).with_name("vocabulary.toml")
    return Vocabulary.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
