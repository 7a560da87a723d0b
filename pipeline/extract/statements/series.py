"""Items that a sentence lists: where one ends and the next begins, by semicolons, commas and the last "and"."""

from __future__ import annotations

import re

_SEMICOLON = re.compile(r"\s*;\s*(?:and\s+|or\s+)?|\s*\n\s*")
_COMMA = re.compile(r"\s*(?:;|,(?!\d{3}))\s*(?:and\s+)?")
_AND = re.compile(r"\s+and\s+")
_CLOSED = re.compile(r"\b(?:in|of|for|to|at|on|with|from|by)\s+\w+")
_SAID = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|can|could|shall|should|may|might|must|which|that|who|where|"
    r"it|they|we|he|she|this|these|those|there)\b",
    re.IGNORECASE,
)
"""What no name of an aim holds: it is a clause, or speaks of something told before."""
_GOES_ON = re.compile(
    r"(?:all |both |each |also |now |still )*(?:had|has|have|was|were|is|are|would|will|could|can|may|might|which|"
    r"where|who|whose|but|so|although|though|while|whilst|because|(?:all|each|most|some|none|one|the \w+) of which|"
    r"that (?:it|he|she|they|the)|it|he|she|they|members|officers|"
    r"the (?:committee|board|panel|council|cabinet|report|plan|strategy|chair\w*))\b",
    re.IGNORECASE,
)
"""How a sentence goes on behind such a list."""
_LONGEST_ITEM = 16  # words of an item between commas
_LONGEST_CLAUSE = 40  # words of one between semicolons
_LONGEST_NAME = 8  # words of one in a list of which no number is told
_FEWEST = 3  # items of such a list


def parts_of(text: str, at: int, divider: re.Pattern[str]) -> list[tuple[int, int]]:
    """What a divider leaves of a sentence from offset `at`, its full stop apart."""
    parts = []
    start = at
    for match in divider.finditer(text, at):
        parts.append((start, match.start()))
        start = match.end()
    parts.append((start, len(text.rstrip().rstrip("."))))
    return [(a, b) for a, b in parts if text[a:b].strip()]


def by_semicolons(text: str, at: int) -> list[tuple[int, int]]:
    """The items from offset `at` that semicolons or line breaks divide."""
    return parts_of(text, at, _SEMICOLON)


def counted(text: str, at: int, told: int) -> list[tuple[int, int]]:
    """The items of a list divided by commas and a last "and", where they are as many as was told; else none."""
    start = max(at, text.find(":", at) + 1)
    parts = _divided(text, start, told)
    if len(parts) >= told and _GOES_ON.match(text, parts[told - 1][0]):
        parts = _divided(text[: parts[told - 1][0]].rstrip(" ,"), start, told)
    elif len(parts) > told and _GOES_ON.match(text, parts[told][0]):
        parts = parts[:told]
    longest = _LONGEST_CLAUSE if ";" in text[start:] else _LONGEST_ITEM
    if len(parts) != told or any(len(text[a:b].split()) > longest for a, b in parts):
        return []
    return parts


def names_listed(text: str, at: int) -> list[tuple[int, int]]:
    """The items of a list of which no number is told: short names and a last "and", of two the only one; else none."""
    parts = _divided(text, at, 0)
    if parts and _GOES_ON.match(text, parts[-1][0]):
        parts = _divided(text[: parts[-1][0]].rstrip(" ,"), at, 0)
    short = all(0 < len(text[a:b].split()) <= _LONGEST_NAME and not _SAID.search(text, a, b) for a, b in parts)
    if not short or len(parts) < 2 or not _AND.search(text, parts[-2][0], parts[-1][0]):
        return []
    single = len(_AND.findall(text, at, parts[-1][1])) == 1
    return parts if len(parts) >= _FEWEST or single else []


def _divided(text: str, start: int, told: int) -> list[tuple[int, int]]:
    parts = parts_of(text, start, _SEMICOLON if ";" in text[start:] else _COMMA)
    closed = len(parts) > 1 and _AND.search(text, parts[-2][1], parts[-1][0] + 1) is not None
    if parts and (len(parts) == told - 1 or (not told and not closed)):
        first, end = parts[-1]
        if last := _last_and(text, first, end, titled=text[parts[0][0]].isupper()):
            parts[-1:] = [(first, last.start()), (last.end(), end)]
    return parts


def _last_and(text: str, start: int, end: int, *, titled: bool) -> re.Match[str] | None:
    """The "and" that parts the last two items: the first, unless what stands between it and another closes an item.

    Args:
        titled: the items begin with a capital, and so parts them an "and" that alone stands before one.
    """
    found = list(_AND.finditer(text, start, end))
    capitals = [m for m in found if text[m.end()].isupper()] if titled else []
    if len(capitals) == 1:
        return capitals[0]
    if len(found) > 1 and _CLOSED.search(text, found[0].end(), found[-1].start()):
        return found[-1]
    return found[0] if found else None


__all__ = ["by_semicolons", "counted", "names_listed", "parts_of"]
