"""The key in which a paper explains its own ratings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.extract.status.vocabulary import patterns
from schemas.states import Status


@dataclass(frozen=True, slots=True)
class Legend:
    """What a paper's ratings mean.

    Attributes:
        statuses: status by key: a colour's name ("green"), a letter ("c") or a number ("3").
        words: the words beside each key, as the paper has them.
    """

    statuses: Mapping[str, Status]
    words: Mapping[str, str]


_COLOUR = r"red|amber|green|blue|yellow|orange|gr[ea]y|white|purple|black"
_MARKS = r"[\s\"'“”‘’*_()\[\]]*"
_VERBS = r"is|are|=|represents?|means?|indicates?|denotes?|shows?|signifies|being|to\s+indicate|refers\s+to|for"
_JOINS = rf"(?:\s*(?:[=:|–—]|\s-\s?|-\s)\s*|\s+(?:{_VERBS})\s+(?:that\s+|when\s+|where\s+)?|\s*\t\s*)"
_KEYED = re.compile(
    rf"(?<!\w)(?P<key>{_COLOUR}|[RAGBYWC]|[0-9])(?:\s*\(\w\))?(?:\s+(?:rating|rated|status|flag))?{_MARKS}{_JOINS}",
    re.IGNORECASE,
)
_REVERSED = re.compile(
    rf"(?P<words>[A-Za-z][A-Za-z ,/’'-]{{3,80}}?)\s*[(\[]\s*(?P<key>{_COLOUR})\s*[)\]]", re.IGNORECASE
)
_WORDS_END = re.compile(r"[;\n]|\.\s|\.$|\s\|\s*\|")
_LONGEST = 25
"""A meaning of more words is no entry of a key but a sentence of the report."""


def key_of(text: str) -> str | None:
    """The rating that `text` is (a colour's name, a single letter or digit), or None where it is other words.

    A colour is known by its name or initial; several of them ("amber/green") are a rating of their own.
    """
    if "%" in text:
        return None
    words = re.findall(r"[a-z0-9]+", text.lower())
    words = [w for w in words if w not in {"rag", "brag", "rating", "rated", "status", "to", "from", "now"}]
    if not words or len(words) > 3:
        return None
    colours = patterns().colours
    if all(word in colours for word in words):
        kinds = {colours[word] for word in words}
        return "/".join(sorted(kinds))
    if len(words) == 1 and re.fullmatch(r"[a-z]|[0-9]", words[0]):
        return words[0]
    return None


def find_legend(texts: Iterable[str]) -> Legend | None:
    """The key to the ratings in a paper, or None where it has none.

    Args:
        texts: paragraphs and list items; of a table, each row as one text, its cells joined by " | ".

    A key has at least two ratings whose words state a status. A rating to which the paper gives two meanings that
    differ is left out: it means nothing certain.
    """
    statuses: dict[str, Status] = {}
    words: dict[str, str] = {}
    doubtful: set[str] = set()
    for text in texts:
        if len(text) > 3000:
            continue
        for key, meaning in _entries(text):
            status = _meaning(meaning, plain=key.isdigit() or len(key) == 1)
            if status is None:
                continue
            if statuses.setdefault(key, status) is not status:
                doubtful.add(key)
            words.setdefault(key, meaning)
    for key in doubtful:
        del statuses[key], words[key]
    if len(statuses) < 2:
        return None
    return Legend(MappingProxyType(statuses), MappingProxyType(words))


def _entries(text: str) -> list[tuple[str, str]]:
    hits = list(_KEYED.finditer(text))
    entries = []
    for i, hit in enumerate(hits):
        stop = hits[i + 1].start() if i + 1 < len(hits) else len(text)
        if end := _WORDS_END.search(text, hit.end(), stop):
            stop = end.start()
        meaning = re.sub(r"(?:[\s,;|()“”\"'-]|\band\b|\bor\b)+$", "", text[hit.end() : stop]).strip()
        key = hit["key"]
        if len(key) == 1 and key.islower():
            continue
        entries.append((_folded(key), meaning))
    if not entries:
        entries = [(_folded(hit["key"]), hit["words"].strip()) for hit in _REVERSED.finditer(text)]
    return entries


def _folded(key: str) -> str:
    return patterns().colours.get(key.lower(), key.lower())


_NEGATED = re.compile(r"\b(?:not|no|yet)\b", re.IGNORECASE)


def _meaning(words: str, *, plain: bool) -> Status | None:
    """The status that an entry's words state; `plain` asks for hardly more than the status words themselves."""
    count = len(words.split())
    if not count or count > (8 if plain else _LONGEST):
        return None
    known = patterns()
    hits: list[tuple[int, int, Status]] = []
    for status in (Status.STOPPED, Status.BEHIND, Status.NOT_STARTED, Status.IN_PROGRESS, Status.COMPLETED):
        matches = (pattern.search(words) for pattern in (known.cell[status], known.stated[status]))
        hits.extend((m.start(), m.start() - m.end(), status) for m in matches if m)
    if not hits:
        share = re.search(r"(\d{1,3})\s*%", words)
        if share:
            return Status.COMPLETED if int(share[1]) >= 100 else Status.IN_PROGRESS
        return None
    first = min(hits, key=lambda hit: hit[:2])
    return first[2]
