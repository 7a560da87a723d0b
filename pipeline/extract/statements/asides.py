"""Sentences that speak of the paper, or lead to what stands elsewhere, and state nothing themselves."""

from __future__ import annotations

import re
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from pipeline.extract.vocabulary import load


class _Asides(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    business: re.Pattern[str]
    announcement: re.Pattern[str]


@lru_cache(maxsize=1)
def _asides() -> _Asides:
    return load(__package__, "asides.toml", _Asides)


def is_aside(text: str) -> bool:
    """Whether a sentence tells the business of the item, or announces aims that stand elsewhere."""
    lower = text.lower()
    asides = _asides()
    return asides.business.search(lower) is not None or asides.announcement.search(lower) is not None
