"""Lines to units: what extraction wrapped, or a page break cut, is put together again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.ingest.assemble import Piece
from pipeline.ingest.markers import Marker, MarkerKind, follows
from pipeline.ingest.text.layout import NARROW, Layout, Setting, goes_on, measure
from pipeline.ingest.text.lines import TextLine
from pipeline.ingest.text.measure import SPACE, wide
from pipeline.ingest.text.vocabulary import WORDS
from pipeline.ingest.text.wording import ends_sentence, is_caps, is_division, is_label, opens_field

_LABEL = re.compile(r"[A-Z](?:[\w()/&'’.-]| (?! )){0,40}:(?:\s|$)|(?:Tel|Fax|Email|E-mail|Telephone|Phone|Mobile)\b")
_SET_APART = re.compile(r"\S {2,}[A-Z][\w ]{1,20}: ?\S[^.:]{0,40}$")  # at a line's right end: "   ACTION: Clerk"
_HYPHENATED = re.compile(r"[^\W\d_]+-$")
_FIRST_WORD = re.compile(r"\S+")
_PLAIN_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CUT_LENGTH = 25  # characters; a shorter line cut by a page break is more likely a heading
_GAP_LENGTH = 40
_LEAST_CODES = 3  # lines whose codes count on; where more do, two are enough elsewhere
_RAGGED = 5  # characters by which lines of one narrow column differ
_DOUBTLESS = 1.015  # of the width in print
_HANGING = 0.94  # of the width, what an indented item has
_OVERLONG = 1.15  # of the width; a longer line was not wrapped at it
_REFERS = re.compile(
    r"\b(?:sections?|paragraphs?|paras?|items?|tables?|appendix|figures?|pages?|actions?|recommendations?|and|to)$"
)
"""What stands before a number that belongs to its sentence."""
_COUNTED = re.compile(r"(?<=\s)\(([0-9]{1,2}|[a-z]|[ivx]{1,4})\)\s")  # within a line
_NEAR = 6  # lines
_ASKS = re.compile(r"(?:What|How|Why|Where|Who|When)\b")
_ASKED = 6  # words
_CONTINUES = re.compile(r"[\w,)’'”\"%-]")


@dataclass(slots=True)
class Unit:
    """A paragraph, heading or list item in the making: its marker and the lines of its words.

    `apart`: the marker stood on a line of its own. `wrapped`: put together from several lines.
    """

    marker: Marker
    first: TextLine
    pieces: list[Piece] = field(default_factory=list)
    longest: int = 0
    apart: bool = False

    @property
    def text(self) -> str:
        """The words without marker."""
        return "".join((piece.glue if i else "") + piece.text for i, piece in enumerate(self.pieces))


class _Joiner:
    def __init__(self, lines: Sequence[TextLine], layout: Layout, accepted: frozenset[int]) -> None:
        self.lines = lines
        self.layout = layout
        self.accepted = accepted
        self.units: list[Unit] = []
        self._vocabulary: frozenset[str] | None = None
        self.last_number = ""

    @property
    def vocabulary(self) -> frozenset[str]:
        """The text's own words, by which a hyphen at a line's end is judged."""
        if self._vocabulary is None:
            self._vocabulary = frozenset(w.lower() for line in self.lines for w in _PLAIN_WORD.findall(line.text))
        return self._vocabulary

    def run(self) -> list[Unit]:
        before: TextLine | None = None
        for i, line in enumerate(self.lines):
            marker = line.marker
            if not marker.sure and i not in self.accepted:
                marker = Marker("", "", line.text, MarkerKind.NONE)
            unit = self.units[-1] if self.units else None
            if unit and before and self.waits(unit, marker, line):
                unit.pieces.append(Piece(line.text))
                unit.longest = len(line.text)
            elif unit and before and self.goes_on(i, unit, before, line, marker):
                unit.pieces.append(self.piece(before, line))
                unit.longest = max(unit.longest, len(line.text))
            else:
                pieces = [Piece(marker.rest)] if marker.rest else []
                self.units.append(Unit(marker, line, pieces, len(line.text), apart=not pieces))
                if marker.number:
                    self.last_number = marker.number
            before = line
        return self.units

    def waits(self, unit: Unit, marker: Marker, line: TextLine) -> bool:
        """Whether the unit is a bare bullet or number whose words are on this line."""
        if unit.pieces or not unit.marker.marker or line.level or line.gap > 2:
            return False
        return marker.kind is MarkerKind.NONE

    def piece(self, before: TextLine, line: TextLine) -> Piece:
        """The next line of a unit; a word that was hyphenated at the line's end is closed up."""
        if not (before.text.endswith("-") and line.text[0].islower() and _HYPHENATED.search(before.text)):
            return Piece(line.text)
        last = self.units[-1].pieces[-1]
        stem = _HYPHENATED.search(before.text)
        rest = _PLAIN_WORD.match(line.text)
        if stem and rest and self.hyphen_goes(stem[0][:-1].lower(), rest[0].lower()):
            self.units[-1].pieces[-1] = Piece(last.text[:-1], last.box, last.glue)
        return Piece(line.text, glue="")

    def hyphen_goes(self, stem: str, rest: str) -> bool:
        if stem + rest in self.vocabulary:
            return True
        return f"{stem}-{rest}" not in self.vocabulary and stem not in WORDS.hyphen_prefixes

    def goes_on(self, i: int, unit: Unit, before: TextLine, line: TextLine, marker: Marker) -> bool:
        """Whether line `i` continues the unit that the line before it belongs to."""
        if before.level or line.level or line.item or (before.bold != line.bold and not goes_on(line)):
            return False
        setting = self.layout.at(i - 1)
        full = self.full(setting, unit, before, line)
        if marker.kind is not MarkerKind.NONE:
            return self.only_looks_marked(i, full, unit, before, line, marker)
        if before.wraps and not line.gap and unit.pieces:
            return True
        if unit.pieces and not line.gap and len(before.text) >= _CUT_LENGTH and _closes(before.text, line.text):
            return True
        lower = goes_on(line)
        if is_label(before.text) or not unit.pieces or (is_division(before.text) and not (full and lower)):
            return False
        done = ends_sentence(before.text)
        if line.gap or line.cut:
            return self.goes_on_after_gap(full, unit, before, line, lower=lower, done=done)
        if lower and (not done or full):
            return not before.text.endswith(":") or full
        if _LABEL.match(line.text) or _case_changes(before.text, line.text) or opens_field(line.text, alone=done):
            return False
        if _SET_APART.search(before.text) or (setting.blank_ended and not before.trail):
            return False
        if setting.double_ended and before.trail > 1:
            return False
        if not done and before.text.rsplit(maxsplit=1)[-1].lower() in WORDS.connecting and not _asks(unit.text):
            return True
        if setting.double_ended and not done and len(before.text) >= 0.6 * setting.width:
            return True
        return full and (not before.text.endswith(":") or _open_bracket(before.text))

    def full(self, setting: Setting, unit: Unit, before: TextLine, line: TextLine) -> bool:
        """Whether the next line's first word had no room on the line before."""
        first = _FIRST_WORD.match(line.text)
        needed = len(before.text) + 1 + (len(first[0]) if first else 0)
        width = setting.width
        if self.layout.narrow and max(unit.longest, len(line.text)) < NARROW:
            length = len(before.text)
            if setting.lengths.isdisjoint(range(length - _RAGGED, length + _RAGGED + 1)):
                return False  # no column here is as wide as that
            width = max(unit.longest, len(line.text))
        elif first and self.full_in_print(setting, unit, before.text, first[0]):
            return True
        return bool(width) and needed > width and len(before.text) <= _OVERLONG * width

    def full_in_print(self, setting: Setting, unit: Unit, line: str, word: str) -> bool:
        """The same by the width of the letters; a line that ends a sentence must leave no doubt."""
        reach = setting.reach * (_HANGING if unit.marker.marker else 1.0)
        if not reach:
            return False
        own = wide(line)
        needed = own + SPACE + wide(word)
        return own <= _OVERLONG * reach and needed > (reach * _DOUBTLESS if ends_sentence(line) else reach)

    def goes_on_after_gap(
        self, full: bool, unit: Unit, before: TextLine, line: TextLine, *, lower: bool, done: bool
    ) -> bool:
        """Whether a sentence runs on over a blank line or a page break."""
        if done or (line.gap > 1 and not line.cut):
            return False
        words = before.text
        connecting = words.rsplit(maxsplit=1)[-1].lower() in WORDS.connecting
        if not lower:
            return line.cut and full and connecting
        if line.cut:
            return len(words) >= _CUT_LENGTH and bool(_CONTINUES.match(words[-1]))
        return (len(words) >= _GAP_LENGTH or len(unit.pieces) > 1) and bool(_CONTINUES.match(words[-1]))

    def only_looks_marked(
        self, i: int, full: bool, unit: Unit, before: TextLine, line: TextLine, marker: Marker
    ) -> bool:
        """Whether a number or dash at the start of a wrapped line belongs to the sentence."""
        if not (line.gap or line.cut or marker.rest) and _REFERS.search(before.text):
            return marker.kind is MarkerKind.NUMBER  # "as set out in section", and in the next line "3."
        if line.gap or line.cut or not full:
            return False
        if _enumerates(unit.text, marker):
            return True
        if ends_sentence(before.text) or not (marker.rest[:1].islower() or self.only_dash(i, marker)):
            return False
        if marker.kind is MarkerKind.BULLET:
            return marker.marker in "-–—" and unit.marker.marker != marker.marker and not before.text.endswith(",")
        return not follows(marker.number, self.last_number) and marker.kind is MarkerKind.NUMBER

    def only_dash(self, i: int, marker: Marker) -> bool:
        """Whether a dash begins no other line near by, and so no item of a list."""
        near = (*self.lines[max(i - _NEAR, 0) : i], *self.lines[i + 1 : i + 1 + _NEAR])
        alone = marker.marker in ("-", "–", "—") and not self.lines[i].text[1:3].isspace()
        return alone and all(line.marker.marker != marker.marker for line in near)


def _enumerates(text: str, marker: Marker) -> bool:
    """Whether a paragraph counts in its sentences as far as the number before: "(1) roads; (2) bridges;" and "(3)"."""
    if not marker.marker.startswith("(") or "(" in marker.number:
        return False
    return any(follows(marker.number, found[1]) for found in _COUNTED.finditer(text))


def _asks(text: str) -> bool:
    """Whether a line asks, as headings do that end in a verb ("Where we are")."""
    return _ASKS.match(text) is not None and len(text.split()) <= _ASKED


def _open_bracket(text: str) -> bool:
    """Whether a line ends within brackets, where a colon leads no list in ("(2020/21:")."""
    return text.rfind("(") > text.rfind(")")


def _closes(before: str, after: str) -> bool:
    """Whether a line goes on within brackets that the one before opened: "(Head of" and "Parks, June)"."""
    close = after.find(")")
    return _open_bracket(before) and close >= 0 and "(" not in after[:close]


def _case_changes(before: str, after: str) -> bool:
    """Whether a line in capitals meets one that is not; an abbreviation alone is not enough."""
    return (
        is_caps(before) != is_caps(after)
        and " " in (before if is_caps(before) else after)
        and len(before) < _GAP_LENGTH
    )


def sequences(lines: Sequence[TextLine]) -> frozenset[int]:
    """Lines whose doubtful marker (a bare ``3``, ``A3``, an initial) stands in a sequence, or before capitals."""
    runs: dict[tuple[str, int], list[list[tuple[int, str]]]] = {}
    accepted: set[int] = set()
    for i, line in enumerate(lines):
        marker = line.marker
        if marker.sure or marker.kind is MarkerKind.NONE or not marker.rest:
            continue
        shape = (marker.kind.value, len(re.findall(r"[A-Z]", marker.number)))
        chains = runs.setdefault(shape, [])
        if marker.kind is MarkerKind.NUMBER and is_caps(marker.rest) and len(marker.rest) > 3:
            accepted.add(i)
        if chains and follows(marker.number, chains[-1][-1][1]):
            chains[-1].append((i, marker.number))
        else:
            chains.append([(i, marker.number)])
    for shape, chains in runs.items():
        needed = 2 if shape[0] != MarkerKind.REFERENCE.value or max(map(len, chains)) >= _LEAST_CODES else _LEAST_CODES
        for chain in chains:
            if len(chain) >= needed:
                accepted.update(i for i, _ in chain)
    return frozenset(accepted)


def join(lines: Sequence[TextLine]) -> list[Unit]:
    """Put wrapped and cut lines together to units."""
    return _Joiner(lines, measure(lines), sequences(lines)).run()
