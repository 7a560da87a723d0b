"""Files that mean harm, or came to it: each ends in one state of the ledger and takes no other paper with it."""

import csv
import functools
import io
import sys
import zipfile
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pipeline.batch import pool, run
from pipeline.cli.commands import cli
from pipeline.config import Settings
from schemas.states import State

sys.path.insert(0, str(Path(__file__).parent))
from stand_in import Hasty, InProcess, load

GOOD = "Report to Cabinet\n\n1. We will mend the lane.\n"
LIMITS = Settings.model_validate(
    {"ingest": {"timeout_seconds": 60, "max_memory_mb": 768, "max_bytes": 20_000_000, "ocr": "never"}}
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
    words = (b"BT /F1 4 Tf %d %d Td (lane) Tj ET\n" % (i * 37 % 560, i * 91 % 800) for i in range(3_000))
    return page_of(zlib.compress(b"".join(words), 9))


def circular_pages() -> bytes:
    return raw_pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"])


def bomb() -> bytes:
    """A content stream of 1 GB of blanks, compressed twice: some kilobytes."""
    part, parts = b" " * 10_000_000, 100
    packer = zlib.compressobj(9, wbits=-15)  # raw: head and checksum are of the whole
    packed = packer.compress(part) + packer.flush(zlib.Z_FULL_FLUSH)
    checksum = functools.reduce(lambda value, _: zlib.adler32(part, value), range(parts), 1)
    once = b"\x78\xda" + packed * parts + packer.flush() + checksum.to_bytes(4, "big")
    return page_of(zlib.compress(once, 9)).replace(b"/Filter /FlateDecode", b"/Filter [/FlateDecode /FlateDecode]")


def zip_bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            part.write(b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>')
            for _ in range(60):
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
    "many-objects.pdf": (many_objects, {"needs_ocr"}),
    "many-words.pdf": (many_words, {"ok"}),
    "circular-pages.pdf": (circular_pages, {"empty", "corrupt"}),
    "bomb.pdf": (bomb, {"empty", "corrupt", "failed"}),
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
    "one-long-line.txt": (lambda: b"a " * 500_000, {"ok"}),
    "brackets.txt": (lambda: (b"(" * 20_000 + b"1. " * 20_000 + b"\n") * 3, {"ok"}),
}


def ledger(out: Path) -> dict[str, dict[str, str]]:
    with (out / "ledger.csv").open(encoding="utf-8", newline="") as stream:
        return {Path(row["input"]).name: row for row in csv.DictReader(stream)}


def test_hostile_files_end_in_one_state_and_take_no_other_with_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "ATTEMPTS", 1)
    for i, (name, (make, _)) in enumerate(HOSTILE.items()):
        (tmp_path / f"{i:02}-sound.txt").write_text(f"{GOOD}\n{i}. We will plant trees.\n")
        (tmp_path / f"{i:02}-{name}").write_bytes(make())
    inputs = sorted(tmp_path.iterdir())
    rows = ledger(run(inputs, tmp_path / "out", LIMITS, workers=2, load=load).out)
    assert len(rows) == len(inputs) == 2 * len(HOSTILE)
    wrong = []
    for file, row in rows.items():
        expected = HOSTILE[file[3:]][1] if file[3:] in HOSTILE else {"ok"}
        told = row["state"] == "ok" or row["reason"]
        if row["state"] not in expected or not told or "defect of the program" in row["reason"]:
            wrong.append(row)
    assert wrong == []


def paged(*pages: str, encrypt: StandardEncryption | None = None) -> bytes:
    """A PDF of pages that say something, or are a picture where they do not."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=True, encrypt=encrypt)
    for words in pages:
        if words:
            canvas.drawString(72, 700, words)
        else:
            canvas.drawImage(ImageReader(Image.new("1", (600, 800))), 0, 0, A4[0], A4[1])
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


TEN: dict[State, tuple[str, bytes | None]] = {
    State.PARTIAL: ("part.pdf", paged("We will mend the lane.", "")),
    State.NEEDS_OCR: ("scan.pdf", paged("")),
    State.ENCRYPTED: ("locked.pdf", paged("We will mend it.", encrypt=StandardEncryption("secret", "owner"))),
    State.CORRUPT: ("half.pdf", b"%PDF-1.4 no more"),
    State.EMPTY: ("empty.txt", b""),
    State.UNSUPPORTED: ("picture.txt", b"\xff\xd8\xff\xe0 a picture"),
    State.TOO_LARGE: ("long.txt", b"We will mend the lane.\n" * 5_000),
    State.TIMED_OUT: ("slow.txt", b"HANG"),
    State.FAILED: ("bad.txt", b"CRASH"),
    State.MISSING: ("nowhere.txt", None),
}


def test_ten_hostile_papers_among_a_hundred_good_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred good results, the same as without the ten; ten states; exit code 1."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(pool, "ATTEMPTS", 1)
    good = [f"{i:03}.txt" for i in range(100)]
    for name in good:
        Path(name).write_text(f"{GOOD}\n2. We will plant {name} trees.\n")
    run(good, Path("alone"), LIMITS, load=load, engine=InProcess)
    for name, data in TEN.values():
        if data is not None:
            Path(name).write_bytes(data)
    monkeypatch.setattr(
        "pipeline.batch.run", lambda *args, **rest: run(*args, **{**rest, "load": load, "engine": Hasty})
    )
    Path("papers.toml").write_text('[ingest]\nocr = "never"\nmax_bytes = 100_000\n')
    names = [*good, *(name for name, _ in TEN.values())]
    result = CliRunner().invoke(cli, ["run", *names, "--out", "out", "--workers", "2", "--config", "papers.toml"])
    assert result.exit_code == 1, result.output
    rows = ledger(Path("out"))
    assert {name: row["state"] for name, row in rows.items()} == {
        **dict.fromkeys(good, "ok"),
        **{name: state.value for state, (name, _) in TEN.items()},
    }
    assert set(TEN) == set(State) - {State.OK}
    assert all(rows[name]["reason"] and f"{name}: {rows[name]['state']}." in result.stderr for name, _ in TEN.values())
    alone, among = (set(Path(out, "actions.csv").read_text().splitlines()) for out in ("alone", "out"))
    assert alone < among
    assert {path.read_bytes() for path in Path("alone/papers").iterdir()} < {
        path.read_bytes() for path in Path("out/papers").iterdir()
    }
