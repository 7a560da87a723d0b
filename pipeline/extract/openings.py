"""Expressions sought in a text only where a word stands with which they may begin.

Nearly all expressions of a vocabulary begin with one of a few words, which are read off their text (`openings`); with
which words a text is made is found once, however many expressions are sought in it (`starts_in`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, chain, groupby

_LETTERS = 4
"""Of a word's beginning that are looked at: more hardly tell more expressions apart."""
_WHOLE = " "
"""Behind the letters of a word that ends there."""
_WORD = re.compile(r"\w+|[^\w\s]")
_PART = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\\\]])*\]|\((?:\?(?:P<\w+>|<?[=!]|[a-z-]*:?))?|[?*+{][\d,}]*\??|.", re.DOTALL)
"""An escaped sign, a set, what opens a group, how often something stands, or one sign."""
_GROUP = re.compile(r"\((?:\?(?:P<\w+>|[a-z-]*:))?")
_LOOK = re.compile(r"\(\?<?[=!]")
_NO_WORD_BEFORE = re.compile(r"\(\?<(?:!(?:\\w|\[\\w[^\w\\]*\])|=[^|]*(?:\\[sW]| ))\)")
_NO_WORD_BEHIND = re.compile(
    r"\\[sWb]|\[(?:\\s)?[^\w\\^-]*-?\]|[ $]|\(\?!(?:\\w|\[\\w[^\]]*\])\)|\\[^\w\s]|[^\w\s.^\\()|?*+{]"
)
_SIGNS = re.compile(r"\[([^\^\\\w\s-][^\\\w\s-]*)\]")
_SIGN = re.compile(r"\\[^\w\s]|[^\w\s.^$\\]")
_OPTIONAL = ("?", "*", "{0", "{,")
_ANY = "."

_MOST_TEXTS = 128
"""Texts whose words are remembered: those that the stages still ask of."""
_MOST_RUNS = 20_000
"""Words and runs of signs whose openings are remembered: some megabytes."""

Parts = Sequence[str]


@lru_cache(maxsize=_MOST_TEXTS)
def starts_in(lower: str) -> frozenset[str]:
    """With what the words and signs of a text begin: the first letters of each, one, two and so on, at most four.

    Words no longer than that stand there a second time, with a blank behind them.
    """
    return frozenset(chain.from_iterable(map(_starts, _WORD.findall(lower))))


@lru_cache(maxsize=_MOST_RUNS)
def _starts(word: str) -> tuple[str, ...]:
    starts = [word[: n + 1] for n in range(min(len(word), _LETTERS))]
    if len(word) <= _LETTERS:
        starts.append(word + _WHOLE)
    if word[0].isdecimal() and not word[0].isascii():
        starts.append("0")  # a digit of another script
    return tuple(starts)


class Openings:
    """Expressions over lower-case text that are sought together, with what `re.Pattern.search` finds of each.

    They are tried at the words alone with which they may begin. Where that is not told, `search` is asked.
    """

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        self.patterns = tuple(patterns)
        self._untold: list[int] = []
        self._by_start: dict[str, list[int]] = {}
        for i, pattern in enumerate(self.patterns):
            starts = openings_of(pattern)
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
        """Where in a run of signs without a blank which expressions may begin."""
        return tuple(
            (word.start(), i)
            for word in _WORD.finditer(run)
            for start in _starts(word[0])
            for i in self._by_start.get(start, ())
        )


def openings_of(pattern: re.Pattern[str]) -> frozenset[str] | None:
    """The `openings` of an expression; None also where it heeds no case, or `re` looks at a text's beginning alone."""
    parts = _PART.findall(pattern.pattern)
    anchored = parts[:1] == ["^"] and len(list(_branches(parts))) == 1
    return None if anchored or pattern.flags != re.UNICODE.value else openings(pattern.pattern)


def openings(pattern: str) -> frozenset[str] | None:
    """The first letters, at most four, of all words, numbers and signs with which a match may begin; None if untold.

    Behind the letters of words that are no longer, a blank stands where that is known.
    """
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
        whole = r"\b" if start.endswith(_WHOLE) else ""
        ends.setdefault(start[0], []).append(re.escape(start[1:].rstrip(_WHOLE)) + whole)
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in ends.items())


def _openings(parts: Parts, *, at_word: bool) -> Iterator[str]:
    """The same of a sequence, with "" for what is untold; `at_word`: a word may not go on into it."""
    while parts and (parts[0] in ("\\b", "^") or _LOOK.fullmatch(parts[0])):
        looks = 1 if parts[0] in ("\\b", "^") else _close(parts) + 1
        at_word = at_word or looks == 1 or bool(_NO_WORD_BEFORE.fullmatch("".join(parts[:looks])))
        parts = parts[looks:]
    first = parts[0] if parts else ""
    if _GROUP.fullmatch(first):
        for way in _ways(parts):
            yield from _openings(way, at_word=at_word)
    elif not first:
        yield ""
    elif _may_lack(parts):
        yield from _openings([first, _ANY], at_word=at_word)
        yield from _openings(parts[2:], at_word=at_word)
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
    times = rest.pop(0) if rest and rest[0][0] in "?*+{" else ""
    if times.startswith(_OPTIONAL):
        yield rest
    behind = rest if times in ("", "?", "??") else [_ANY]
    for branch in _branches(parts[1:close]):
        yield [*branch, *behind]


def _close(parts: Parts) -> int:
    """Where the group ends that parts open."""
    depths = accumulate((part[0] == "(") - (part == ")") for part in parts)
    return next(i for i, depth in enumerate(depths) if depth == 0)


def _word(parts: Parts) -> str:
    """The letters and digits that a sequence begins with in any case."""
    word = ""
    for i, part in enumerate(parts[: _LETTERS + 1]):
        if not part.isalnum() or _may_lack(parts[i:]):
            return word + _WHOLE if _ends_word(parts[i:]) else word
        word += part
    return word[:_LETTERS]


def _ends_word(parts: Parts) -> bool:
    """Whether a word cannot go on into a sequence."""
    first = "".join(parts[:3]) if parts[0] == "(?!" else parts[0]
    return bool(_NO_WORD_BEHIND.fullmatch(first)) and not _may_lack(parts)


def _may_lack(parts: Parts) -> bool:
    """Whether the first part may be missing from what matches."""
    return len(parts) > 1 and parts[1].startswith(_OPTIONAL)


__all__ = ["Openings", "either", "openings", "openings_of", "starts_in"]
