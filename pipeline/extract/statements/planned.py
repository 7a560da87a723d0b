"""Steps that a paper says are to be taken: "the strategy will be published in May", "a summary is to be produced".

The classifier hears these best, but is slow to trust a future that it also hears in rules and consequences. Where the
main clause itself promises one of the things that papers promise, and no condition stands beside it, it is believed.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from pipeline.extract.vocabulary import load

_DEPENDENT = re.compile(r"\b(?:which|that|who|whom|whether|how|what|when|once|until)\b[^,;:]*$")
"""What before the step makes it a clause in passing, which promises nothing."""


class _Planned(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    step: re.Pattern[str]
    never: re.Pattern[str]


@lru_cache(maxsize=1)
def _planned() -> _Planned:
    return load(__package__, "planned.toml", _Planned)


def planned_step(text: str) -> str:
    """The words by which a sentence plans a step ("will be published"), or ""."""
    planned = _planned()
    match = planned.step.search(text)
    if match is None or planned.never.search(text) or _DEPENDENT.search(text, 0, match.start()):
        return ""
    return match.group()
