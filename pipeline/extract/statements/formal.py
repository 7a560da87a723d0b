"""Papers, and parts of papers, that state no work: agendas, notices, forms, terms of reference, motions, petitions.

Their sentences are put like actions ("Questions will be taken in the order ..."), and their titles like achievements
("Adoption of the Design Guide (To follow)"), so that words alone do not tell them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from pipeline.extract.minutes import find_minutes
from pipeline.extract.sections import Sections
from pipeline.extract.vocabulary import fold, load
from schemas.paper import BlockKind, Paper

_FIRST = 12  # lines among which the title of a paper stands
_LONGEST_TITLE = 16  # words
_ENOUGH = 4  # lines that show a form without its title
_LONGEST_PAPER = 2500  # words: a longer paper holds more than its title says
_SPACED = re.compile(r"\b(?:[a-z] ){2,}[a-z]\b")


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    title: re.Pattern[str]
    opening: re.Pattern[str] | None = None
    anywhere: bool = False
    alone: re.Pattern[str] | None = None
    signs: re.Pattern[str]
    least: int
    never: re.Pattern[str] | None = None

    def fits(self, lines: Sequence[str], untabled: Sequence[str]) -> bool:
        """Whether the lines of a paper are those of this form; a cell of a table (not in `untabled`) names none."""
        places = untabled if self.anywhere else untabled[:_FIRST]
        titled = any(self.titles(line) for line in places)
        return self.bears_out(lines) if titled else self.is_plain(lines)

    def titles(self, line: str) -> bool:
        """Whether a line names this form, as title or by how it begins."""
        if len(line.split()) <= _LONGEST_TITLE and self.title.search(line):
            return True
        return self.opening is not None and self.opening.search(line) is not None

    def bears_out(self, lines: Sequence[str]) -> bool:
        """Whether lines bear the signs of this form, and none against it."""
        return sum(len(self.signs.findall(line)) for line in lines) >= self.least and not self._denied(lines)

    def is_plain(self, lines: Sequence[str]) -> bool:
        """Whether lines show this form without a title."""
        if self.alone is None:
            return False
        return sum(self.alone.search(line) is not None for line in lines) >= _ENOUGH and not self._denied(lines)

    def _denied(self, lines: Sequence[str]) -> bool:
        return self.never is not None and any(self.never.search(line) for line in lines)


class _Formal(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    report: re.Pattern[str]
    form: tuple[_Form, ...]


@lru_cache(maxsize=1)
def _formal() -> _Formal:
    return load(__package__, "formal.toml", _Formal)


def _line(text: str) -> str:
    """A line folded, spaced capitals ("A G E N D A") closed up."""
    return _SPACED.sub(lambda m: m.group().replace(" ", ""), fold(text))


def form_of(paper: Paper) -> str:
    """The form of a paper that states no work ("agenda", "motion"), or "" for every other paper."""
    if paper.words > _LONGEST_PAPER:
        return ""
    if find_minutes(paper):
        return ""  # they tell what became of the agenda, whatever of it they repeat
    formal = _formal()
    lines = [_line(paper.body(paper.blocks[i])) for i in paper.leaves]
    if any(formal.report.search(line) for line in lines):
        return ""
    leaves = zip(lines, paper.leaves, strict=True)
    untabled = [line for line, i in leaves if paper.blocks[i].parent < 0]
    return next((form.name for form in formal.form if form.fits(lines, untabled)), "")


def _parts(paper: Paper, sections: Sections) -> Iterator[tuple[range, str]]:
    """Sections whose heading names such a form (terms of reference in an appendix), with all below them."""
    forms = [form for form in _formal().form if not form.anywhere]
    for section in sections.all:
        title = _line(section.title)
        if not title or len(title.split()) > _LONGEST_TITLE:
            continue
        named = [form for form in forms if form.titles(title)]
        if not named:
            continue  # before its lines are looked at: hardly any section is such a part
        inside = range(section.heading + 1, section.last)
        lines = [title, *(_line(paper.body(paper.blocks[i])) for i in inside)]
        if found := next((form for form in named if form.bears_out(lines)), None):
            yield inside, found.name


def formal_blocks(paper: Paper, sections: Sections) -> dict[int, str]:
    """Blocks in which nothing is sought, as their paper or their part of it states no work, and its form.

    Tables inside a part are read like any other.
    """
    if form := form_of(paper):
        return dict.fromkeys(range(len(paper.blocks)), form)
    return {
        i: form for part, form in _parts(paper, sections) for i in part if paper.blocks[i].kind is not BlockKind.TABLE
    }
