"""Ligatures, and what fonts of symbols print."""

from __future__ import annotations

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from pipeline.ingest.characters import LIGATURES

_HYPHENS = {"\ufffe": "-", "\x02": "-"}
_JOINED = frozenset(LIGATURES)


class _Symbols(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    fonts: tuple[str, ...]
    private: dict[str, str]
    glyphs: dict[str, str]


_SYMBOLS = _Symbols.model_validate(tomllib.loads(Path(__file__).with_name("symbols.toml").read_text(encoding="utf-8")))
_PRIVATE = {code: _SYMBOLS.private.get(f"{code & 0xFF:02x}", "•") for code in range(0xF020, 0xF100)}
_CHARACTERS = {**str.maketrans(LIGATURES | _HYPHENS), **_PRIVATE}
SYMBOL_FONTS = _SYMBOLS.fonts
"""Parts of the names of fonts whose letters are signs."""
_GLYPHS = {ord(glyph): shown for glyph, shown in _SYMBOLS.glyphs.items()}


def clean(text: str, *, symbols: bool = False) -> str:
    """Text with ligatures and symbols as characters that can be read; `symbols`: it is set in a font of signs."""
    if symbols and len(text) <= 2:
        text = text.translate(_GLYPHS)
    if text.isprintable() and (text.isascii() or _JOINED.isdisjoint(text)):
        return text  # what else is changed cannot be printed
    return "".join(c if c.isprintable() else " " for c in text.translate(_CHARACTERS))
