"""What somebody takes upon himself at a meeting, as minutes report it.

Of the labelled sentences in `corpus/sentences` it takes 17 for undertakings, all of them rightly.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from pipeline.extract.vocabulary import load

_HINT = re.compile(r"undert|promised|offered|volunteered|pledged|agreed|would|a commitment")
"""One of these stands in every undertaking; the pattern itself is dear."""
_OPENING = r"^(?:(?:in|after|following|on|at)\b[^,]{0,80}, )?(?:and )?"


class _Undertakings(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    subject: str
    strong: str
    weak: tuple[str, ...]
    never: re.Pattern[str]

    def pattern(self) -> re.Pattern[str]:
        """A sentence that begins with somebody, then what he takes on: group `strong` or `weak`."""
        also = "(?:also |then |further |therefore )?"
        before = r"(?:[\w ,]{1,80} and )?"  # what he did besides
        strong = rf"(?:{self.subject} )?{before}{also}(?P<strong>{self.strong})"
        return re.compile(rf"{_OPENING}(?:{strong}|{self.subject} {also}(?P<weak>{'|'.join(self.weak)}))")


@lru_cache(maxsize=1)
def _undertakings() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = load(__package__, "undertakings.toml", _Undertakings)
    return words.pattern(), words.never


def undertaking(text: str) -> str:
    """The words by which a sentence reports an undertaking ("undertook to"), or ""."""
    pattern, never = _undertakings()
    lower = text.lower()
    if _HINT.search(lower) is None:
        return ""
    match = pattern.match(lower)
    if match is None or never.search(lower):
        return ""
    start, end = match.span("strong" if match["strong"] else "weak")
    return text[start:end].strip()
