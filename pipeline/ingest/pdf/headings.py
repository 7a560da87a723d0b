"""Which paragraphs are headings, and of which level: by size, weight, case, underlining and numbering.

On pages whose type tells nothing, by wording as well.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.ingest.markers import MarkerKind, follows
from pipeline.ingest.pdf.model import Flow, Grid, Para
from pipeline.ingest.pdf.wording import accept_sequences, worded_headings

_LARGER = 1.12  # of the body's type size
_TITLE = 1.3  # of the body's type size: a title, which may be broken by hand
_SMALLER = 0.85  # of the body's type size: captions and notes
_LONGEST = 22  # words in a heading
_SENTENCE = 6  # words: what is longer and ends with a full stop is a sentence
_LISTED = 8  # words: bold numbered lines below each other that are longer are a list
_UNDERLINED = 14  # words in an underlined heading
LEVELS = 6

Style = tuple[float, int]


@dataclass(frozen=True, slots=True)
class Body:
    """How most of the text is set: its size in points, and whether it is bold.

    `unstyled`: numbers of the pages on which size and weight tell no heading, only words and numbers do.
    """

    size: float
    bold: bool
    unstyled: frozenset[int] = frozenset()


def find_headings(flow: Flow, body: Body) -> tuple[list[Para | Grid], dict[int, int]]:
    """The flow with titles that were broken by hand put together, and the levels (1 to 6) of its headings by index."""
    if body.unstyled:
        accept_sequences(flow, body.unstyled)
    marks = _marks(flow, body)
    joined: list[Para | Grid] = []
    found: list[int] = []
    for item, heading in zip(flow, marks, strict=True):
        last = joined[-1] if joined else None
        if heading and isinstance(item, Para):
            if found and found[-1] == len(joined) - 1 and isinstance(last, Para) and _goes_on(last, item, body):
                last.rows.extend(item.rows)
                continue
            found.append(len(joined))
        joined.append(item)
    styles = {i: _style(item, body) for i in found if isinstance(item := joined[i], Para)}
    ranks = {style: rank for rank, style in enumerate(sorted(set(styles.values())), 1)}
    levels = {}
    for i, style in styles.items():
        item = joined[i]
        number = item.marker.number if isinstance(item, Para) and item.marker else ""
        levels[i] = min(max(ranks[style], number.count(".") + 1), LEVELS)
    if body.unstyled:
        levels.update(worded_headings(joined, levels, body.unstyled))
    return joined, levels


def _style(para: Para, body: Body) -> Style:
    size = round(para.size) if para.size > _LARGER * body.size else round(body.size)
    return -float(size), -(2 * para.bold + para.text.isupper())


def _marks(flow: Flow, body: Body) -> list[bool]:
    marks: list[bool] = []
    value: float | None = None  # left edge of the value beside a label, whose further lines are values too
    for i, item in enumerate(flow):
        if not isinstance(item, Para):
            marks.append(False)
            value = None
            continue
        if item.first.parts > 1:
            value = item.first.body_x0
        elif value is not None and abs(item.first.x0 - value) > 3:
            value = None
        before = flow[i - 1] if i else None
        after = flow[i + 1] if i + 1 < len(flow) else None
        marks.append(
            value is None
            and _is_heading(item, body, after if isinstance(after, Para) else None)
            and not (_in_sequence(before, item) or _in_sequence(item, after))
        )
    return marks


def _in_sequence(one: Para | Grid | None, other: Para | Grid | None) -> bool:
    """Whether two paragraphs, of which one is long, are items of one numbered list set in bold."""
    if not isinstance(one, Para) or not isinstance(other, Para) or not one.marker or not other.marker:
        return False
    if max(len(one.text.split()), len(other.text.split())) <= _LISTED or not (one.bold and other.bold):
        return False
    same = one.marker.number.count(".") == other.marker.number.count(".")
    return same and follows(other.marker.number, one.marker.number)


def _is_heading(para: Para, body: Body, following: Para | None) -> bool:
    text = para.text.rstrip()
    words = len(text.split())
    if words > _LONGEST or len(para.rows) > 4 or para.first.turned or para.first.parts > 1:
        return False
    letters = sum(map(str.isalpha, text))
    if not letters or (para.marker and para.marker.kind is MarkerKind.BULLET) or para.size < _SMALLER * body.size:
        return False
    opens = _opens(para, following)
    if text.endswith((";", ",")) or (text.endswith(".") and words > _SENTENCE and not (opens and para.bold)):
        return False
    if para.size >= _LARGER * body.size and (letters > 2 or words > 1):
        return True
    if para.bold and not body.bold:
        return True
    if text.isupper() and letters >= 5 and not text.endswith("."):
        return True
    if words <= _UNDERLINED and all(row.underlined for row in para.rows):
        return True
    return opens and words <= 9 and not text.endswith((".", ":", ";"))


def _opens(para: Para, following: Para | None) -> bool:
    """Whether a numbered line stands above the first paragraph of its section, as ``3.`` above ``3.1``."""
    if not para.marker or not para.marker.number or not following or not following.marker:
        return False
    return following.marker.number.startswith(para.marker.number + ".")


def _goes_on(before: Para, para: Para, body: Body) -> bool:
    """Whether two large lines are one title."""
    return (
        not para.marker
        and para.first.page == before.last.page
        and para.size > _TITLE * body.size
        and abs(para.size - before.last.size) < 0.08 * para.size
        and 0 < para.first.base - before.last.base < 1.5 * para.size
        and para.bold == before.bold
    )
