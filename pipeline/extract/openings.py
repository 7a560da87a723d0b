"""Many expressions sought in a text at once, each only at the words with which it may begin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, groupby

_LETTERS = 4
"""Of a word's beginning that are looked at: more hardly tell more expressions apart."""
_WORD = re.compile(r"\w+|[^\w\s]")
_PART = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\\\]])*\]|\((?:\?(?:P<\w+>|<?[=!]|[a-z-]*:?))?|[?*+{][\d,}]*\??|.", re.DOTALL)
"""An escaped sign, a set, what opens a group, how often something stands, or one sign."""
_GROUP = re.compile(r"\((?:\?(?:P<\w+>|[a-z-]*:))?")
_LOOK = re.compile(r"\(\?<?[=!]")
_SIGNS = re.compile(r"\[([^\^\\\w\s-][^\\\w\s-]*)\]")
_SIGN = re.compile(r"\\[^\w\s]|[^\w\s.^$\\]")
_OPTIONAL = ("?", "*", "{")

_MOST_RUNS = 20_000
"""Runs of signs whose openings are remembered: some megabytes."""

Parts = Sequence[str]


class Openings:
    """Expressions over lower-case text that are sought together, with what `re.Pattern.search` finds of each.

    Nearly all expressions of a vocabulary begin with one of a few words, which are read off their text: they are tried
    at those words alone. Where that does not tell, or where `re` itself looks at the beginning of a text alone,
    `search` is asked.
    """

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        self.patterns = tuple(patterns)
        self._untold: list[int] = []
        self._by_start: dict[str, list[int]] = {}
        for i, pattern in enumerate(self.patterns):
            told = pattern.flags == re.UNICODE.value and not _is_anchored(pattern.pattern)
            starts = openings(pattern.pattern) if told else None
            if starts is None:
                self._untold.append(i)
            for start in sorted(starts or ()):
                self._by_start.setdefault(start, []).append(i)
        self._opened_in = lru_cache(maxsize=_MOST_RUNS)(self._find_openings)

    def search(self, lower: str) -> dict[int, re.Match[str]]:
        """The first match of each expression that a text holds, by its number, in the order of the expressions."""
        found = {i: match for i in self._untold if (match := self.patterns[i].search(lower))}
        at = 0
        for run in lower.split():
            at = lower.find(run, at)
            for offset, i in self._opened_in(run):
                if i not in found and (match := self.patterns[i].match(lower, at + offset)):
                    found[i] = match
            at += len(run)
        return dict(sorted(found.items()))

    def _find_openings(self, run: str) -> tuple[tuple[int, int], ...]:
        """Where in a run of signs without a blank which expressions may begin; of some fewer letters are known."""
        return tuple(
            (word.start(), i)
            for word in _WORD.finditer(run)
            for n in range(1, _LETTERS + 1)
            for i in (self._by_start.get(word[0][:n], ()) if len(word[0]) >= n else ())
        )


def openings(pattern: str) -> frozenset[str] | None:
    """The first letters, at most four, of all words, numbers and signs with which a match may begin; None if untold."""
    starts = frozenset(
        start for branch in _branches(_PART.findall(pattern)) for start in _openings(branch, at_word=False)
    )
    return None if "" in starts else starts


def either(expressions: Sequence[str]) -> str:
    """A group that finds any of `expressions` at a word; those of which it is told how they begin only at such words.

    Of a plain alternation `re` tries all at every word.
    """
    told = [openings(rf"\b(?:{expression})") for expression in expressions]
    parts = []
    for known, run in groupby(range(len(told)), key=lambda i: told[i] is not None):
        numbers = list(run)
        branches = "|".join(expressions[i] for i in numbers)
        starts = frozenset[str]().union(*(told[i] or () for i in numbers))
        parts.append(f"(?={_any_of(starts)})(?:{branches})" if known else branches)
    return f"(?:{'|'.join(parts)})"


def _any_of(starts: frozenset[str]) -> str:
    ends: dict[str, list[str]] = {}
    for start in sorted(starts):
        ends.setdefault(start[0], []).append(re.escape(start[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in ends.items())


def _is_anchored(pattern: str) -> bool:
    return pattern.startswith("^") and len(list(_branches(_PART.findall(pattern)))) == 1


def _openings(parts: Parts, *, at_word: bool) -> Iterator[str]:
    """The same of a sequence, with "" for what is untold; `at_word`: a word may not go on into it."""
    if parts and parts[0] in ("\\b", "^"):
        parts, at_word = parts[1:], True
    while parts and _LOOK.fullmatch(parts[0]):
        parts = parts[_close(parts) + 1 :]
    first = parts[0] if parts else ""
    if _GROUP.fullmatch(first):
        for way in _ways(parts):
            yield from _openings(way, at_word=at_word)
    elif not first or _may_lack(parts):
        yield ""
    elif first == "\\d":
        yield from "0123456789" if at_word else ("",)
    elif first.isalnum():
        yield _word(parts) if at_word else ""
    elif signs := _SIGNS.fullmatch(first):
        yield from signs[1]
    else:
        yield first[-1] if _SIGN.fullmatch(first) else ""


def _branches(parts: Parts) -> Iterator[list[str]]:
    """What a "|" divides."""
    depth, first = 0, 0
    for i, part in enumerate(parts):
        depth += (part[0] == "(") - (part == ")")
        if part == "|" and depth == 0:
            yield list(parts[first:i])
            first = i + 1
    yield list(parts[first:])


def _ways(parts: Parts) -> Iterator[list[str]]:
    """Of parts that open a group, all ways through it or past it, each with what stands behind the group."""
    close = _close(parts)
    rest = list(parts[close + 1 :])
    if rest and rest[0].startswith(_OPTIONAL):
        yield rest[1:]
    for branch in _branches(parts[1:close]):
        yield [*branch, *rest]


def _close(parts: Parts) -> int:
    """Where the group ends that parts open."""
    depths = accumulate((part[0] == "(") - (part == ")") for part in parts)
    return next(i for i, depth in enumerate(depths) if depth == 0)


def _word(parts: Parts) -> str:
    """The letters and digits that a sequence begins with in any case."""
    word = ""
    for i, part in enumerate(parts[:_LETTERS]):
        if not part.isalnum() or _may_lack(parts[i:]):
            break
        word += part
    return word


def _may_lack(parts: Parts) -> bool:
    """Whether the first part may be missing from what matches."""
    return len(parts) > 1 and parts[1].startswith(_OPTIONAL)


__all__ = ["Openings", "either", "openings"]
