"""The key in which a paper explains its own ratings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from pipeline.extract.status.vocabulary import patterns
from pipeline.vocabulary import fold
from schemas.paper import Block, BlockKind, Paper
from schemas.states import Status


@dataclass(frozen=True, slots=True)
class Legend:
    """What a paper's ratings mean.

    Attributes:
        statuses: status by key: a colour's name ("green"), a letter ("c") or a number ("3").
        words: the words beside each key, as the paper has them.
        named: status by a rating in words of the paper's own ("sailing"), folded.
        either: of a key that stands for more than one state ("not begun, or stopped"), these.
    """

    statuses: Mapping[str, Status]
    words: Mapping[str, str]
    named: Mapping[str, Status] = field(default_factory=lambda: MappingProxyType({}))
    either: Mapping[str, frozenset[Status]] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, text: str) -> Status | None:
        """The status of words that are a rating in the paper's own words, or begin with one and a stop behind it."""
        if not self.named:
            return None
        return next((self.named[key] for key in _openings(text) if key in self.named), None)


def _openings(text: str) -> list[str]:
    """A short text, folded, and what stands before its first stop or bracket."""
    parts = [text, _STOP.split(text.strip(), maxsplit=1)[0]]
    return [folded for part in parts if (folded := fold(part)) and len(folded.split()) <= _LONGEST_RATING]


_LETTER_ENTRY = re.compile(r"(?P<key>[A-Z])\s+[–—=:-]?\s*(?P<words>[A-Z][^.;]{2,100})\.?$")
_STOP = re.compile(r"\s*[.,;:(]|\s+[–—-]\s")
_SHARE = re.compile(r"(\d{1,3})\s*%")
_OF_WORK = re.compile(r"complet|done|deliver|progress|achiev|finish|implement|\bmet\b|through", re.IGNORECASE)
_FEW = 4  # words beside a share that need not say of what it is
_LONGEST_RATING = 4  # words
_LEAST_NAMED = 2  # ratings in words that are explained
_COLOUR = r"red|amber|green|blue|yellow|orange|gr[ea]y|white|purple|black"
_MARKS = r"[\s\"'“”‘’*_()\[\]]*"
_VERBS = (
    r"is|are|=|represents?|means?|indicates?|denotes?|shows?|signifies|being|to\s+indicate|refers\s+to|for|"
    r"where|when|if"
)
_JOINS = rf"(?:\s*(?:[=:|–—]|\s-\s?|-\s)\s*|\s+(?:{_VERBS})\s+(?:that\s+|when\s+|where\s+)?|\s*\t\s*)"
_KEYED = re.compile(
    rf"(?<!\w)(?P<key>{_COLOUR}|[RAGBYWC]|[0-9]|(?-i:[A-Z])(?=\s=\s))(?:\s*\(\w\))?(?:\s+(?:rating|rated|status|flag))?{_MARKS}{_JOINS}",
    re.IGNORECASE,
)
_REVERSED = re.compile(
    rf"(?P<words>[A-Za-z][A-Za-z ,/’'-]{{3,80}}?)\s*[(\[]\s*(?P<key>{_COLOUR})\s*[)\]]", re.IGNORECASE
)
_BRACKETED = re.compile(rf"[(\[]\s*(?:{_COLOUR})\s*[)\]]", re.IGNORECASE)
"""What a text without has nothing that `_REVERSED` fits, which is slow to find out."""
# "Blue (complete), Green (on target)"; and, behind "Key:", "B Complete; G On track".
_ENCLOSED = re.compile(rf"(?<!\w)(?P<key>{_COLOUR})\s*[(\[](?=[^)\]]*[)\]])", re.IGNORECASE)
_LISTED = re.compile(rf"(?<!\w)(?P<key>(?i:{_COLOUR})|[RAGBYWC]|[0-9])\s+(?=[A-Za-z])")
_INTRODUCED = re.compile(r"\W*(?:status\s+|rating\s+)?(?:key|legend|b?rag|ratings?|status)\b", re.IGNORECASE)
_TRAILING = re.compile(r"(?:[\s,;|()“”\"'\[\]-]|\band\b|\bor\b)+$")
_WORDS_END = re.compile(r"[;\n]|\.\s|\.$|\s\|\s*\|")
_LONGEST_MEANING = 25
"""A meaning of more words is no entry of a key but a sentence of the report."""


def key_of(text: str) -> str | None:
    """The rating that `text` is (a colour's name, a single letter or digit), or None where it is other words.

    A colour is known by its name or initial; several of them ("amber/green") are a rating of their own.
    """
    if "%" in text:
        return None
    found: list[str] = re.findall(r"[a-z0-9]+", text.lower())
    words = [w for w in found if w not in {"rag", "brag", "rating", "rated", "status", "to", "from", "now"}]
    if not words or len(words) > 3:
        return None
    colours = patterns().colours
    if all(word in colours for word in words):
        kinds = {colours[word] for word in words}
        return "/".join(sorted(kinds))
    if len(words) == 1 and re.fullmatch(r"[a-z]|[0-9]", words[0]):
        return words[0]
    return None


_LONGEST_TEXT = 3000  # characters of a text that may hold a key
_CELLS = " | "
_LONGEST_KEY = 600  # characters of a text that is a key and nothing else
_MAY_RATE = re.compile(
    r"[=0-9RAGBYPWragbypw](?<!\w\w)(?:(?<==)|(?<=[0-9RAGB])(?: ?[-–:)]| [A-Z])|"
    r"(?i:(?<=r)ed|(?<=a)mber|(?<=g)re(?:en|y)|(?<=b)l(?:ue|ack)|(?<=y)ellow|(?<=p)urple|(?<=w)hite)\b)"
)
"""What a text without cannot be a key: looked for first, since hardly any text has it. It begins with a set of letters,
from one to the next of which `re` skips."""


def key_texts(paper: Paper) -> Iterator[str]:
    """The texts of a paper in which a key may stand: blocks, cells, and rows of tables, their cells joined by " | "."""
    yield from _lettered(paper)
    for i, block in enumerate(paper.blocks):
        if block.kind is BlockKind.TABLE:
            rows: dict[int, list[str]] = {}
            for child in paper.children(i):
                cell = paper.blocks[child]
                rows.setdefault(cell.row, []).append(_folded_blanks(paper, cell))
            yield from (_CELLS.join(cells) for _, cells in sorted(rows.items()) if len(cells) > 1)
        elif block.parent < 0 or block.kind is BlockKind.CELL:
            yield _folded_blanks(paper, block)


def _lettered(paper: Paper) -> Iterator[str]:
    """Keys whose letters stand before their words with nothing but a blank between, a line each, as one text."""
    entries: list[str] = []
    for block in [*(b for b in paper.blocks if b.parent < 0), None]:
        found = _LETTER_ENTRY.match(paper.body(block)) if block else None
        number = block.number if block and len(block.number) == 1 and block.number.isupper() else ""
        if found:
            entries.append(f"{found['key']} = {found['words']}")
        elif block and number and len(paper.body(block).split()) <= _LONGEST_MEANING:
            entries.append(f"{number} = {paper.body(block)}")
        else:
            if len(entries) > _LEAST_NAMED and len({entry[0] for entry in entries}) == len(entries):
                yield "Key: " + "; ".join(entries)
            entries = []


def _folded_blanks(paper: Paper, block: Block) -> str:
    return " ".join(paper.text[block.start : block.end].split())


def _named(texts: Sequence[str], used: Iterable[str]) -> dict[str, Status]:
    """What ratings in words mean that are both used in the paper and explained in it ("Stuck (something is amiss)")."""
    keys = sorted({key for text in used for key in _openings(text) if key_of(key) is None}, key=lambda k: (-len(k), k))
    if not keys:
        return {}
    options = "|".join(r"\W+".join(map(re.escape, key.split())) for key in keys)
    explained = re.compile(
        rf"(?:^|[.,;:!?]\s+|\b(?:or|and|as)\s+)[\"“‘']?(?P<key>{options})[\"”’']?"
        r"\s*(?:\s[–—-]\s+|=\s*|:\s+|\s(?:means|is where|is when)\s+|\((?=[^()]*\)))(?P<words>[^.;()]{3,140})",
        re.IGNORECASE,
    )
    found: dict[str, Status] = {}
    for text in texts:
        if len(text) > _LONGEST_TEXT or _CELLS in text:
            continue
        for hit in explained.finditer(text):
            status = _meaning(hit["words"], plain=False)
            if status is not None:
                found.setdefault(fold(hit["key"]), status)
    return found if len(found) >= _LEAST_NAMED else {}


def find_legend(texts: Iterable[str], used: Iterable[str] = ()) -> Legend | None:
    """The key to the ratings in a paper, or None where it has none.

    Args:
        texts: paragraphs and list items; of a table, each row as one text, its cells joined by " | ".
        used: the words of the paper's status cells, by which ratings in words of its own are known.

    A key has at least two ratings whose words state a status. A rating to which the paper gives two meanings that
    differ is left out: it means nothing certain.
    """
    texts = list(texts)
    named = _named(texts, used)
    statuses: dict[str, Status] = {}
    words: dict[str, str] = {}
    either: dict[str, frozenset[Status]] = {}
    doubtful: set[str] = set()
    for text in texts:
        if len(text) > _LONGEST_TEXT or not _MAY_RATE.search(text):
            continue
        if _CELLS in text and not _opens_with_key(text):
            continue  # a row of actions with their ratings
        for key, meaning in _entries(text):
            status = _meaning(meaning, plain=key.isdigit() or len(key) == 1)
            if status is None:
                continue
            if statuses.setdefault(key, status) is not status:
                doubtful.add(key)
            words.setdefault(key, meaning)
            either.setdefault(key, _states(meaning))
    for key in doubtful:
        del statuses[key], words[key]
    if len(statuses) < 2 and not named:
        return None
    if len(statuses) < 2:
        statuses, words = {}, {}
    several = {key: states for key, states in either.items() if len(states) > 1 and key in statuses}
    return Legend(
        MappingProxyType(statuses), MappingProxyType(words), MappingProxyType(named), MappingProxyType(several)
    )


def _opens_with_key(row: str) -> bool:
    """Whether a table's row begins as a key does: with a rating, or with the words that introduce it."""
    cells = [cell.strip() for cell in row.split(_CELLS) if cell.strip()]
    first = cells[0] if cells else ""
    if _INTRODUCED.match(first):
        return True
    if len(first) == 1 and len(cells) > 2:
        return False  # the number of a row
    return key_of(first) is not None or _KEYED.match(first) is not None or _ENCLOSED.match(first) is not None


def ratings_explained(text: str) -> int:
    """How many ratings a text explains, where it does nothing else: 0 where it begins with none and names but one."""
    if len(text) > _LONGEST_KEY or not _MAY_RATE.search(text):
        return 0
    found = sum(_meaning(words, plain=len(key) == 1) is not None for key, words in _entries(text))
    first = _KEYED.match(text)
    return found if found > 1 or (first and len(first["key"]) > 1) else 0


def _entries(text: str) -> list[tuple[str, str]]:
    """The ratings of a text and the words that stand beside each."""
    entries: list[tuple[str, str]] = []
    for pattern in (_KEYED, _ENCLOSED, *([_LISTED] if _INTRODUCED.match(text) else [])):
        hits = [hit for hit in pattern.finditer(text) if len(hit["key"]) > 1 or not hit["key"].islower()]
        for i, hit in enumerate(hits):
            stop = hits[i + 1].start() if i + 1 < len(hits) else len(text)
            if end := _WORDS_END.search(text, hit.end(), stop):
                stop = end.start()
            entries.append((_folded(hit["key"]), _TRAILING.sub("", text[hit.end() : stop]).strip()))
        if len(entries) > 1 or (entries and pattern is _KEYED):
            return entries
        entries = []
    if not _BRACKETED.search(text):
        return []
    return [(_folded(hit["key"]), hit["words"].strip()) for hit in _REVERSED.finditer(text)]


def _folded(key: str) -> str:
    return patterns().colours.get(key.lower(), key.lower())


_OR = re.compile(r",?\s+or\s+", re.IGNORECASE)
_ORDER = (Status.STOPPED, Status.BEHIND, Status.NOT_STARTED, Status.IN_PROGRESS, Status.COMPLETED)


def _meaning(words: str, *, plain: bool) -> Status | None:
    """The status that an entry's words state; `plain` asks for hardly more than the status words themselves."""
    first, *others = _OR.split(words, maxsplit=1)
    if others and (told := _meaning(first, plain=plain)) is not None:
        return told  # "on time, or not due to begin"
    count = len(words.split())
    if not count or count > (8 if plain else _LONGEST_MEANING):
        return None
    share = _SHARE.search(words)
    if share and (count <= _FEW or _OF_WORK.search(words)):
        return Status.COMPLETED if int(share[1]) >= 100 else Status.IN_PROGRESS
    known = patterns()
    hits: list[tuple[int, int, Status]] = []
    for lists in (known.legend, known.cell) if plain else (known.legend, known.cell, known.stated):
        hits = [(m.start(), m.start() - m.end(), status) for status in _ORDER if (m := lists[status].search(words))]
        if hits:
            break
    if not hits:
        return None
    first = min(hits, key=lambda hit: hit[:2])[2]
    late = (known.cell[Status.BEHIND], known.legend[Status.BEHIND])
    if first is Status.NOT_STARTED and any(pattern.search(words) for pattern in late):
        return Status.BEHIND  # "not begun and overdue"
    return first


def _states(words: str) -> frozenset[Status]:
    """All the states of which an entry's words tell, where they leave it open ("late, or stopped")."""
    if not _OR.search(words):
        return frozenset()
    told = (_meaning(part, plain=False) for part in _OR.split(words))
    return frozenset(status for status in told if status is not None)
