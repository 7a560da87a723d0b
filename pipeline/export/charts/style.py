"""How charts look, and how they become files whose bytes depend on the data (and matplotlib) alone.

Made for print and for colour-blind readers: colours of Okabe and Ito (https://jfly.uni-koeln.de/color/) with a hatch
and a mark each, cividis for amounts, words beside the marks rather than a key far away.
"""

from __future__ import annotations

import importlib.util
import textwrap
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.export.files import whole_file, write_whole
from pipeline.export.frames import frame_text
from schemas.states import Status

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST = 40
"""Rows of a chart; beyond, they could not be read on a page. The tables have all."""
INK, QUIET, FAINT = "#222222", "#666666", "#D0D0D0"
DPI = 200


class ChartError(Exception):
    """Charts that cannot be made; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a status is drawn: colour, hatch of its bars, mark, and its words."""

    colour: str
    hatch: str
    mark: str
    words: str


LOOKS = {
    Status.COMPLETED.value: Look("#009E73", "", "o", "completed"),
    Status.IN_PROGRESS.value: Look("#56B4E9", "//", "^", "in progress"),
    Status.NOT_STARTED.value: Look("#F0E442", "..", "D", "not started"),
    Status.BEHIND.value: Look("#E69F00", "\\\\", "v", "behind"),
    Status.STOPPED.value: Look("#D55E00", "xx", "s", "stopped"),
    Status.UNCLEAR.value: Look("#BBBBBB", "--", "P", "unclear"),
}
"""Statuses in their order."""

_STYLE: Any = {  # the names are matplotlib's
    "figure.dpi": 100,
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],  # comes with matplotlib, so that every machine has it
    "font.size": 8,
    "axes.edgecolor": QUIET,
    "axes.linewidth": 0.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": 9,
    "hatch.linewidth": 0.5,
    "patch.linewidth": 0.5,
    "text.color": INK,
    "xtick.color": QUIET,
    "xtick.labelcolor": INK,
    "ytick.color": QUIET,
    "ytick.labelcolor": INK,
    "text.parse_math": False,  # sums of money are no formulas
    "svg.fonttype": "path",
    "svg.hashsalt": "committee-papers",
    "path.simplify": False,
}


def require() -> None:
    """Make sure that charts can be drawn, before other work is done.

    Raises:
        ChartError: matplotlib is not installed.
    """
    if importlib.util.find_spec("matplotlib") is None:
        raise ChartError(
            "Charts need matplotlib, which is not installed. Run: pip install 'committee-papers[charts]' (in a "
            "checkout: pip install '.[charts]'); or leave out --charts, and the folder comparison/charts of before."
        )


@contextmanager
def drawing() -> Iterator[None]:
    """Within it, charts are drawn in the style of this module, whatever the user's own settings.

    Raises:
        ChartError: matplotlib is not installed.
    """
    require()
    import matplotlib as mpl

    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(_STYLE)
        yield


def figure(width: float, height: float) -> Figure:
    """An empty page, in inches."""
    from matplotlib.figure import Figure

    return Figure(figsize=(width, height), layout="constrained")


def head(page: Figure, title: str, *lines: str) -> None:
    """Title and, below the chart, what a reader should know of it."""
    width = int(page.get_figwidth() * 14)
    page.suptitle("\n".join(textwrap.wrap(title, int(width * 0.72))), x=0.01, ha="left", fontsize=11, weight="bold")
    notes = "\n".join(wrapped for line in lines for wrapped in textwrap.wrap(line, width))
    page.supxlabel(notes, x=0.01, ha="left", fontsize=7.5, color=QUIET)


def save(page: Figure, folder: Path, name: str, data: pd.DataFrame) -> list[str]:
    """Write `name`.png, .svg and .csv (the data behind the chart); returns their names."""
    import matplotlib as mpl

    with whole_file(folder / f"{name}.png") as stream:
        page.savefig(stream, format="png", dpi=DPI, metadata={"Software": f"matplotlib {mpl.__version__}"})
    with whole_file(folder / f"{name}.svg") as stream:
        page.savefig(stream, format="svg", metadata={"Date": None, "Creator": "Committee Papers"})
    write_whole(folder / f"{name}.csv", frame_text(data).encode("utf-8"))
    return [f"{name}.{kind}" for kind in ("csv", "png", "svg")]


def count(n: int, noun: str) -> str:
    """A number and its noun."""
    if n == 1:
        return f"{n} {noun}"
    return f"{n:,} {noun[:-1]}ies" if noun.endswith("y") else f"{n:,} {noun}s"


def left_out(shown: int, there: int, noun: str, which: str) -> list[str]:
    """A note where a chart does not show all."""
    return [f"Shown: {shown} of {count(there, noun)}, {which}. The tables have all."] if shown < there else []


def wrapped(text: str, width: int, lines: int) -> str:
    """A text on a few lines, cut at the end where it is longer."""
    shown = textwrap.wrap(" ".join(text.split()), width, max_lines=lines, placeholder=" …")
    return "\n".join(shown)


def short_name(authority: str) -> str:
    """An authority's name on one line: long enough for those that there are."""
    return wrapped(authority, 52, 1)


def with_bodies(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of authorities with the `name` that a chart shows, and a number `body` for each authority."""
    return rows.assign(
        name=rows["authority"].fillna("(authority unknown)"),
        body=rows.groupby(["authority_id", "authority"], dropna=False, sort=False).ngroup(),
    )


def spoken(code: str) -> str:
    """A code in words."""
    return code.replace("_", " ")


def rows_of(axes: Axes, labels: Sequence[str]) -> None:
    """Rows from the top down, with their labels."""
    axes.set_yticks(range(len(labels)), labels)
    axes.set_ylim(len(labels) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)


def columns_of(axes: Axes, labels: Sequence[str]) -> None:
    """Columns with their labels above, slanted."""
    axes.set_xticks(range(len(labels)), labels, rotation=40, ha="left", rotation_mode="anchor")
    axes.xaxis.tick_top()
    axes.tick_params(axis="x", length=0)
