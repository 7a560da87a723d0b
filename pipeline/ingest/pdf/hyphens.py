"""Words cut at the end of a printed line: what stands between one line and the next."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from pipeline.ingest.assemble import Box, Piece
from pipeline.ingest.pdf.model import Frame, Row

_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
_TOKEN = re.compile(r"[^\W_]+")
_SEPARATOR = re.compile(r"[,/;&]")
_CUT = re.compile(r"(?P<word>[^\W\d_]*)(?P<hyphen>[-‐\xad])$")
_HYPHENS = ("-", "‐", "\xad")
_CUT_WORD = re.compile(r"[a-z][-‐\xad]$")
_HYPHENATED = 0.03  # of the lines: where more end with a hyphen, words are broken
_FULL_LINE = 5  # blanks in a line of running text
_HEAD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$|\b[\w.+-]+@[\w.-]*$", re.IGNORECASE)
_ADDRESS_SIGNS = ("://", ".", "@")
_ADDRESS_GOES_ON = re.compile(r"[\w%?&=#~+./-]*[/_%=?&.\d-][\w/%?&=#~+.-]*|[a-z]+(?:\.[a-z]+)+")


class _Affixes(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    prefixes: frozenset[str]
    particles: frozenset[str]
    endings: frozenset[str]


_AFFIXES = _Affixes.model_validate(tomllib.loads(Path(__file__).with_name("hyphens.toml").read_text(encoding="utf-8")))


class Words:
    """The words of a document that stand within its lines, by which cut words are judged."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows

    @cached_property
    def _known(self) -> frozenset[str]:
        """Words and compounds in lower case, but for halves of what a line's end cuts."""
        known: set[str] = set()
        cut = False
        for row in self._rows:
            words = _WORD.findall(row.text)
            start = 1 if cut else 0
            cut = row.text.endswith(_HYPHENS)
            known.update(words[start:-1] if cut else words[start:])
        return frozenset(word.casefold().replace("‐", "-").replace("‑", "-") for word in known)

    @cached_property
    def _tokens(self) -> frozenset[str]:
        """Words and codes as printed, but for what a narrow cell may have cut."""
        lines = (
            _TOKEN.findall(row.text)[: -1 if _SEPARATOR.search(row.text) and " " not in row.text else None]
            for row in self._rows
        )
        return frozenset(token for line in lines for token in line)

    def is_cut(self, text: str, following: str) -> bool:
        """Whether a line without blanks is cut within a word, as in a narrow cell: ``SO1,SO`` before ``2``."""
        parts = _SEPARATOR.split(text)
        head, tail = parts[-1], _TOKEN.match(following)
        return len(parts) > 1 and bool(
            head and tail and head + tail.group() in self._tokens and head not in self._tokens
        )

    @cached_property
    def _breaks_words(self) -> bool:
        """Whether so many lines end with a hyphen that the document must have been set with hyphenation."""
        lines = [row.text for row in self._rows if row.text.count(" ") >= _FULL_LINE]  # narrow cells cut at any hyphen
        return sum(line.endswith(_HYPHENS) and bool(_CUT_WORD.search(line[-2:])) for line in lines) > _HYPHENATED * len(
            lines
        )

    def keeps_hyphen(self, head: str, tail: str) -> bool:
        """Whether ``head-`` at a line's end before ``tail`` is a compound with a real hyphen.

        What the document itself writes elsewhere decides. Else word processors break lines at real hyphens only;
        where a document is set with hyphenation, prefixes and particles keep their hyphen, and halves that are both
        words of the document.
        """
        one, other = head.casefold(), tail.casefold()
        if f"{one}-{other}" in self._known:
            return True
        if f"{one}{other}" in self._known:
            return False
        if other in _AFFIXES.endings:
            return False
        if not self._breaks_words or one in _AFFIXES.prefixes or other in _AFFIXES.particles:
            return True
        return len(one) > 2 and len(other) > 2 and one in self._known and other in self._known


def pieces(rows: Sequence[Row], frames: dict[int, Frame], words: Words) -> list[Piece]:
    """The printed lines of a block, with what stands between them; a soft hyphen at a line's end goes."""
    found: list[Piece] = []
    glue = " "
    address = ""
    for i, row in enumerate(rows):
        text = row.text
        following = " "
        if i + 1 < len(rows):
            following, text = _glue(text, rows[i + 1].text, words, address)
        if following:
            address = ""
        else:
            token = text.rsplit(" ", 1)[-1]
            address = (address if token == text else "") + token
        box = Box(row.page, *frames[row.page].on_page((row.x0, row.y0, row.x1, row.y1)))
        found.append(Piece(text.replace("\xad", ""), box, glue))
        glue = following
    return found


def _glue(text: str, following: str, words: Words, address: str) -> tuple[str, str]:
    """What stands between a line and the following one, and the line without a hyphen that goes.

    `address` is what earlier lines hold of a web address that this line goes on with.
    """
    cut = _CUT.search(text) if text.endswith(_HYPHENS) else None
    token = text.rsplit(" ", 1)[-1]
    if not cut:
        first = following.split(" ", 1)[0]
        known = address + token if token == text else token
        address_like = any(sign in known for sign in _ADDRESS_SIGNS)
        if (
            address_like
            and _ADDRESS.search(known)
            and not token.endswith((".", ",", ")", ";"))
            and _ADDRESS_GOES_ON.fullmatch(first)
        ):
            return "", text
        return ("" if " " not in text and words.is_cut(text, following) else " "), text
    if cut["hyphen"] == "\xad":
        return "", text[:-1]
    if token == cut["hyphen"]:
        return " ", text  # a dash
    head = cut["word"]
    tail = _HEAD.match(following)
    if not head or not tail:
        return ("" if following[:1].isalnum() else " "), text
    if tail.group() in ("and", "or", "to"):
        return " ", text  # "short- and long-term"
    if not tail.group().islower() or "-" in token[:-1] or "/" in token or "." in token:
        return "", text
    return ("", text) if words.keeps_hyphen(head, tail.group()) else ("", text[:-1])
