"""Sentences that speak of the paper, or lead to what stands elsewhere, and state nothing themselves."""

from __future__ import annotations

import re
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from pipeline.extract.openings import Openings
from pipeline.extract.vocabulary import load


class _Asides(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    business: re.Pattern[str]
    meeting: re.Pattern[str]
    reminder: re.Pattern[str]
    document: re.Pattern[str]
    announcement: re.Pattern[str]
    agenda: re.Pattern[str]
    housekeeping: re.Pattern[str]
    procedure: re.Pattern[str]
    particulars: re.Pattern[str]

    def patterns(self) -> tuple[re.Pattern[str], ...]:
        """All of them."""
        return (
            self.business,
            self.meeting,
            self.reminder,
            self.document,
            self.announcement,
            self.agenda,
            self.housekeeping,
            self.procedure,
            self.particulars,
        )


_VALUE = (
    r"(?:[<>≤≥~]?£?\d[\d,.]*(?:%|k|m|bn|pp|:\d\d)?|n/?a|N/?A|tbc|TBC|[-–—▲▼►◄↑↓→←↔⬆⬇➔]|"
    r"[Rr]ed|RED|[Aa]mber|AMBER|[Gg]reen|GREEN|[RAG])"
)
_FIGURES = re.compile(rf"[\w)%](?:\s+{_VALUE}){{3,}}\s*$")


@lru_cache(maxsize=1)
def _openings() -> Openings:
    return Openings(load(__package__, "asides.toml", _Asides).patterns())


def aside_words(text: str) -> str:
    """The words by which a sentence speaks of the item, its meeting or a part of the paper, or announces aims that are
    stated elsewhere; "" where it does none of it.
    """
    return next((match.group() for match in _openings().search(text.lower()).values()), "")


def is_aside(text: str) -> bool:
    """Whether a sentence speaks of the paper or leads to what stands elsewhere, and states nothing itself."""
    return bool(aside_words(text)) or is_figures(text)


def is_figures(text: str) -> bool:
    """Whether a line is a row of figures of a table that lost its cells ("Visits to pools 1,200 1,340 1,310 Amber")."""
    return not text.endswith((".", ";", ":", "?", "!")) and _FIGURES.search(text) is not None
