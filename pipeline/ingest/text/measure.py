"""How wide words are in print, and how wide a column is whose lines were wrapped.

Widths are in thousandths of the size of the type; letters have the widths of Helvetica, from which other faces in use
differ alike for all letters.
"""

from dataclasses import dataclass, field

_BY_WIDTH = {
    191: "'",
    222: "ijl‘’`",
    278: " !,./:;I[]\\ft|",
    333: "()-r“”",
    355: '"',
    350: "•·",
    500: "ckJsvxyz",
    584: "+<=>~",
    611: "FTZ",
    667: "ABEKPSVXY&",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1000: "—…",
    1015: "@",
}
_OTHER = 556  # figures, most small letters


class _Widths(dict[str, int]):
    """Widths of letters; all others are as wide as figures."""

    def __missing__(self, letter: str) -> int:
        return _OTHER


_WIDTHS = _Widths({letter: width for width, letters in _BY_WIDTH.items() for letter in letters})
_USUAL_ELSE = 14
EM = 500.0  # of a letter, on the average
SPACE = _WIDTHS[" "]
_USUAL = {
    "reference": 6, "priority": 15, "action": 32, "measure": 18, "progress": 18, "status": 10, "due": 11,
    "resources": 12, "lead": 11, "partners": 12,
}  # fmt: skip
"""Letters in a line of columns of each role."""
_ROOMY = frozenset({"action", "measure", "progress", "priority"})
_STEP = 50.0
_NAME_WEIGHT = 2.0  # of a line of a name, for which it is known that it stands in the column


def wide(text: str) -> float:
    """How wide a line is."""
    return float(sum(map(_WIDTHS.__getitem__, text)))


@dataclass(frozen=True, slots=True)
class Wrapped:
    """What lines of a column show of its width.

    Attributes:
        lengths: of its lines.
        bounds: of each line that goes on in the next, its length with what would have come next.
    """

    lengths: list[float] = field(default_factory=list)
    bounds: list[float] = field(default_factory=list)


def first_width(role: str, name: Wrapped, times: float) -> float:
    """The width of a column as far as its name tells it, else what is usual for its role."""
    least = max(name.lengths) * 1.02
    width = max(_USUAL.get(role, _USUAL_ELSE) * EM * (times if role in _ROOMY else 1.0), least)
    most = min((bound for bound in name.bounds if bound >= least), default=width)
    return max(min(width, most), least)


def best_width(cells: Wrapped, name: Wrapped) -> float:
    """The width of a column that fits its lines, and still more those of its name."""
    best, score = 0.0, float("-inf")
    for width in sorted({_STEP * round(length / _STEP) for length in (*cells.lengths, *name.lengths)}):
        fit = _fit(cells, width) + _NAME_WEIGHT * _fit(name, width)
        if fit > score:
            best, score = width, fit
    return best


def _fit(lines: Wrapped, width: float) -> float:
    over = sum(min((length - width) / EM, 4.0) + 0.5 for length in lines.lengths if length > width * 1.01)
    under = sum(min((width - bound) / EM, 3.0) * 0.6 + 0.3 for bound in lines.bounds if bound <= width * 0.985)
    return -over - under
