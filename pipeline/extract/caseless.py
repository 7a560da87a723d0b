"""Expressions that heed no case, at the speed of those that do."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from pipeline.extract.openings import openings_of, starts_in

_CASED = re.compile(r"(?<!\\)(?<!\(\?)[A-Z]|\(\?[a-z]*-")
_PART = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\\\]])*\]|\(\?P.|\(\?<?[!=]|\(\?[a-z]*-[a-z]+:|[^\\\[()]+|.", re.DOTALL)
"""An escaped sign, a set, what opens a group, a bracket, or letters between these."""
_CAPITAL = re.compile(r"(?<!\\)[A-Z]")
_HEEDS_CASE = "(?-i:"
_SHORT = 1_000
"""Characters of a text that is as short as records are, in which many expressions are sought."""
_FEW_WAYS = 1_000
"""Characters of an expression; a longer one may begin with some word of nearly every sentence."""


class Match(Protocol):
    """What was found: of `re.Match` what is asked of it here."""

    def __getitem__(self, group: int | str, /) -> str | Any: ...
    def start(self, group: int | str = 0, /) -> int: ...
    def end(self, group: int | str = 0, /) -> int: ...
    def span(self, group: int | str = 0, /) -> tuple[int, int]: ...
    def group(self) -> str | Any: ...
    def groupdict(self) -> dict[str, str | Any]: ...


@dataclass(frozen=True, slots=True)
class _Found:
    """What was found in a text by way of its lower case. See `Match`."""

    text: str
    lower: re.Match[str]

    def __getitem__(self, group: int | str, /) -> str | Any:
        start, end = self.lower.span(group)
        return self.text[start:end] if start >= 0 else None

    def group(self) -> str | Any:
        return self[0]

    def start(self, group: int | str = 0, /) -> int:
        return self.lower.start(group)

    def end(self, group: int | str = 0, /) -> int:
        return self.lower.end(group)

    def span(self, group: int | str = 0, /) -> tuple[int, int]:
        return self.lower.span(group)

    def groupdict(self) -> dict[str, str | Any]:
        return {name: self[name] for name in self.lower.re.groupindex}


class Caseless:
    """A regular expression compiled with `re.IGNORECASE`, thrice as fast at telling that a text does not hold it.

    With that flag `re` enters every branch at every place of the text; without it a branch's first letter is looked at
    first. So what the expression could find is sought in lower case. Where it heeds case it is found in the text itself
    from there on; where it heeds none, it is found, and the slower expression is not even compiled. In a text that has
    none of the words with which it may begin, it is not sought at all.

    Args:
        pattern: parts of it may heed case (`(?-i:...)`).

    Raises:
        re.error: it is no regular expression.
    """

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        lower = _in_lower_case(pattern)
        self._lower = re.compile(lower) if lower is not None else None
        self._openings = openings_of(self._lower) if self._lower is not None and len(pattern) <= _FEW_WAYS else None
        self._heeds_none = lower == pattern
        if lower is None:
            re.compile(pattern, re.IGNORECASE)

    @cached_property
    def exact(self) -> re.Pattern[str]:
        """The expression as `re` has it."""
        return re.compile(self.pattern, re.IGNORECASE)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> Match | None:
        """As `re.Pattern.search`; for short texts, since all of it is made lower case."""
        return self._search(text, self._lowered(text), start, end)

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> Match | None:
        """As `re.Pattern.match`; for short texts."""
        lower = self._lowered(text)
        if self._lower is not None and lower is not None:
            found = self._lower.match(lower, start, end)
            if found is None or self._heeds_none:
                return found and _Found(text, found)
        return self.exact.match(text, start, end)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[Match]:
        """As `re.Pattern.finditer`, of an expression that never matches nothing."""
        lower = self._lowered(text)
        while match := self._search(text, lower, start, end):
            yield match
            start = match.end()

    def _lowered(self, text: str) -> str | None:
        """The text in lower case, place by place; None where that cannot be or is of no use."""
        if self._lower is None:
            return None
        lower = text.lower()
        return lower if len(lower) == len(text) else None

    def _search(self, text: str, lower: str | None, start: int, end: int) -> Match | None:
        if self._lower is not None and lower is not None:
            if self._openings is not None and _is_whole(lower, end) and self._openings.isdisjoint(starts_in(lower)):
                return None
            found = self._lower.search(lower, start, end)
            if found is None or self._heeds_none:
                return found and _Found(text, found)
            start = found.start()
        return self.exact.search(text, start, end)


def _is_whole(lower: str, end: int) -> bool:
    """Whether a text is short enough to be asked for its words, and none of them is cut at `end`."""
    return len(lower) <= _SHORT and not (end < len(lower) and (lower[end].isalnum() or lower[end] == "_"))


def _in_lower_case(pattern: str) -> str | None:
    """An expression that fits in lower case wherever `pattern` does, be it that it fits elsewhere, too.

    None where none is known: a part that heeds case stands within what must not stand there, or it has a set of
    letters, as names have: a name in lower case could be any words, and to try them all takes long.
    """
    if not _CASED.search(pattern):
        return pattern
    parts = []
    denied, heeding = [False], [False]  # of each open group: it tells what must not stand there; it heeds case
    for part in _PART.findall(pattern):
        if part[0] == "(":
            heeds = part.startswith("(?") and "-" in part
            if heeds and (part != _HEEDS_CASE or denied[-1]):
                return None
            denied.append(denied[-1] or part.endswith("!"))
            heeding.append(heeding[-1] or heeds)
            parts.append("(?:" if heeds else part)
        elif part == ")":
            denied.pop()
            heeding.pop()
            parts.append(part)
        elif part[0] == "[" and heeding[-1]:
            return None
        else:
            parts.append(part if part[0] == "\\" else _CAPITAL.sub(lambda letter: letter[0].lower(), part))
    return "".join(parts)
