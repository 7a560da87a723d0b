"""The markup in which specimens are written (README.md, "Markup"), parsed into blocks."""

import re
import tomllib
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

_NUMBERED = re.compile(r"(?P<number>\(?\w{1,3}(?:\.\d+)*[.)]?)  (?P<text>\S.*)", re.DOTALL)
_HEADING = re.compile(r"(?P<hashes>#{1,3}) (?P<text>.+)")
_BULLET = re.compile(r"(?P<indent> *)- (?P<text>.+)")
_SHADE = re.compile(r"\{(?P<name>[a-z]+)\}")
_FENCE = "+++"


class Kind(StrEnum):
    """What a block of a specimen is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    LABELLED = "labelled"
    OPPOSED = "opposed"
    TABLE = "table"
    PAGE_BREAK = "page break"


@dataclass(frozen=True)
class Cell:
    """A table cell; `merged_up` and `merged_left` mark continuations of the cell above or to the left."""

    text: str
    shade: str = ""
    merged_up: bool = False
    merged_left: bool = False


@dataclass(frozen=True)
class Block:
    """One block: a heading, a paragraph (`label` is its number), a bullet, a `label`: `text` row, a table ..."""

    kind: Kind
    text: str = ""
    label: str = ""
    level: int = 0
    rows: tuple[tuple[Cell, ...], ...] = ()
    widths: tuple[int, ...] = ()
    has_header: bool = False


@dataclass(frozen=True)
class Specimen:
    """A specimen's settings and blocks; one that `holds` others is a pack of them behind a front sheet."""

    stem: str
    title: str
    blocks: tuple[Block, ...] = field(repr=False)
    size: str = "A4"
    style: str = "plain"
    header: str = ""
    footer: str = ""
    bullet: str = "•"
    form: bool = False
    holds: tuple[str, ...] = ()


def parse(path: Path) -> Specimen:
    """The specimen that a source file describes.

    Raises:
        ValueError: the file has no settings between `+++` lines, or a row of a table has too many or few cells.
        TypeError: a setting is unknown.
    """
    opening, fence, rest = path.read_text(encoding="utf-8").partition(f"\n{_FENCE}\n")
    if not fence or not opening.startswith(_FENCE):
        raise ValueError(f"{path}: settings in TOML between two lines of {_FENCE} must come first.")
    settings = tomllib.loads(opening.removeprefix(_FENCE))
    blocks = [block for chunk in re.split(r"\n{2,}", rest.strip("\n")) for block in _blocks(chunk)]
    return Specimen(stem=path.stem, blocks=tuple(blocks), **settings)


def _blocks(chunk: str) -> list[Block]:
    lines = chunk.split("\n")
    if chunk == "---":
        return [Block(Kind.PAGE_BREAK)]
    if chunk.startswith("|"):
        return [_table(lines)]
    if all(line.startswith("= ") for line in lines):
        return [_labelled(line) for line in lines]
    if all(_BULLET.fullmatch(line) for line in lines):
        return [_bullet(line) for line in lines]
    found: list[Block] = []
    while lines and (heading := _HEADING.fullmatch(lines[0])):
        found.append(Block(Kind.HEADING, heading["text"], level=len(heading["hashes"])))
        lines = lines[1:]
    if not lines:
        return found
    text = "\n".join(lines)
    if text.startswith("=> "):
        left, _, right = text.removeprefix("=> ").partition(" || ")
        return [*found, Block(Kind.OPPOSED, right, label=left)]
    if numbered := _NUMBERED.fullmatch(text):
        return [*found, Block(Kind.PARAGRAPH, numbered["text"], label=numbered["number"])]
    return [*found, Block(Kind.PARAGRAPH, text)]


def _labelled(line: str) -> Block:
    label, _, text = line.removeprefix("=").partition(" | ")
    return Block(Kind.LABELLED, text.strip(), label=label.strip())


def _bullet(line: str) -> Block:
    match = _BULLET.fullmatch(line)
    assert match is not None
    return Block(Kind.BULLET, match["text"], level=len(match["indent"]) // 2)


def _cell(text: str) -> Cell:
    shade = _SHADE.match(text)
    if shade:
        return Cell(text[shade.end() :], shade=shade["name"])
    if text in {"^", "<"}:
        return Cell("", merged_up=text == "^", merged_left=text == "<")
    return Cell(text)


def _table(lines: list[str]) -> Block:
    """A table: its first row, a row of `=` (the first is a header) or `-` as long as columns are wide, the others."""
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    widths = tuple(len(cell) for cell in rows[1])
    for row, line in zip(rows, lines, strict=True):
        if len(row) != len(widths):
            raise ValueError(f"{len(row)} cells where the table has {len(widths)} columns: {line}")
    body = [rows[0], *rows[2:]]
    cells = tuple(tuple(_cell(text) for text in row) for row in body)
    return Block(Kind.TABLE, rows=cells, widths=widths, has_header=rows[1][0].startswith("="))
