"""Word files made of raw XML, for what no writing library makes."""

import io
import zipfile
from pathlib import Path

from pipeline.config import IngestSettings
from pipeline.ingest.docx import read_docx
from pipeline.ingest.source import Source
from schemas.paper import BlockKind, Paper

_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def run(text: str, properties: str = "") -> str:
    """A run of words."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def para(content: str, properties: str = "") -> str:
    """A paragraph; plain words become a run."""
    inner = content if content.startswith("<") or not content else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def listed(text: str, num: int, level: int = 0) -> str:
    """A numbered paragraph."""
    return para(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def level(at: int, form: str, text: str, extra: str = "") -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{extra}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def table(*rows: str) -> str:
    """A table of rows."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    """A row; plain words become cells."""
    shown = "".join(c if c.startswith("<w:tc>") else cell(c) for c in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{shown}</w:tr>"


def cell(content: str, properties: str = "") -> str:
    """A cell; plain words become a paragraph."""
    inner = content if content.startswith("<") else para(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def package(body: str, **parts: str) -> bytes:
    """The bytes of a Word file; `parts` are the contents of styles, numbering, footnotes, header1 and so on."""
    stream = io.BytesIO()
    relations = []
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _rels([("officeDocument", "word/document.xml")]))
        archive.writestr("word/document.xml", f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            kind = name.rstrip("0123456789")
            relations.append((kind, f"{name}.xml"))
            archive.writestr(f"word/{name}.xml", f"<w:{kind} {_SPACES}>{content}</w:{kind}>")
        archive.writestr("word/_rels/document.xml.rels", _rels(relations))
    return stream.getvalue()


def _rels(relations: list[tuple[str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="r{i}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(relations)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )


def read(data: bytes | Path) -> Paper:
    """The paper in a Word file."""
    data = data.read_bytes() if isinstance(data, Path) else data
    [paper] = read_docx(Source("report.docx", data), IngestSettings())
    return paper


def shown(paper: Paper) -> list[str]:
    """What stands in each block that holds words, with its marker."""
    return [paper.text[paper.blocks[i].start : paper.blocks[i].end] for i in paper.leaves]


def kinds(paper: Paper) -> list[tuple[BlockKind, int, str]]:
    """Kind, level and words with marker of each block that holds words."""
    return [(b.kind, b.level, paper.text[b.start : b.end]) for b in (paper.blocks[i] for i in paper.leaves)]
