"""Lines that extraction glued together, where the typing still shows the joint."""

import re
from collections.abc import Iterator, Sequence

from pipeline.ingest.markers import MarkerKind
from pipeline.ingest.text.lines import TextLine

_BULLET = re.compile(r"(?<=\S)\s+(?=[\uf020-\uf0ff•●▪]\s)")
_HOLDS_BULLET = re.compile(r"[\uf020-\uf0ff•●▪]")
_WIDE = re.compile(r"(?<=[.!?;:])\s{4,}(?=\S)")
_GAPS = re.compile(r"\S\s{2,}(?=\S)")
_COLUMNS = 3  # wide gaps of a row of columns, which is not glued
_DOUBLE = re.compile(r"(?<=\S)\s{3,}(?=[A-Z])")
_REFERENCE = re.compile(r"(?<=[a-z)])(\d{1,2}(?:\.\d{1,2})+)$")
_SKIPPED = 5  # numbers that a table may leave out


def unglue(lines: Sequence[TextLine], *, double_ended: bool) -> list[TextLine]:
    """Split lines at a bullet, a wide gap or a number that continues the numbering of earlier lines.

    `double_ended`: paragraphs of this text end in two blanks, so that three before a capital are a joint.
    """
    out: list[TextLine] = []
    last = ""
    for line in lines:
        for part in _parts(line, double_ended):
            found = _REFERENCE.search(part.text) if part.text[-1:].isdigit() and not line.cells else None
            if found and _comes_soon(found[1], last):
                out.append(_part(part, part.text[: found.start()], first=True, last=False))
                part = _part(part, found[1], first=False, last=True)
            marker = part.marker
            if marker.kind is MarkerKind.NUMBER and "." in marker.number:
                last = marker.number
            out.append(part)
    return out


def _parts(line: TextLine, double_ended: bool) -> Iterator[TextLine]:
    texts = [line.text]
    wide = False
    if "   " in line.text and not line.cells:
        texts = _WIDE.split(line.text) if len(_GAPS.findall(line.text)) < _COLUMNS else texts
        wide = len(texts) > 1
        if double_ended:
            texts = [piece for text in texts for piece in _at_joint(text)]
    if _HOLDS_BULLET.search(line.text, 1) and not line.cells:
        texts = [piece for text in texts for piece in _BULLET.split(text)]
    if len(texts) == 1:
        yield line
        return
    at = 0
    for i, text in enumerate(texts):
        at = line.text.index(text, at)
        part = _part(line, text, first=i == 0, last=i == len(texts) - 1)
        part.indent = line.indent + at if wide else part.indent  # in a row of columns it stands where it stood
        at += len(text)
        yield part


def _at_joint(text: str) -> list[str]:
    pieces = _DOUBLE.split(text)
    return pieces if len(pieces) == 2 else [text]  # with more gaps it is a row of columns


def _part(line: TextLine, text: str, *, first: bool, last: bool) -> TextLine:
    return TextLine(
        text,
        indent=line.indent if first else 0,
        trail=line.trail if last else 2,
        gap=line.gap if first else 0,
        level=line.level if first else 0,
        bold=line.bold,
        cut=line.cut and first,
    )


def _comes_soon(number: str, last: str) -> bool:
    """Whether a number is one of the next in the numbering that has come as far as `last`."""
    if not last or number.count(".") != last.count("."):
        return False
    *above, new = number.split(".")
    *same, old = last.split(".")
    return above == same and 0 < int(new) - int(old) <= _SKIPPED
