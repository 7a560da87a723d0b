"""Expressions that heed no case, at the speed of those that do."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cached_property

_CASED = re.compile(r"(?<!\\)(?<!\(\?)[A-Z]|\(\?[a-z]*-")
_PART = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\\\]])*\]|\(\?P.|\(\?<?[!=]|\(\?[a-z]*-[a-z]+:|[^\\\[()]+|.", re.DOTALL)
"""An escaped sign, a set, what opens a group, a bracket, or letters between these."""
_CAPITAL = re.compile(r"(?<!\\)[A-Z]")
_HEEDS_CASE = "(?-i:"


class Caseless:
    """A regular expression compiled with `re.IGNORECASE`, thrice as fast at telling that a text does not hold it.

    With that flag `re` enters every branch at every place of the text; without it a branch's first letter is looked at
    first. So what the expression could find is sought in lower case, and found in the text itself from there on.

    Args:
        pattern: parts of it may heed case (`(?-i:...)`).

    Raises:
        re.error: it is no regular expression.
    """

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        lower = _in_lower_case(pattern)
        self._lower = re.compile(lower) if lower is not None else None
        if lower is None:
            re.compile(pattern, re.IGNORECASE)

    @cached_property
    def exact(self) -> re.Pattern[str]:
        """The expression as `re` has it."""
        return re.compile(self.pattern, re.IGNORECASE)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As `re.Pattern.search`; for short texts, since all of it is made lower case."""
        return self._search(text, self._lowered(text), start, end)

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As `re.Pattern.match`; for short texts."""
        lower = self._lowered(text)
        if self._lower is not None and lower is not None and self._lower.match(lower, start, end) is None:
            return None
        return self.exact.match(text, start, end)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
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

    def _search(self, text: str, lower: str | None, start: int, end: int) -> re.Match[str] | None:
        if self._lower is not None and lower is not None:
            found = self._lower.search(lower, start, end)
            if found is None:
                return None
            start = found.start()
        return self.exact.search(text, start, end)


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
