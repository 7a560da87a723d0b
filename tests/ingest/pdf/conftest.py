"""Small PDFs with invented text, drawn for the test that reads them."""

import io
from collections.abc import Callable
from itertools import pairwise

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from pipeline.config import IngestSettings
from pipeline.ingest.pdf import read_pdf
from pipeline.ingest.source import Source
from schemas.paper import Paper

Draw = Callable[[Canvas], None]


@pytest.fixture(scope="session")
def pdf() -> Callable[..., bytes]:
    """The bytes of a PDF that `draw` draws; other arguments go to the canvas."""

    def make(draw: Draw, **arguments: object) -> bytes:
        buffer = io.BytesIO()
        canvas = Canvas(buffer, **{"pagesize": A4, "invariant": True, **arguments})
        draw(canvas)
        canvas.save()
        return buffer.getvalue()

    return make


@pytest.fixture(scope="session")
def read(pdf: Callable[..., bytes]) -> Callable[..., Paper]:
    """The Paper of a PDF that `draw` draws."""

    def make(draw: Draw, **arguments: object) -> Paper:
        (paper,) = read_pdf(Source("specimen.pdf", pdf(draw, **arguments)), IngestSettings())
        return paper

    return make


class Writer:
    """Sets lines on a canvas from the top down, on a new page where the old one is full."""

    def __init__(self, canvas: Canvas, *, x: float = 72, top: float = 760, bottom: float = 90) -> None:
        self.canvas = canvas
        self.x = x
        self.top = top
        self.bottom = bottom
        self.y = top

    def line(self, text: str, *, font: str = "Helvetica", size: float = 11, indent: float = 0, gap: float = 0) -> None:
        """One printed line, `gap` points further down than usual."""
        self.y -= gap
        if self.y < self.bottom:
            self.canvas.showPage()
            self.y = self.top
        self.canvas.setFont(font, size)
        self.canvas.drawString(self.x + indent, self.y, text)
        self.y -= 1.2 * size

    def lines(self, *texts: str, **style: float) -> None:
        """Printed lines of one paragraph, which stands off the one before."""
        for n, text in enumerate(texts):
            self.line(text, **{**style, "gap": 8 if n == 0 else 0})


@pytest.fixture(scope="session")
def writer() -> type[Writer]:
    """The class that sets lines."""
    return Writer


def grid(canvas: Canvas, columns: list[float], rows: list[float], skip: tuple[tuple[int, int], ...] = ()) -> None:
    """Rules of a table by its column and row edges (from the top); `skip`: (row, column) without lower edge."""
    for row, y in enumerate(rows):
        for column, (x0, x1) in enumerate(pairwise(columns)):
            if (row - 1, column) not in skip:
                canvas.line(x0, y, x1, y)
    for x in columns:
        canvas.line(x, rows[0], x, rows[-1])


@pytest.fixture(scope="session")
def ruled() -> Callable[..., None]:
    """Draws the rules of a table."""
    return grid
