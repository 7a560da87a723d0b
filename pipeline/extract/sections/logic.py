"""Sections: what stands under which heading, and what role the heading gives it.

Order, numbering and wording of headings vary from council to council; the roles do not. The vocabulary maps
what a heading says to a role; a heading that says nothing known keeps the role of the section it stands in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from pipeline.extract.labels import label_in, labels_alternate, lead_in_kind
from pipeline.extract.once import once_a_paper
from pipeline.extract.vocabulary import fold, load
from schemas.paper import Block, BlockKind, Paper

CONTENT = "content"
BOILERPLATE = frozenset(
    {"implications", "background_papers", "appendices", "contact", "wards", "attendance", "options"}
)
"""Roles under which officers' standard comments stand, and hardly any real action."""

_NUMBER = re.compile(
    r"^\s*(?:(?:section|part|item|appendix)\s+)?(?:\(?[0-9]+(?:\.[0-9]+)*[.)]?|\(?[a-z][.)]|[ivx]+[.)])\s+"
)
_LONGEST_TITLE = 24  # words: a longer line names no role, whatever it begins with
_TITLE = re.compile(r"[“‘\"']?[A-Z]")
_BODY = re.compile(
    r"(?:(?!(?:of|to|for|by|from|with|the|at|in|on)\b)[a-z]+ ){1,7}"
    r"(?:sub committee|committee|board|panel|forum|cabinet)(?: \d.*)?$"
)
"""A folded line that is the name of a body, with the day it meets: no section ("STAFFING COMMITTEE - 4 MAY 2018")."""
_NEAR = 40  # blocks from such a heading to those before and behind it
_LONGEST_UNMARKED = 8  # words of a heading that was taken for an item of a list
_LEAST_COLONS, _MOST_COLONS = 3, 0.6  # headings, and share of them, whose colons are a matter of style


class _Role(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    exact: frozenset[str]
    starts: tuple[str, ...]
    contains: tuple[str, ...]

    def fits(self, title: str) -> bool:
        if title in self.exact or title.startswith(self.starts):
            return True
        padded = f" {title} "
        return any(f" {word} " in padded for word in self.contains)


class _Vocabulary(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    role: tuple[_Role, ...]


@lru_cache(maxsize=1)
def _vocabulary() -> _Vocabulary:
    return load(__package__, "vocabulary.toml", _Vocabulary)


def fold_title(title: str) -> str:
    """A heading in lower case without number and punctuation, as the vocabulary has them."""
    return fold(_NUMBER.sub("", title.lower()))


@lru_cache(maxsize=4096)
def role_of(title: str) -> str | None:
    """The role that a heading names, or None where it names none that is known."""
    folded = fold_title(title)
    if not folded or len(folded.split()) > _LONGEST_TITLE or _BODY.match(folded):
        return None
    return next((role.name for role in _vocabulary().role if role.fits(folded)), None)


@dataclass(frozen=True, slots=True)
class Section:
    """A run of blocks under one heading.

    Attributes:
        role: what the section is for; its own heading's, else its parent's, else `content`.
        named: the role comes from this section's own heading.
        heading: index of the heading block; -1 for what stands before the first heading.
        first, last: half-open range of block indices, the heading and all sections below it included.
        start, end: half-open range of the paper's text.
        parent: index of the enclosing section, or -1.
    """

    role: str
    named: bool
    title: str
    number: str
    level: int
    heading: int
    first: int
    last: int
    start: int
    end: int
    parent: int


@dataclass(frozen=True, slots=True)
class Sections:
    """All sections of a paper in reading order; every block belongs to exactly one (the innermost)."""

    all: tuple[Section, ...]
    of_block: tuple[int, ...]

    def at(self, block: int) -> Section:
        """The innermost section of block number `block`."""
        return self.all[self.of_block[block]]

    def path(self, block: int) -> tuple[Section, ...]:
        """The sections of a block, innermost first."""
        found = [self.at(block)]
        while found[-1].parent >= 0:
            found.append(self.all[found[-1].parent])
        return tuple(found)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A section whose end is not known yet; the fields are those of `Section`."""

    role: str
    named: bool
    title: str = ""
    number: str = ""
    level: int = 0
    heading: int = -1
    parent: int = -1


def _depth(block: Block) -> int:
    """Level of a heading: by its printed number where it has one with dots, else as the reader gave it."""
    number = block.number.strip(".").removesuffix(".0")
    if "." in number:
        return number.count(".") + 1
    return max(block.level, 1)


def _heads_paragraphs(paper: Paper, i: int) -> bool:
    """Whether a numbered item is a heading that looks like one of a list: "3.0 Background" above 3.1, 3.2 and so on, or
    "3 Homes" between the headings 2 and 4.
    """
    block = paper.blocks[i]
    if block.kind is not BlockKind.LIST_ITEM or block.parent >= 0 or not block.number[:1].isdigit():
        return False
    title = paper.body(block)
    if len(title.split()) > _LONGEST_UNMARKED or not _TITLE.match(title) or title.endswith((".", ";", ",")):
        return False
    stem = block.number.strip(".").removesuffix(".0")
    below = paper.blocks[i + 1 : i + 2]
    if not below:
        return False
    return below[0].number.strip(".") == f"{stem}.1" or (not below[0].number and _between(paper, i, stem))


def _between(paper: Paper, i: int, number: str) -> bool:
    """Whether the numbered headings before and behind an item have the numbers before and behind its own."""
    if not number.isdigit():
        return False
    numbers = [0, 0]
    for n, around in enumerate((paper.blocks[max(i - _NEAR, 0) : i][::-1], paper.blocks[i + 1 : i + 1 + _NEAR])):
        own = (b.number.strip(".") for b in around if b.kind is BlockKind.HEADING and b.parent < 0)
        numbers[n] = next((int(found) for found in own if found.isdigit()), 0)
    return numbers == [int(number) - 1, int(number) + 1] and numbers[0] > 0


@once_a_paper
def _colon_styles(paper: Paper) -> frozenset[bool]:
    """Which headings of a paper end in a colon as a matter of style: those with a number (True), those without."""
    heads: dict[bool, list[bool]] = {True: [], False: []}
    for block in paper.blocks:
        if block.kind is BlockKind.HEADING and block.parent < 0 and label_in(paper, paper.body(block)) is None:
            heads[bool(block.number)].append(paper.body(block).endswith(":"))
    return frozenset(
        numbered for numbered, ends in heads.items() if sum(ends) >= max(_LEAST_COLONS, _MOST_COLONS * len(ends))
    )


def heading_words(paper: Paper, block: Block) -> str:
    """The words of a heading; without the colon at their end, where it is a matter of style and leads nothing in."""
    text = paper.body(block)
    if not text.endswith(":") or bool(block.number) not in _colon_styles(paper):
        return text
    return text.rstrip(": ") if block.number or not lead_in_kind(text) else text


def find_sections(paper: Paper) -> Sections:
    """Divide a paper into sections at its headings.

    Headings inside table cells open none, nor do Action/Progress labels where they alternate.
    """
    labelled = labels_alternate(paper)
    opened = [_Opened(CONTENT, named=False)]
    of_block: list[int] = []
    stack: list[int] = []  # indices into `opened`, outermost first
    for i, block in enumerate(paper.blocks):
        heads = (block.kind is BlockKind.HEADING and block.parent < 0) or _heads_paragraphs(paper, i)
        title = heading_words(paper, block) if heads else ""
        if title and not (labelled and label_in(paper, title)):
            role = role_of(title)
            level = _depth(block)
            while stack and opened[stack[-1]].level >= level:
                stack.pop()
            parent = stack[-1] if stack else -1
            inherited = opened[parent].role if parent >= 0 else CONTENT
            stack.append(len(opened))
            opened.append(_Opened(role or inherited, role is not None, title, block.number, level, i, parent))
        of_block.append(len(opened) - 1)
    return Sections(_closed(paper, opened, of_block), tuple(of_block))


def _closed(paper: Paper, opened: list[_Opened], of_block: list[int]) -> tuple[Section, ...]:
    last: dict[int, int] = {}
    for i, section in enumerate(of_block):
        while section >= 0:  # what stands in a section stands in those round it
            last[section] = i + 1
            section = opened[section].parent
    sections = []
    for s, found in enumerate(opened):
        first = max(found.heading, 0)
        final = last.get(s, first)
        start = paper.blocks[first].start if first < len(paper.blocks) else 0
        end = max((paper.blocks[i].end for i in range(first, final)), default=start)
        sections.append(
            Section(
                role=found.role,
                named=found.named,
                title=found.title,
                number=found.number,
                level=found.level,
                heading=found.heading,
                first=first,
                last=final,
                start=start,
                end=end,
                parent=found.parent,
            )
        )
    return tuple(sections)
