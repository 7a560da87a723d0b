"""Files that are no Word file, or a hostile one: each gets its state and says what to do."""

import io
import zipfile

import pytest

from pipeline.config import IngestSettings
from pipeline.ingest.read import read
from pipeline.ingest.source import ReadError, Source
from schemas.states import State
from tests.ingest.docx.word import cell, package, para, row, run, table

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512


def state(data: bytes) -> tuple[State, str]:
    with pytest.raises(ReadError) as caught:
        read(Source("report.docx", data), IngestSettings())
    return caught.value.state, caught.value.reason


def archive(**parts: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


def test_a_locked_file() -> None:
    found, reason = state(OLE + "EncryptedPackage".encode("utf-16-le"))
    assert found is State.ENCRYPTED
    assert "without password" in reason


@pytest.mark.parametrize(("stream", "said"), [("WordDocument", ".docx"), ("Workbook", "PDF"), ("Other", ".docx")])
def test_old_office_files(stream: str, said: str) -> None:
    found, reason = state(OLE + stream.encode("utf-16-le"))
    assert found is State.UNSUPPORTED
    assert said in reason


@pytest.mark.parametrize(
    ("parts", "said"),
    [({"xl__workbook.xml": "<x/>"}, "Excel"), ({"content.xml": "<x/>"}, "OpenDocument"), ({"a.pdf": "x"}, "Unpack")],
)
def test_other_zips(parts: dict[str, str], said: str) -> None:
    found, reason = state(archive(**parts))
    assert found is State.UNSUPPORTED
    assert said in reason


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_file(share: float) -> None:
    data = package(para("The report." * 50))
    assert state(data[: int(len(data) * share)])[0] is State.CORRUPT


@pytest.mark.parametrize(
    "content", ["<w:document", "", "\x00\x00", "not XML", "<!DOCTYPE w [<!ENTITY a 'b'>]><w>&a;</w>"]
)
def test_parts_that_are_no_xml(content: str) -> None:
    assert state(archive(**{"word__document.xml": content}))[0] is State.CORRUPT


def test_a_damaged_part() -> None:
    data = bytearray(package(para("The report. " * 500)))
    at = data.index(b"word/document.xml") + 40
    data[at : at + 20] = b"\xff" * 20
    assert state(bytes(data))[0] is State.CORRUPT


def test_a_zip_bomb() -> None:
    data = package(para(run("a" * 2_000_000)))
    assert len(data) < 20_000
    with pytest.raises(ReadError) as caught:
        read(Source("report.docx", data), IngestSettings(max_bytes=1_000_000))
    assert caught.value.state is State.TOO_LARGE


def test_what_is_not_read_is_not_unpacked() -> None:
    stream = io.BytesIO(package(para("The report.")))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/media/image1.bmp", b"\x00" * 5_000_000)
    settings = IngestSettings(max_bytes=1_000_000)
    assert read(Source("report.docx", stream.getvalue()), settings)[0].text == "The report."


@pytest.mark.parametrize("depth", [50, 20_000])
def test_deep_nesting(depth: int) -> None:
    body = "<w:sdt><w:sdtContent>" * depth + para("Deep words.") + "</w:sdtContent></w:sdt>" * depth
    if depth < 100:
        assert read(Source("report.docx", package(body)))[0].text == "Deep words."
    else:
        assert state(package(body))[0] is State.CORRUPT


def test_tables_within_tables() -> None:
    body = para("Innermost.")
    for _ in range(25):
        body = table(row(cell(body + para("beside"))))
    assert read(Source("report.docx", package(body)))[0].text.startswith("Innermost.")


def test_a_document_without_words() -> None:
    assert state(package(para("") + table(row("", ""))))[0] is State.EMPTY


def test_strict_open_xml_is_read() -> None:
    data = package(para("The report."))
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name).replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            new.writestr(name, content)
    assert read(Source("report.docx", stream.getvalue()))[0].text == "The report."
