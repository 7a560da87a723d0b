"""Reports that a main clause states outright: "the project remains on track", "work has begun on the wall".

The classifier weighs the whole sentence and misses some of these, where much else is told. Of 18 sentences of 325
annotated papers that it had left and that have one of these forms, 13 were reports and four such as careful readers
differ on.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from pipeline.extract.vocabulary import load

_SUBJECT = 90  # code points that a subject runs to at the most
_CONDITION = re.compile(r"\b(?:[Ii]f|[Uu]nless|[Ss]ubject to|[Ss]hould)\b")


class _Stated(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    opens: str
    never: str
    between: str
    verb: str
    state: str
    work: str
    doing: str


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = load(__package__, "stated.toml", _Stated)
    subject = rf"(?:(?!{words.never})[^.;:?!,]){{3,{_SUBJECT}}}?"
    return (
        re.compile(rf"{words.opens}(?:{subject} )(?P<cue>{words.verb} {words.between}{words.state})"),
        re.compile(rf"{words.opens}(?P<cue>{words.work} {words.doing})"),
    )


def stated_progress(text: str) -> str:
    """The words by which a sentence states how far something has got ("remains on track"), or ""."""
    for pattern in _patterns():
        if (match := pattern.match(text)) and not _CONDITION.search(text):
            return match["cue"]
    return ""
