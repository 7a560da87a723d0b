"""Sound files of each format, from which damaged ones are made."""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FORMATS = ("pdf", "docx", "html", "txt")
_WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override '
    'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document'
    '.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def seeds(kind: str, shared: Path | None = None) -> list[bytes]:
    """Sound files of a format: the specimens, made over where they have another one, and those of `shared/papers`."""
    own = [path.read_bytes() for path in sorted((ROOT / "corpus").rglob(f"*.{kind}")) if "source" not in path.parts]
    if kind in ("docx", "html"):
        make = as_docx if kind == "docx" else as_html
        texts = sorted((ROOT / "corpus").rglob("*.txt"))
        own += [make(path.read_text(encoding="utf-8").splitlines()) for path in texts if "sentences" not in path.parts]
    if shared:
        own += [path.read_bytes() for path in sorted((shared / "papers" / "forms").glob(f"*.{kind}"))]
    return [data for data in own if len(data) < 400_000]


def as_html(lines: Sequence[str]) -> bytes:
    """Lines as a web page: the first as its heading, then paragraphs, a list and a table."""
    body = [f"<p>{html.escape(line)}</p>" for line in lines if line.strip()]
    items = "".join(f"<li>{html.escape(line)}</li>" for line in lines[:8])
    rows = "".join(f"<tr><td>{i}</td><td rowspan=2>{html.escape(line)}</td></tr>" for i, line in enumerate(lines[:8]))
    page = (
        f"<!DOCTYPE html><html><body><h1>Report</h1><ol>{items}</ol><table>{rows}</table>{''.join(body)}</body></html>"
    )
    return page.encode()


def as_docx(lines: Sequence[str]) -> bytes:
    """Lines as a Word file: paragraphs and a table."""

    def para(line: str) -> str:
        return f"<w:p><w:r><w:t>{html.escape(line)}</w:t></w:r></w:p>"

    rows = "".join(f"<w:tr><w:tc>{para(line)}</w:tc><w:tc>{para(line[::-1])}</w:tc></w:tr>" for line in lines[:8])
    body = f"{''.join(map(para, filter(str.strip, lines)))}<w:tbl>{rows}</w:tbl>"
    document = f'<w:document xmlns:w="{_WORDS}"><w:body>{body}</w:body></w:document>'
    return zipped({"[Content_Types].xml": _TYPES, "_rels/.rels": _RELATIONS, "word/document.xml": document})


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A zip archive of parts, the same bytes each time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
