"""Sentences of minutes that tell of the meeting, its papers and what was thought: no records."""

from __future__ import annotations

import re
from functools import cache

from pipeline.extract.caseless import Caseless
from pipeline.extract.minutes.words import any_of, compiled, fill, speaker, vocabulary

_WORD = re.compile(r"[^\W_]+")
_FIRST = r"\W*(?:(?:in|after|following|on|at|with|during|arising|prior|before|having|as)\b[^,;]{0,160},\s+)?"


@cache
def _patterns() -> tuple[Caseless, Caseless, Caseless]:
    words = vocabulary().talk
    also = r"(?:also|then|further|subsequently|briefly|again|both|all|jointly|formally|generally|\w+ly)"
    told = rf"{_FIRST}{speaker()}\s+(?:{also}\s+)?(?P<verb>{any_of(words.verbs)})\b"
    always = "|".join((rf"^\W*(?:{any_of(words.notes)})\b", *(fill(form) for form in words.always)))
    return Caseless(told), compiled(words.but), Caseless(always)


@cache
def _saying() -> frozenset[str]:
    """One of these words stands in what `_patterns` tells of somebody; to look for who it is is dear."""
    return frozenset(verb for words in vocabulary().talk.verbs for verb in _WORD.findall(words)[:1])


def is_talk(text: str) -> bool:
    """Whether a sentence of minutes tells of the meeting ("Members discussed ...") and states nothing of the work."""
    told, but, always = _patterns()
    if always.search(text):
        return True
    if _saying().isdisjoint(_WORD.findall(text.lower())):
        return False
    match = told.match(text)
    return match is not None and but.match(text, match.start("verb")) is None
