"""Expressions that heed no case, at the speed of those that do."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cached_property

_CASED = re.compile(r"(?<!\\)[A-Z]|\(\?[a-z]*-")


class Caseless:
    """A regular expression compiled with `re.IGNORECASE`, thrice as fast at telling that a text does not hold it.

    With that flag `re` enters every branch at every place of the text; without it a branch's first letter is looked at
    first. So what the expression could find is sought in lower case, and found in the text itself from there on.

    Args:
        pattern: written in lower case; one with capitals, or with parts that heed case, is sought in the text itself.

    Raises:
        re.error: it is no regular expression.
    """

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self._lower = None if _CASED.search(pattern) else re.compile(pattern)
        if self._lower is None:
            re.compile(pattern, re.IGNORECASE)

    @cached_property
    def exact(self) -> re.Pattern[str]:
        """The expression as `re` has it."""
        return re.compile(self.pattern, re.IGNORECASE)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As `re.Pattern.search`; for short texts, since all of it is made lower case."""
        if self._lower is not None and len(lower := text.lower()) == len(text):
            found = self._lower.search(lower, start, end)
            if found is None:
                return None
            start = found.start()
        return self.exact.search(text, start, end)

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As `re.Pattern.match`."""
        return self.exact.match(text, start, end)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer`, of an expression that never matches nothing."""
        while match := self.search(text, start, end):
            yield match
            start = match.end()
