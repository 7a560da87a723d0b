"""How a text is set: how long its wrapped lines are, and how extraction left their ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from pipeline.ingest.markers import MarkerKind
from pipeline.ingest.text.lines import TextLine
from pipeline.ingest.text.measure import SPACE, wide
from pipeline.ingest.text.wording import ends_sentence

_WINDOW = 25  # lines; a paper changes its layout from page to page
NARROW = 45  # characters; columns of a table set line by line are narrower than this
_TYPICAL = 0.95  # quantile of wrapped lengths
_SPACED = 0.9  # share of the lines with a blank line before them
_BOTH = 0.15  # of these, the share with one and the share with two, where lines and cells are spaced apart
_FEWEST = 2  # wrapped lines by which a width is known
_FEWEST_PRINTED = 6  # the same, of the width in print
_KERNED = 0.985  # lines in print may be so much closer set


def goes_on(line: TextLine) -> bool:
    """Whether a line begins as the middle of a sentence does: with a small letter that is neither marker nor item."""
    return line.text[:1].islower() and not line.item and line.marker.kind is MarkerKind.NONE and not _camel(line.text)


def _camel(text: str) -> bool:
    """An address or a coined name (`iPad`, `name@example`), which may begin a line of its own."""
    word = text.split(maxsplit=1)[0]
    return "@" in word or "://" in word or word.startswith("www.")


@dataclass(frozen=True, slots=True)
class Setting:
    """How the lines of one region are set.

    Attributes:
        width: characters of a full line; 0 where lines are not wrapped.
        reach: how wide a full line is in print, where lines were wrapped by that and not by characters; else 0.
        lengths: of the lines that plainly go on; in narrow columns each column has its own.
        blank_ended: wrapped lines keep one blank at their end, so that a line without is the last of its paragraph.
        double_ended: paragraphs end in two blanks, so that a line with one goes on.
    """

    width: int
    lengths: frozenset[int]
    blank_ended: bool
    double_ended: bool
    reach: float = 0.0


@dataclass(frozen=True, slots=True)
class Layout:
    """The settings of a text, a window of lines each; `narrow`: everything stands in narrow columns."""

    settings: tuple[Setting, ...]
    narrow: bool

    @property
    def double_ended(self) -> bool:
        """Whether paragraphs end in two blanks in most of the text."""
        return 2 * sum(setting.double_ended for setting in self.settings) > len(self.settings)

    def at(self, index: int) -> Setting:
        """The setting at a line."""
        return self.settings[index // _WINDOW]


def close_up(lines: Sequence[TextLine]) -> None:
    """Undo double spacing: where sentences run on over single blank lines throughout, one blank line is none."""
    gaps = [(a, b) for a, b in pairwise(lines) if b.gap and not (a.cells or b.cells)]
    if not gaps or 2 * len(gaps) < len(lines):
        return
    single, double = sum(b.gap == 1 for _, b in gaps), sum(b.gap == 2 for _, b in gaps)
    spaced = len(gaps) > _SPACED * len(lines) and min(single, double) > _BOTH * len(gaps)
    running = sum(1 for a, b in gaps if b.gap == 1 and goes_on(b) and not ends_sentence(a.text))
    if spaced or running > 0.2 * len(gaps):
        for line in lines:
            line.closed = min(line.gap, 1)
            line.gap -= line.closed


def measure(lines: Sequence[TextLine]) -> Layout:
    """Read the layout off the lines whose sentence plainly goes on in the next line."""
    count = len(lines) // _WINDOW + 1
    lengths: list[list[int]] = [[] for _ in range(count)]
    wrapped: list[list[tuple[str, str]]] = [[] for _ in range(count)]
    trails: list[list[int]] = [[] for _ in range(count)]
    ended: list[list[int]] = [[] for _ in range(count)]
    for i, (a, b) in enumerate(pairwise(lines)):
        if a.cells or b.cells or a.level or b.level or not a.marker.rest:
            continue
        if not b.gap and goes_on(b) and not ends_sentence(a.text):
            lengths[i // _WINDOW].append(len(a.text))
            wrapped[i // _WINDOW].append((a.text, b.text.split(maxsplit=1)[0]))
            trails[i // _WINDOW].append(min(a.trail, 2))
        elif b.gap or ends_sentence(a.text):
            ended[i // _WINDOW].append(min(a.trail, 2))
    every = [length for some in lengths for length in some]
    printed = len(every) >= _FEWEST_PRINTED and median(every) >= NARROW
    everywhere = 0.0
    fits: list[list[_Fit]] = []
    typical = sorted(every)[round(_TYPICAL * (len(every) - 1))] if printed else 0
    if printed and any(len(line) + 1 + len(word) <= typical for some in wrapped for line, word in some):
        fits = [[_fit(line, word) for line, word in some] for some in wrapped]
        everywhere = _reach([fit for some in fits for fit in some], typical)
    settings = []
    for k in range(count):
        near = [n for some in lengths[max(k - 1, 0) : k + 2] for n in some]
        trail = [n for some in trails[max(k - 1, 0) : k + 2] for n in some]
        end = [n for some in ended[max(k - 1, 0) : k + 2] for n in some]
        width = sorted(near)[round(_TYPICAL * (len(near) - 1))] if len(near) >= _FEWEST else 0
        blank = len(trail) >= 4 and trail.count(0) <= 0.2 * len(trail)
        double = blank and trail.count(2) <= 0.2 * len(trail) and end.count(2) >= 0.3 * max(len(end), 1)
        reach = 0.0
        if everywhere and width:
            reach = _reach([fit for some in fits[max(k - 1, 0) : k + 2] for fit in some], width) or everywhere
        settings.append(Setting(width, frozenset(near), blank, double, reach))
    return Layout(tuple(settings), narrow=len(every) >= 10 and median(every) < NARROW)


class _Fit(NamedTuple):
    """A line that goes on: its length with the next word, its width in print, and that with the next word."""

    length: int
    own: float
    needed: float


def _fit(line: str, word: str) -> _Fit:
    own = wide(line)
    return _Fit(len(line) + 1 + len(word), own, own + SPACE + wide(word))


def _reach(wrapped: Sequence[_Fit], width: int) -> float:
    """How wide a full line is in print, told by lines that go on; 0 where it is not known.

    Lines that were wrapped at so many characters (`width`) need no such measure.
    """
    full = sum(fit.length > width for fit in wrapped)
    if len(wrapped) < _FEWEST_PRINTED or full == len(wrapped):
        return 0.0
    widths = sorted(fit.own for fit in wrapped)
    reach = widths[round(_TYPICAL * (len(widths) - 1))] * _KERNED
    agree = sum(fit.needed > reach for fit in wrapped)
    return reach if agree >= full else 0.0
