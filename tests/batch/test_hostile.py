"""Files that mean harm, or came to it: each ends in one state of the ledger and takes no other paper with it."""

import csv
import io
import sys
import zipfile
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from pipeline.batch import run
from pipeline.config import Settings

sys.path.insert(0, str(Path(__file__).parent))
from stand_in import load

GOOD = "Report to Cabinet\n\n1. We will mend the lane.\n"
LIMITS = Settings.model_validate(
    {"ingest": {"timeout_seconds": 8, "max_memory_mb": 768, "max_bytes": 20_000_000, "ocr": "never"}}
)


def pdf(draw: Callable[[Canvas], None]) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=True)
    draw(canvas)
    canvas.save()
    return buffer.getvalue()


def raw_pdf(objects: Sequence[bytes]) -> bytes:
    """A PDF of objects numbered from 1, of which the first is the catalogue; no cross-reference table."""
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (i, data) for i, data in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer\n<< /Root 1 0 R /Size %d >>\n%%%%EOF\n" % (len(objects) + 1)


def page_of(content: bytes) -> bytes:
    """A PDF of one page with a compressed content stream."""
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(content), content)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << "
    page += b"/F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
    return raw_pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, stream])


def many_pages() -> bytes:
    kids = b" ".join(b"%d 0 R" % i for i in range(3, 10_003))
    pages = [b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"] * 10_000
    return raw_pdf(
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [" + kids + b"] /Count 10000 >>", *pages]
    )


def many_objects() -> bytes:
    return page_of(zlib.compress(b"0 0 1 1 re f 5 5 m 9 9 l S " * 200_000, 9))


def many_words() -> bytes:
    words = (b"BT /F1 4 Tf %d %d Td (lane) Tj ET\n" % (i * 37 % 560, i * 91 % 800) for i in range(300_000))
    return page_of(zlib.compress(b"".join(words), 9))


def circular_pages() -> bytes:
    return raw_pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"])


def bomb() -> bytes:
    """A content stream of 1 GB of blanks, compressed twice: some kilobytes."""
    packer = zlib.compressobj(9)
    once = b"".join(packer.compress(b" " * 1_000_000) for _ in range(1_000)) + packer.flush()
    twice = zlib.compress(once, 9)
    return page_of(twice).replace(b"/Filter /FlateDecode", b"/Filter [/FlateDecode /FlateDecode]")


def zip_bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            part.write(b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>')
            for _ in range(600):
                part.write(b" " * 1_000_000)
            part.write(b"</w:body></w:document>")
    return buffer.getvalue()


def billion_laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    document = f'<!DOCTYPE d [<!ENTITY l0 "ha">{entities}]><w:document>&l9;</w:document>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", document)
    return buffer.getvalue()


def deep_docx() -> bytes:
    buffer = io.BytesIO()
    deep = "<w:tbl><w:tr><w:tc>" * 20_000 + "</w:tc></w:tr></w:tbl>" * 20_000
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{name}"><w:body>{deep}</w:body></w:document>')
    return buffer.getvalue()


HOSTILE: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "zero-pages.pdf": (
        lambda: raw_pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"]),
        {"empty", "corrupt"},
    ),
    "ten-thousand-pages.pdf": (many_pages, {"too_large"}),
    "many-objects.pdf": (many_objects, {"needs_ocr", "timed_out", "failed"}),
    "many-words.pdf": (many_words, {"ok", "timed_out"}),
    "circular-pages.pdf": (circular_pages, {"empty", "corrupt"}),
    "bomb.pdf": (bomb, {"empty", "corrupt", "failed", "timed_out"}),
    "deep-arrays.pdf": (
        lambda: raw_pdf([b"<< /Type /Catalog /Pages 2 0 R /X " + b"[" * 200_000 + b"]" * 200_000 + b" >>"]),
        {"corrupt", "empty"},
    ),
    "bomb.docx": (zip_bomb, {"too_large", "corrupt", "failed", "empty"}),
    "laughs.docx": (billion_laughs, {"corrupt", "unsupported"}),
    "deep.docx": (deep_docx, {"corrupt", "empty", "too_large"}),
    "deep.html": (
        lambda: b"<!DOCTYPE html><html><body>" + b"<div><b>" * 50_000 + b"We will mend the lane." + b"</div>" * 50_000,
        {"ok", "corrupt", "too_large"},
    ),
    "wide-table.html": (
        lambda: b"<html><body><table><tr><td colspan=999999999 rowspan=999999999>Lane</td></tr></table></body></html>",
        {"ok"},
    ),
    "wrong-suffix.docx": (lambda: pdf(lambda canvas: canvas.drawString(72, 700, "We will mend the lane.")), {"ok"}),
    "wrong-suffix.pdf": (lambda: GOOD.encode() + b"We will plant trees.\n", {"ok"}),
    "block-page.pdf": (lambda: b"<!DOCTYPE html><html><body><p>Access was denied.</p></body></html>", {"ok"}),
    "null-bytes.txt": (lambda: b"We will\x00 mend the lane.\n" * 20, {"unsupported", "ok"}),
    "late-null-bytes.txt": (lambda: b"We will mend the lane.\n" * 1000 + b"\x00\x01\x02\x1b\x07 more", {"ok"}),
    "surrogates.txt": (lambda: b"We will mend the \xed\xa0\x80 lane \xed\xb0\x80.\n", {"ok"}),
    "surrogates.html": (lambda: b"<html><body><p>We will &#xD800; mend &#55296; it.</p></body></html>", {"ok"}),
    "half-utf-16.txt": (lambda: "\ufeffWe will mend the lane.".encode("utf-16-le")[:-1] + b"\xd8\x00", {"ok"}),
    "one-long-line.txt": (lambda: b"a " * 2_000_000, {"ok"}),
    "brackets.txt": (lambda: (b"(" * 50_000 + b"1. " * 50_000 + b"\n") * 3, {"ok"}),
}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """Rows of the ledger of one run over all hostile files, with a sound one between each two."""
    folder = tmp_path_factory.mktemp("hostile")
    inputs = []
    for i, (name, (make, _)) in enumerate(HOSTILE.items()):
        sound = folder / f"{i:02}-sound.txt"
        sound.write_text(f"{GOOD}\n{i}. We will plant trees.\n")
        own = folder / f"{i:02}-{name}"
        own.write_bytes(make())
        inputs += [sound, own]
    summary = run(inputs, folder / "out", LIMITS, workers=2, load=load)
    with (summary.out / "ledger.csv").open(encoding="utf-8", newline="") as stream:
        rows = {Path(row["input"]).name: row for row in csv.DictReader(stream)}
    assert len(rows) == len(inputs)
    return rows


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_ends_in_one_state(name: str, ledger: dict[str, dict[str, str]]) -> None:
    row = next(row for file, row in ledger.items() if file[3:] == name)
    assert row["state"] in HOSTILE[name][1], row
    assert row["state"] == "ok" or row["reason"]
    assert "defect of the program" not in row["reason"], row


def test_no_hostile_file_takes_another_with_it(ledger: dict[str, dict[str, str]]) -> None:
    assert {row["state"] for file, row in ledger.items() if file.endswith("-sound.txt")} == {"ok"}
