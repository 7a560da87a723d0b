"""What the lines of a text are, as far as it is certain: which belong together, which are items, headings or rows."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum


class Kind(StrEnum):
    """What a line of words is."""

    BULLET = "bullet"
    NUMBER = "number"
    HEADING = "heading"
    ROW = "row"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Line:
    """Printed lines that are one paragraph, item, heading or row.

    Attributes:
        marker: the bullet or number before the words; `words` is what comes behind it.
        gap: blank lines before it.
        printed: its lines as they are printed; a row's are kept as they stand.
    """

    kind: Kind
    marker: str
    words: str
    gap: int = 0
    indent: int = 0
    printed: tuple[str, ...] = field(default=())

    @property
    def text(self) -> str:
        """Marker and words on one line, without indent; a row as printed."""
        return self.printed[0] if self.kind is Kind.ROW else f"{self.marker} {self.words}".strip()


_GLYPHS = "•●○◦▪▫■➢►‣∙·*\uf0b7\uf0a7"
_BULLET = re.compile(rf"([{_GLYPHS}–-]|o(?= [A-Z])|o(?=\s{{2,}}))\s+(?=[^\W\d_]|[\d£“‘\"'(])")
_NUMBER = re.compile(
    r"(\d{1,2}(?:\.\d{1,2}){0,3}[.)]?|\(\d{1,2}\)|\([a-z]\)|[a-z]\)|\((?:i|ii|iii|iv|v|vi|vii|viii|ix|x)\))\s+(?=[A-Z“‘\"'])"
)
_ROW = re.compile(r"\t|\S {3,}\S|^\s*\|")
_LONGEST = 130  # characters of a line that was wrapped
_FULL = 0.75  # of the width, a line of running text
_LEAST = 8  # full lines by which a width is known


def width_of(printed: Sequence[str]) -> int:
    """The width at which a text was wrapped; 0 where it was not."""
    lengths = sorted(len(line.rstrip()) for line in printed if line.strip())
    if not lengths or lengths[-1] > _LONGEST * 1.3:
        return 0
    width = lengths[round(0.97 * (len(lengths) - 1))]
    full = sum(length >= _FULL * width for length in lengths)
    return width if width <= _LONGEST and width >= 55 and full >= _LEAST else 0


def lines_of(text: str, headings: Collection[str] = ()) -> list[Line]:
    """The lines of a text; `headings` are the words of those known to be headings, without numbers."""
    printed = text.replace("\r\n", "\n").replace("\f", "\n").split("\n")
    width = width_of(printed)
    known = {" ".join(heading.split()).casefold() for heading in headings}
    out: list[Line] = []
    gap = 0
    for raw in printed:
        if not raw.strip():
            gap += 1
            continue
        line = _line(raw, gap)
        before = out[-1] if out else None
        if before and not gap and width and _goes_on(before, line, width):
            words = f"{before.words} {raw.strip()}"
            out[-1] = replace(before, words=words, printed=(*before.printed, raw))
        else:
            out.append(line)
        gap = 0
    return [_headed(line, known) for line in out]


def _line(raw: str, gap: int) -> Line:
    text = raw.strip()
    indent = len(raw) - len(raw.lstrip())
    if found := _BULLET.match(text):
        return Line(Kind.BULLET, found[1], text[found.end() :], gap, indent, (raw,))
    if _ROW.search(raw.lstrip(" ")):
        return Line(Kind.ROW, "", text, gap, indent, (raw,))
    if found := _NUMBER.match(text):
        return Line(Kind.NUMBER, found[1], text[found.end() :], gap, indent, (raw,))
    return Line(Kind.WORDS, "", text, gap, indent, (raw,))


def _goes_on(before: Line, line: Line, width: int) -> bool:
    """Whether a line is there because the one before was full: its first word would not have fitted."""
    if line.kind is not Kind.WORDS or before.kind is Kind.ROW:
        return False
    last = before.printed[-1].rstrip()
    return len(last) + 1 + len(line.words.split()[0]) > width


def _headed(line: Line, known: Collection[str]) -> Line:
    if line.kind in (Kind.WORDS, Kind.NUMBER) and " ".join(line.words.split()).casefold() in known:
        return replace(line, kind=Kind.HEADING)
    return line


def runs(lines: Sequence[Line], kind: Kind) -> Iterator[range]:
    """The stretches of lines of a kind, two or more."""
    begin = 0
    for i in range(len(lines) + 1):
        if i == len(lines) or lines[i].kind is not kind:
            if i - begin > 1:
                yield range(begin, i)
            begin = i + 1


def set_lines(lines: Sequence[Line], width: int = 0, hanging: int = 0) -> str:
    """A text of the lines, wrapped at a width (0: not at all); rows stand as they were.

    `hanging`: by how much the lines of an item that go on are indented.
    """
    out: list[str] = []
    for line in lines:
        out += [""] * line.gap
        if line.kind is Kind.ROW:
            out += line.printed
            continue
        out += _wrapped(line, width, hanging) if width else [" " * line.indent + line.text]
    return "\n".join(out) + "\n"


def _wrapped(line: Line, width: int, hanging: int) -> list[str]:
    out: list[str] = []
    now = " " * line.indent + line.marker
    start = True
    for word in line.words.split(" "):
        if start or len(now) + 1 + len(word) <= width:
            now = f"{now} {word}" if line.marker or not start else now + word
            start = False
        else:
            out.append(now)
            now = " " * (line.indent + (hanging if line.marker else 0)) + word
    return [*out, now]
