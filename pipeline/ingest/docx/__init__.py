"""Word (.docx, .docm, .dotx) to Papers: the text as Word prints it, its numbering computed, without pages."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from pipeline.config import IngestSettings
from pipeline.ingest.assemble import assemble
from pipeline.ingest.docx.body import Body
from pipeline.ingest.docx.numbering import Numbering
from pipeline.ingest.docx.package import Package, main_part, open_package, other_kind
from pipeline.ingest.docx.runs import Reader, note_sign
from pipeline.ingest.docx.styles import Styles, W, value
from pipeline.ingest.source import ReadError, Source
from pipeline.ingest.styled import Grid, Para, make_drafts
from schemas.paper import Paper
from schemas.states import State

__all__ = ["read_docx"]

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EMBEDDED = "Holds another document, which was not read. Open it in Word and save it anew to have it taken in."
_EMPTY = "The Word file holds no words. If its pages are images, run it through OCR as a PDF."
_DEEP = "The Word file is nested too deeply to be read. Save it anew in Word."
_META = ("title", "creator", "subject", "created")


def read_docx(source: Source, settings: IngestSettings) -> list[Paper]:
    """Read a Word file into one Paper, without pages.

    The words are those that Word prints with all tracked changes accepted: hidden text, field codes and prompts of
    empty content controls are left out. Automatic numbers and bullets stand as markers. A text box stands behind the
    paragraph that it is anchored in. Footnotes and endnotes stand at the end of the document, each with the raised
    number by which the text refers to it. Headers and footers are furniture.

    Raises:
        ReadError: `encrypted`, `corrupt`, `empty`, `too_large`, or `unsupported` for other kinds of file.
    """
    package = open_package(source, settings)
    name = main_part(package)
    root = package.xml(name)
    if root.tag != f"{W}document":
        raise other_kind(package, name)
    try:
        return [_read(source, package, name, root)]
    except RecursionError as error:
        raise ReadError(State.CORRUPT, _DEEP) from error


def _read(source: Source, package: Package, name: str, root: Element) -> Paper:
    parts: dict[str, list[str]] = {}
    for relation in package.relations(name).values():
        if relation.target in package:
            parts.setdefault(relation.kind, []).append(relation.target)

    def part(kind: str) -> Element | None:
        return package.xml(parts[kind][0]) if kind in parts else None

    styles = Styles(part("styles"))
    reader = Reader(styles)
    body = Body(styles, Numbering(part("numbering"), styles), reader)
    content = root.find(f"{W}body")
    flow = [*body.flow(content), *body.close()] if content is not None else []
    flow += _notes(body, reader, {kind: part(f"{kind}s") for kind in ("footnote", "endnote")})
    furniture: dict[str, None] = {}
    for kind in ("header", "footer"):
        for target in sorted(parts.get(kind, ())):
            running = Body(styles, Numbering(None, styles), Reader(styles))
            for block in running.flow(package.xml(target)):
                furniture.update(dict.fromkeys(_texts(block)))
    paper = assemble(
        source,
        make_drafts(flow),
        MEDIA_TYPE,
        furniture=list(furniture),
        warnings=[_EMBEDDED] if body.embedded else [],
        meta=_meta(package),
        complete=not body.embedded,
    )
    if not paper.text.strip():
        raise ReadError(State.EMPTY, _EMPTY)
    return paper


def _notes(body: Body, reader: Reader, parts: dict[str, Element | None]) -> list[Para | Grid]:
    """The notes that the text refers to, in order of their first reference."""
    notes = {
        (kind, value(note, "id")): note
        for kind, root in parts.items()
        if root is not None
        for note in root.findall(W + kind)
    }
    found: list[Para | Grid] = []
    for n, key in enumerate(list(reader.notes), 1):
        note = notes.pop(key, None)
        if note is None:
            continue
        blocks = [*body.flow(note), *body.close()]
        if blocks and isinstance(blocks[0], Para) and blocks[0].lines:
            blocks[0].lines[0] = f"{note_sign(n)} {blocks[0].lines[0].lstrip()}"
        found.extend(blocks)
    return found


def _texts(block: Para | Grid) -> list[str]:
    paras = [block] if isinstance(block, Para) else [para for cell in block.cells for para in cell.paras]
    return [para.text for para in paras if para.text]


def _meta(package: Package) -> list[tuple[str, str]]:
    """What the file says of itself, as pairs with lower-case names."""
    if "docProps/core.xml" not in package:
        return []
    found = {e.tag.rsplit("}", 1)[-1]: (e.text or "").strip() for e in package.xml("docProps/core.xml")}
    names = {"creator": "author", "created": "creationdate"}
    return [(names.get(key, key), found[key]) for key in _META if found.get(key)]
