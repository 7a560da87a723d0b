"""Deterministic ids: hashes of content, so that they outlive better rules and a changed order of input."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
ID_LENGTH = 16
"""Hex digits of an id: 64 bits, no collision to fear among millions of papers."""


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Words of `text` in lower case, compatibility-normalised, one blank between them.

    Two readings of the same words (a PDF's ligatures, a web page's curly quotes, other line breaks) fold to
    the same string.
    """
    plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "").replace("'", "").replace("\xad", "")
    return " ".join(_WORD.findall(plain))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:ID_LENGTH]


def source_id(data: bytes) -> str:
    """Id of a file: hash of its bytes."""
    return hashlib.sha256(data).hexdigest()[:ID_LENGTH]


def paper_id(source: str, first_page: int | None = None, last_page: int | None = None) -> str:
    """Id of a paper: of its source and, where the source is a pack, its page range (from 1, inclusive)."""
    if first_page is None:
        return _digest("paper", source)
    return _digest("paper", source, str(first_page), str(last_page))


def text_id(bodies: Iterable[str]) -> str:
    """Id of a text: hash of the folded words of its block bodies, by which duplicates are known."""
    return _digest("text", " ".join(filter(None, (fold(body) for body in bodies))))


def record_id(scope: str, kind: str, text: str, occurrence: int) -> str:
    """Id of a record: of its source (`Paper.record_scope`), its kind, its folded words and the how-manieth time they
    occur (from 0).
    """
    return _digest("record", scope, kind, fold(text), str(occurrence))


def derived_id(kind: str, *members: str) -> str:
    """Id of what comparisons make of records (a thread, a group): of its kind and of what stands for it."""
    return _digest(kind, *members)
