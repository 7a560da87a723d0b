"""Rules and boxes drawn on a page, as edges and fills in layout coordinates."""

from __future__ import annotations

import struct
from itertools import pairwise

import pypdfium2.raw as pdfium

from pipeline.ingest.pdf import calls
from pipeline.ingest.pdf.model import BBox, Edge, Frame, around

_THIN = 3.0  # a box thinner than this (points) is a rule
_SHORT = 4.0  # a shorter rule is no edge
_MOST_SEGMENTS = 400  # a path with more is a drawing
_MOST_OBJECTS = 20_000  # a page with more paths is a drawing
_PICTURE = 0.4  # of the page: images that cover so much of it may hold its text
_DEPTH = 4  # of forms within forms

Matrix = tuple[float, float, float, float, float, float]
_UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_SIX_FLOATS = struct.Struct("6f").unpack


def read_rules(page: int, frame: Frame) -> tuple[list[Edge], list[BBox]]:
    """Edges (rules, and sides of boxes that are drawn) and filled boxes of an open page."""
    drawing = _Drawing(frame)
    count = calls.objects_of(page)
    if count <= _MOST_OBJECTS:
        for i in range(count):
            drawing.add(calls.page_object(page, i), _UNIT, _DEPTH)
    return drawing.edges, drawing.fills


def is_pictured(page: int, frame: Frame, *, blank: bool) -> bool:
    """Whether an image covers much of an open page or, where it is `blank` of text, whether anything is drawn on it."""
    drawn = 0.0
    bounds = calls.Numbers()
    for i in range(min(calls.objects_of(page), _MOST_OBJECTS)):
        item = calls.page_object(page, i)
        if not calls.object_bounds(item, *bounds.at):
            continue
        if blank:
            return True
        if calls.kind_of(item) in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM):
            left, bottom, right, top = bounds.floats()
            drawn += (right - left) * (top - bottom)
    return drawn > _PICTURE * frame.width * frame.height


class _Drawing:
    """Gathers the edges and fills of the objects of a page."""

    def __init__(self, frame: Frame) -> None:
        self.edges: list[Edge] = []
        self.fills: list[BBox] = []
        self._frame = frame
        self._answer = calls.Numbers()
        self._matrix, self._matrix_at = calls.room(24)

    def add(self, item: int, outer: Matrix, depth: int) -> None:
        """Add what an object draws; `outer` leads from its space to the user's, `depth` is of forms still to enter."""
        kind = calls.kind_of(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            self._path(item, outer)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth:
            inner = _times(self._matrix_of(item), outer)
            for i in range(min(calls.members_of(item), _MOST_OBJECTS)):
                self.add(calls.form_object(item, i), inner, depth - 1)

    def _matrix_of(self, item: int) -> Matrix:
        calls.object_matrix(item, self._matrix_at)
        a, b, c, d, e, f = _SIX_FLOATS(self._matrix)
        return a, b, c, d, e, f

    def _path(self, item: int, outer: Matrix) -> None:
        segments = calls.segments_of(item)
        if not 2 <= segments <= _MOST_SEGMENTS:
            return
        calls.draw_mode(item, *self._answer.at[:2])
        fill, stroke, *_ = self._answer.whole()
        if not fill and not stroke:
            return
        if fill and not stroke and self._thin_box(item, outer):
            return
        to_layout = self._frame.to_layout
        for points in self._polylines(item, segments, _times(self._matrix_of(item), outer)):
            boxes = [
                to_layout(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))
                for a, b in pairwise(points)
            ]
            x0, y0, x1, y1 = around(boxes) if len(boxes) > 1 else boxes[0]
            if fill and min(x1 - x0, y1 - y0) <= _THIN:
                _rule(x0, y0, x1, y1, self.edges)
                continue
            width, height = self._frame.layout_size
            if (x1 - x0) * (y1 - y0) > 0.8 * width * height:
                continue  # a background
            if any(min(b[2] - b[0], b[3] - b[1]) > 0.7 for b in boxes):
                continue  # a drawing
            if fill and len(boxes) >= 3:
                self.fills.append((x0, y0, x1, y1))
                if stroke:
                    self.edges.extend(sides((x0, y0, x1, y1)))
            else:
                for box in boxes:
                    _rule(*box, self.edges)

    def _thin_box(self, item: int, outer: Matrix) -> bool:
        """Whether a filled path is a rule (as word processors draw them), which then joins the edges."""
        if outer != _UNIT or not calls.object_bounds(item, *self._answer.at):
            return False
        left, bottom, right, top = self._answer.floats()
        if min(right - left, top - bottom) > _THIN:
            return False
        _rule(*self._frame.to_layout(left, bottom, right, top), self.edges)
        return True

    def _polylines(self, item: int, segments: int, matrix: Matrix) -> list[list[tuple[float, float]]]:
        """The subpaths that consist of straight lines, in user space."""
        a, b, c, d, e, f = matrix
        x_at, y_at = self._answer.at[:2]
        lines: list[list[tuple[float, float]]] = []
        curved: set[int] = set()
        for i in range(segments):
            segment = calls.path_segment(item, i)
            kind = calls.segment_kind(segment)
            calls.segment_point(segment, x_at, y_at)
            x, y, *_ = self._answer.floats()
            point = (a * x + c * y + e, b * x + d * y + f)
            if kind == pdfium.FPDF_SEGMENT_MOVETO or not lines:
                lines.append([])
            elif kind == pdfium.FPDF_SEGMENT_BEZIERTO:
                curved.add(len(lines) - 1)
            lines[-1].append(point)
            if calls.segment_closes(segment) and lines[-1][0] != point:
                lines[-1].append(lines[-1][0])
        return [line for i, line in enumerate(lines) if i not in curved and len(line) > 1]


def _times(one: Matrix, other: Matrix) -> Matrix:
    if other == _UNIT:
        return one
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def sides(box: BBox) -> list[Edge]:
    """The sides of a box, as edges."""
    x0, y0, x1, y1 = box
    edges: list[Edge] = []
    for side in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)):
        _rule(*side, edges)
    return edges


def _rule(x0: float, y0: float, x1: float, y1: float, edges: list[Edge]) -> None:
    if x1 - x0 >= y1 - y0:
        if x1 - x0 >= _SHORT:
            edges.append(Edge(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2))
    elif y1 - y0 >= _SHORT:
        edges.append(Edge((x0 + x1) / 2, y0, (x0 + x1) / 2, y1))
