"""Ligatures, and UTF-8 that was read as Windows-1252."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest.characters import LIGATURES, open_ligatures, right_encoding


def misread(text: str) -> str:
    """UTF-8 read as Windows-1252 by a reader that keeps the bytes which stand for no sign there."""
    return "".join(
        chr(byte) if byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else bytes([byte]).decode("cp1252")
        for byte in text.encode()
    )


def test_ligatures_stand_as_letters() -> None:
    assert open_ligatures("Find oﬃce ﬂoors in ﬁve eﬀorts") == "Find office floors in five efforts"
    assert all(open_ligatures(sign) == letters for sign, letters in LIGATURES.items())


@pytest.mark.parametrize(
    "text", ["It’s £5 – “so said” the café …", "• one\n\uf0b7 two\n▪ three\n→ four", "✓ ☐ ☒", "A\xa0blank", "50% ﬁt"]
)
def test_utf8_read_as_windows_1252_is_put_right(text: str) -> None:
    assert right_encoding(misread(text)) == text


def test_a_closing_quote_whose_last_byte_was_lost() -> None:
    assert right_encoding("the â€œold millâ€ site") == "the “old mill” site"


@pytest.mark.parametrize("text", ["gyda â phlant", "Â Nain", "Zoë and Siân", "São Paulo", "naïve – “yes”", "ŷ â€"[:3]])
def test_letters_with_accents_stay(text: str) -> None:
    assert right_encoding(text) == text


@given(st.text(alphabet="abc é’“”–£•âÂ ", max_size=30))
def test_what_was_read_once_as_windows_1252_comes_back(text: str) -> None:
    assert right_encoding(misread(text)) == text
