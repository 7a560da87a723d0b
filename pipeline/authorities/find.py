"""Authorities named in running text: full names, abbreviated ones, hosts, and place names that may stand for one."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from pipeline.authorities.fold import fold
from pipeline.authorities.names import Level
from pipeline.authorities.register import Entry, Register, Resolution

Form = Literal["full", "abbreviation", "body", "bare", "domain"]
_Words = Annotated[tuple[str, ...], Field(min_length=1)]
_TOKEN = re.compile(r"[^\W\d_]+(?:['‘’][^\W\d_]+)*|&")
_CAPITAL = re.compile(r"[A-Z][^\W\d_]*(?:['‘’&][^\W\d_]+)*")
_STEP = re.compile(
    r"(?P<word>[^\W\d_]+(?:['‘’][^\W\d_]+)*|&)"
    r"(?P<gap>[ \u00a0]?[-\u2010-\u2012][ \u00a0]?|[ \u00a0]{0,2}[,.]?[ \u00a0]{0,3})"
)
"""A word and what may stand between it and the next word of a name."""
_INSIDE = re.compile(r".?[^\W_]$|[^\W_][.@/-]$")
"""In front of a capital in the middle of a word or address."""
_COUNCIL_OF = re.compile(r"\bcouncil of (?:the )?$", re.IGNORECASE)
_PART_OF = re.compile(
    r"\b(?:[NSEW]\.?|[NS][EW]\.?|Nth\.?|Sth\.?"
    r"|(?:North|South|East|West|Mid|NORTH|SOUTH|EAST|WEST|MID)(?:[- ](?:East|West|EAST|WEST))?)[ \u00a0-]$"
)
"""In front of a place: a quarter of it, which is another place."""
_NAMED = re.compile(r"\b(?!The\b)[A-Z][^\W\d_]+[ \u00a0]$")
_TOP = re.compile(r"\.(?:gov\.(?:uk|wales|scot)|llyw\.cymru|org(?:\.uk)?|com|co\.uk)(?![\w-])")
_HOST = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*$")
_END = ""
"""Key of a trie's node at which a whole form ends."""


class Vocabulary(BaseModel):
    """The words that tell what a place name stands for; see `vocabulary.toml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    body_nouns: _Words
    small_words: _Words
    council_words: _Words
    other_behind: _Words
    goes_on: _Words
    other_before: _Words
    not_alone: _Words
    abbreviations: _Words
    full_words: _Words
    full_starts: _Words
    platforms: _Words


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary that ships with the package."""
    path = Path(__file__).with_name("vocabulary.toml")
    return Vocabulary.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))


@dataclass(frozen=True, slots=True)
class Mention:
    """An authority named in a text.

    Attributes:
        start, end: half-open range of the name (of the host, for a domain) in the text.
        form: `full` ("Kent County Council", "London Borough of Southwark", "Southwark Council"); `abbreviation` ("Kent
            CC"); `domain` (`democracy.kent.gov.uk`); weaker ones: `body`, a place in front of the name of a body or its
            possessor ("Kent's Children in Care Council"); `bare`, a place alone, which may not mean the authority.
    """

    start: int
    end: int
    text: str
    resolution: Resolution
    form: Form


class _Match(NamedTuple):
    key: str
    end: int
    possessive: bool
    first: str
    last: str


class _Written(NamedTuple):
    """What a form tells by itself: whether it may be part of another name; whether it says what a council is and not
    where ("the City Corporation"); whether it names a body in full, or by an abbreviation in front or behind."""

    loose: bool
    ours: bool
    full: bool
    abbreviated: Literal["first", "last", ""]


class Finder:
    """Finds the names of one register's authorities."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._known: dict[tuple[str, str | None], Resolution] = {}
        self._words = words = vocabulary()
        self._written: dict[str, _Written] = {}
        self._other_behind = frozenset(words.other_behind) | frozenset(words.council_words)
        self._before = re.compile(rf"\b(?:{'|'.join(map(re.escape, words.other_before))})[ \u00a0-]$", re.IGNORECASE)
        self._lower = frozenset(words.small_words) | frozenset(words.council_words)

    @cached_property
    def _trie(self) -> dict[str, Any]:
        trie: dict[str, Any] = {}
        for form in self._register.forms:
            node = trie
            for word in form.split():
                node = node.setdefault(word, {})
            node[_END] = form
        return trie

    def find(self, text: str, date: str | None = None) -> list[Mention]:
        """All mentions, in order, not overlapping."""
        mentions = [*self._names(text, date)]
        hosts = [*self._hosts(text, date)] if "." in text else []
        return sorted((*mentions, *hosts), key=lambda mention: mention.start) if hosts else mentions

    def _names(self, text: str, date: str | None) -> Iterator[Mention]:
        trie, done = self._trie, 0
        for token in _CAPITAL.finditer(text):
            word = token[0].lower()
            if word not in trie and (word.isalpha() or not {_plain(word), _folded(word)} & trie.keys()):
                continue
            start = token.start()
            if start < done or _INSIDE.match(text, max(start - 2, 0), start):
                continue
            match = self._longest(text, start)
            if match is None:
                continue
            done = match.end
            form = self._form(text, start, match)
            if form is not None:
                yield Mention(start, match.end, text[start : match.end], self._resolved(match.key, date), form)

    def _longest(self, text: str, start: int) -> _Match | None:
        node: Any = self._trie
        lower = self._lower
        at, found, first = start, None, ""
        while True:
            step = _STEP.match(text, at)
            if step is None:
                return found
            written = step[1]
            first = first or written
            end = step.end(1)
            if written.isalpha() and written.isascii():
                word = written.lower()
                if written[0].islower() and word not in lower:
                    return found
            else:
                word, plain = _folded(written), _plain(written.lower())
                if written[0].islower() and word not in lower and plain not in lower:
                    return found
                if plain != written.lower():
                    # A possessive ends the name: "Kent's", "Council's". "King's Lynn" goes on.
                    ended = node.get(plain)
                    if ended and _END in ended:
                        found = _Match(ended[_END], end - (len(written) - len(plain)), True, first, plain)
            node = node.get(word)
            if node is None:
                return found
            if _END in node:
                found = _Match(node[_END], end, False, first, written)
            at = step.end()

    def _form(self, text: str, start: int, match: _Match) -> Form | None:
        words = self._words
        key = match.key
        written = self._written.get(key)
        if written is None:
            written = self._written[key] = self._told_by(key)
        following = _next_words(text, match.end + 2 * match.possessive, words)
        if following and following[0] in words.goes_on:
            return None
        if start:
            if _PART_OF.search(text, max(start - 12, 0), start):
                return None  # "Mid Kent County Council", "N. Somerset Council": another body, or unknown
            if written.loose and self._before.search(text, max(start - 22, 0), start):
                return None
            if written.ours and _NAMED.search(text, max(start - 30, 0), start):
                return None  # "Hartsmere City Corporation" is not "the City Corporation"
        if written.full or (start and _COUNCIL_OF.search(text, max(start - 20, 0), start)):
            return "full"
        if written.abbreviated:
            short = match.first if written.abbreviated == "first" else match.last
            return "abbreviation" if short.isupper() else None
        if key in words.not_alone:
            return None
        if following and not match.possessive and following[0] in self._other_behind:
            # "Derby County Council" is no name of Derby's: nothing longer was known.
            return None
        return "body" if any(word in words.body_nouns for word in following) else "bare"

    def _told_by(self, key: str) -> _Written:
        words, parts = self._words, tuple(key.split())
        entries = self._register.forms[key]
        short = words.abbreviations
        loose = all(entry.level >= Level.COUNCIL or entry.level == Level.ALIAS for entry in entries)
        return _Written(
            loose,
            loose and parts[0] in words.council_words,
            any(part in words.full_words for part in parts)
            or key.startswith(words.full_starts)
            or any(entry.level == Level.OFFICIAL and self._is_whole(entry, parts) for entry in entries),
            "first" if parts[0] in short else "last" if parts[-1] in short else "",
        )

    def _is_whole(self, entry: Entry, parts: Sequence[str]) -> bool:
        """Whether an official name without a word such as Council is more than the name of a place."""
        kind = self._register.authorities[entry.id].type
        return parts[0] in vocabulary().council_words or (kind == "other" and len(parts) > 1)

    def _resolved(self, key: str, date: str | None) -> Resolution:
        known = self._known.get((key, date))
        if known is None:
            entries: list[Entry] = self._register.forms[key]
            known = self._known[key, date] = self._register.choose(entries, date)
        return known

    def _hosts(self, text: str, date: str | None) -> Iterator[Mention]:
        for top in _TOP.finditer(text):
            host = _HOST.search(text, max(top.start() - 80, 0), top.start())
            if host is None:
                continue
            labels = text[host.start() : top.end()].lower().split(".")
            for i in range(len(labels) - 1):
                known = ".".join(labels[i:])
                if ".".join(labels[i + 1 :]) in vocabulary().platforms:
                    known = f"{labels[i]}.gov.uk"
                bodies = self._register.domains.get(known)
                if bodies:
                    resolution = self._register.choose([Entry(body, Level.ALIAS) for body in bodies], date)
                    yield Mention(host.start(), top.end(), text[host.start() : top.end()], resolution, "domain")
                    break


def _plain(word: str) -> str:
    """A word without the ending of a possessive."""
    if word.endswith(("'s", "’s", "‘s")):
        return word[:-2]
    return word


def _folded(word: str) -> str:
    if word.isascii() and word.isalpha():
        return word.lower()
    return fold(word)


def _next_words(text: str, at: int, words: Vocabulary) -> list[str]:
    """The capitalised words directly behind a name, and small words between them, in lower case; at most eight."""
    found: list[str] = []
    while len(found) < 8 and at < len(text) and text[at] in " \u00a0-":
        token = _TOKEN.match(text, at + 1)
        if token is None:
            break
        written = token[0]
        if written[0].islower() and written not in words.small_words:
            break
        found.append(written.lower())
        at = token.end()
    return found
