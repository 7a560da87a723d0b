"""Words cut at the end of a line: what the paper writes elsewhere, then general rules."""

import pytest

from pipeline.ingest.pdf.hyphens import Words, pieces
from pipeline.ingest.pdf.model import Frame, Row

FRAME = {1: Frame(0, 0, 595, 842, 0, 0)}


def row(text: str, y: float = 100) -> Row:
    return Row(1, text, 72, y, 500, y + 12, y + 10, 11)


def joined(*lines: str, elsewhere: tuple[str, ...] = ()) -> str:
    rows = [row(line, 100 + 14 * n) for n, line in enumerate(lines)]
    made = pieces(rows, FRAME, Words([*rows, *map(row, elsewhere)]))
    return "".join((piece.glue if n else "") + piece.text for n, piece in enumerate(made))


PLAIN = tuple("a line of words that ends without any hyphen" for _ in range(80))
BROKEN = tuple("a line of words that ends with a bro-" for _ in range(10))


@pytest.mark.parametrize(
    ("lines", "elsewhere", "expected"),
    [
        (("the suffici-", "ency plan"), ("sufficiency",), "the sufficiency plan"),
        (("a multi-", "agency panel"), ("multi-agency",), "a multi-agency panel"),
        (("the take-", "up of places"), PLAIN, "the take-up of places"),
        (("city-", "regions in the north"), PLAIN, "city-regions in the north"),
        (("the high-", "est number"), PLAIN, "the highest number"),
        (("fos-", "tering service"), BROKEN, "fostering service"),
        (("a cross-", "party group"), BROKEN, "a cross-party group"),
        (("pre-", "Scrutiny work"), PLAIN, "pre-Scrutiny work"),
        (("ages 16-", "25 and over"), PLAIN, "ages 16-25 and over"),
        (("short-", "and long-term care"), PLAIN, "short- and long-term care"),
        (("carers -", "and others"), PLAIN, "carers - and others"),
        (("a soft\xad", "ened word"), PLAIN, "a softened word"),
        (("SO1,SO2,SO", "3 and more"), ("SO3",), "SO1,SO2,SO3 and more"),
        (("see www.hm.example/a_long_", "name.pdf for"), PLAIN, "see www.hm.example/a_long_name.pdf for"),
    ],
)
def test_what_stands_between_lines(lines, elsewhere, expected):
    assert joined(*lines, elsewhere=elsewhere) == expected


def test_an_address_that_ends_with_its_line_is_not_joined_to_the_next_word():
    assert joined("see www.hartsmere.example/plans", "for more") == "see www.hartsmere.example/plans for more"
