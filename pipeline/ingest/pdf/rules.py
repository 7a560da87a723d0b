"""Rules and boxes drawn on a page, as edges and fills in layout coordinates."""

from __future__ import annotations

import ctypes
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from pipeline.ingest.pdf.model import BBox, Edge, Frame

_THIN = 3.0  # a box thinner than this (points) is a rule
_SHORT = 4.0  # a shorter rule is no edge
_MOST_SEGMENTS = 400  # a path with more is a drawing
_MOST_OBJECTS = 20_000  # a page with more paths is a drawing
_PICTURE = 0.4  # of the page: images that cover so much of it may hold its text
_DEPTH = 4  # of forms within forms

Matrix = tuple[float, float, float, float, float, float]
_UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def read_rules(page: Any, frame: Frame) -> tuple[list[Edge], list[BBox]]:
    """Edges (rules, and sides of boxes that are drawn) and filled boxes of an open page."""
    edges: list[Edge] = []
    fills: list[BBox] = []
    count = pdfium.FPDFPage_CountObjects(page)
    if count <= _MOST_OBJECTS:
        for i in range(count):
            _walk(pdfium.FPDFPage_GetObject(page, i), _UNIT, frame, edges, fills, _DEPTH)
    return edges, fills


def is_pictured(page: Any, frame: Frame, *, blank: bool) -> bool:
    """Whether an image covers much of an open page or, where it is `blank` of text, whether anything is drawn on it."""
    drawn = 0.0
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for i in range(min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        item = pdfium.FPDFPage_GetObject(page, i)
        if not pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top):
            continue
        if blank:
            return True
        if pdfium.FPDFPageObj_GetType(item) in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM):
            drawn += (right.value - left.value) * (top.value - bottom.value)
    return drawn > _PICTURE * frame.width * frame.height


def _walk(item: Any, outer: Matrix, frame: Frame, edges: list[Edge], fills: list[BBox], depth: int) -> None:
    kind = pdfium.FPDFPageObj_GetType(item)
    if kind == pdfium.FPDF_PAGEOBJ_PATH:
        _path(item, outer, frame, edges, fills)
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth:
        inner = _times(_matrix(item), outer)
        for i in range(min(pdfium.FPDFFormObj_CountObjects(item), _MOST_OBJECTS)):
            _walk(pdfium.FPDFFormObj_GetObject(item, i), inner, frame, edges, fills, depth - 1)


def _matrix(item: Any) -> Matrix:
    m = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, m)
    return m.a, m.b, m.c, m.d, m.e, m.f


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _path(item: Any, outer: Matrix, frame: Frame, edges: list[Edge], fills: list[BBox]) -> None:
    segments = pdfium.FPDFPath_CountSegments(item)
    if not 2 <= segments <= _MOST_SEGMENTS:
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
    if not fill.value and not stroke.value:
        return
    if fill.value and not stroke.value and _thin_box(item, outer, frame, edges):
        return
    matrix = _times(_matrix(item), outer)
    for points in _polylines(item, segments, matrix):
        boxes = [frame.to_layout(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))
                 for a, b in pairwise(points)]  # fmt: skip
        x0, y0 = min(b[0] for b in boxes), min(b[1] for b in boxes)
        x1, y1 = max(b[2] for b in boxes), max(b[3] for b in boxes)
        if fill.value and min(x1 - x0, y1 - y0) <= _THIN:
            _rule(x0, y0, x1, y1, edges)
            continue
        width, height = frame.layout_size
        if (x1 - x0) * (y1 - y0) > 0.8 * width * height:
            continue  # a background
        straight = [b for b in boxes if min(b[2] - b[0], b[3] - b[1]) <= 0.7]
        if len(straight) < len(boxes):
            continue  # a drawing
        if fill.value and len(boxes) >= 3:
            fills.append((x0, y0, x1, y1))
            if stroke.value:
                edges.extend(sides((x0, y0, x1, y1)))
        else:
            for box in straight:
                _rule(*box, edges)


def _thin_box(item: Any, outer: Matrix, frame: Frame, edges: list[Edge]) -> bool:
    """Whether a filled path is a rule (as word processors draw them), which then joins the edges."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if outer != _UNIT or not pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return False
    if min(right.value - left.value, top.value - bottom.value) > _THIN:
        return False
    _rule(*frame.to_layout(left.value, bottom.value, right.value, top.value), edges)
    return True


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


def _polylines(item: Any, segments: int, matrix: Matrix) -> list[list[tuple[float, float]]]:
    """The subpaths that consist of straight lines, in user space."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    lines: list[list[tuple[float, float]]] = []
    curved: set[int] = set()
    for i in range(segments):
        segment = pdfium.FPDFPath_GetPathSegment(item, i)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        if kind == pdfium.FPDF_SEGMENT_MOVETO or not lines:
            lines.append([])
        elif kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            curved.add(len(lines) - 1)
        lines[-1].append(point)
        if pdfium.FPDFPathSegment_GetClose(segment) and lines[-1][0] != point:
            lines[-1].append(lines[-1][0])
    return [line for i, line in enumerate(lines) if i not in curved and len(line) > 1]
