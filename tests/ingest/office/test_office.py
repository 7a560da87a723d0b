"""Files read by way of LibreOffice: with a stand-in for it, and with the real one where it is installed."""

import io
import os
import shlex
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from pipeline.config import IngestSettings
from pipeline.ingest import ReadError, Source, read
from pipeline.ingest.office import libreoffice
from pipeline.ingest.office.compound import CompoundError, root_streams
from pipeline.ingest.office.kinds import kind_of
from pipeline.ingest.office.libreoffice import find_libreoffice
from schemas.states import State

sys.path.insert(0, str(Path(__file__).parent))
from old_word import compound, doc

RTF = rb"{\rtf1\ansi{\fonttbl\f0\fswiss Arial;}\f0 Report to Cabinet\par We will mend the lane.\par}"
QUICK = IngestSettings(office_seconds=20)
unix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a Unix script")


def odt(*, locked: bool = False) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<office/>")
        archive.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>" if locked else "<manifest/>")
    return buffer.getvalue()


def docx(*paragraphs: str) -> bytes:
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stand-in for LibreOffice, first on the path: it puts `converted.docx` where it is told to."""
    (tmp_path / "converted.docx").write_bytes(docx("Report to Cabinet", "We will mend the lane."))
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    return script(
        tmp_path,
        f"""
import shutil
out = Path(sys.argv[sys.argv.index("--outdir") + 1])
out.mkdir()
shutil.copy({str(tmp_path / "converted.docx")!r}, out / "paper.docx")
Path({str(tmp_path / "called")!r}).write_text("\\n".join(sys.argv[1:]))
""",
    )


def script(folder: Path, code: str) -> Path:
    path = folder / "soffice"
    path.write_text(f"#!{shlex.quote(sys.executable)}\nimport sys, time\nfrom pathlib import Path\n{code}")
    path.chmod(0o755)
    return path


def failure(data: bytes, settings: IngestSettings = QUICK) -> ReadError:
    with pytest.raises(ReadError) as raised:
        read(Source("a", data), settings)
    return raised.value


def gone(pid: int) -> bool:
    """Whether a process ends within some seconds."""
    for _ in range(100):
        try:
            os.kill(pid, 0)
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.1)
    return False


@unix
@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (doc(), "application/msword"),
        (RTF, "application/rtf"),
        (odt(), "application/vnd.oasis.opendocument.text"),
    ],
)
def test_it_is_read_as_what_libreoffice_makes_of_it_under_its_own_ids(
    program: Path, tmp_path: Path, data: bytes, media_type: str
) -> None:
    (paper,) = read(Source("a.doc", data), QUICK)
    assert paper.text == "Report to Cabinet\nWe will mend the lane."
    assert (paper.file, paper.media_type) == ("a.doc", media_type)
    assert paper.source_id == Source("", data).source_id
    (again,) = read(Source("a.docx", (tmp_path / "converted.docx").read_bytes()), QUICK)
    assert (paper.text_id, paper.paper_id) != (again.text_id, again.paper_id)
    assert paper.text_id == again.text_id
    called = (tmp_path / "called").read_text()
    assert "--headless" in called
    assert "-env:UserInstallation=file://" in called
    assert list((tmp_path / "tmp").iterdir()) == []


def test_where_it_is_not_installed_the_user_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(libreoffice, "_PLACES", ())
    error = failure(doc())
    assert error.state is State.UNSUPPORTED
    assert "Install it, or save the file as .docx or PDF" in error.reason


@unix
def test_it_can_be_forbidden(program: Path) -> None:
    error = failure(RTF, IngestSettings(office="never"))
    assert (error.state, "ingest.office" in error.reason) == (State.UNSUPPORTED, True)


@unix
@pytest.mark.parametrize("data", [doc(locked=True), odt(locked=True)])
def test_a_locked_file_is_encrypted_and_not_tried(program: Path, tmp_path: Path, data: bytes) -> None:
    assert failure(data).state is State.ENCRYPTED
    assert not (tmp_path / "called").exists()


@unix
def test_a_file_that_it_cannot_convert_is_corrupt(program: Path, tmp_path: Path) -> None:
    script(tmp_path, "sys.exit(77)")
    error = failure(RTF)
    assert (error.state, "exit code 77" in error.reason) == (State.CORRUPT, True)
    assert list((tmp_path / "tmp").iterdir()) == []


HANGING = """
import os, subprocess
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
Path({!r}).write_text(f"{{os.getpid()}} {{child.pid}}")
time.sleep(600)
"""


@unix
def test_one_that_hangs_is_ended_with_all_that_it_started(program: Path, tmp_path: Path) -> None:
    script(tmp_path, HANGING.format(str(tmp_path / "pids")))
    error = failure(RTF, IngestSettings(office_seconds=3))
    assert (error.state, "ingest.office_seconds" in error.reason) == (State.TIMED_OUT, True)
    assert all(gone(int(pid)) for pid in (tmp_path / "pids").read_text().split())


@unix
def test_one_whose_worker_is_killed_is_ended_as_well(program: Path, tmp_path: Path) -> None:
    script(tmp_path, HANGING.format(str(tmp_path / "pids")))
    code = f"from pipeline.ingest import Source, read; read(Source('a', {RTF!r}))"
    worker = subprocess.Popen([sys.executable, "-c", code])
    for _ in range(300):
        if (tmp_path / "pids").exists() and (tmp_path / "pids").read_text():
            break
        time.sleep(0.1)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    assert all(gone(int(pid)) for pid in (tmp_path / "pids").read_text().split())
    for _ in range(50):
        if not list((tmp_path / "tmp").iterdir()):
            break
        time.sleep(0.1)
    assert list((tmp_path / "tmp").iterdir()) == []


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (doc(), ".doc"),
        (compound(("Workbook", b""), nested="WordDocument"), None),
        (compound(("EncryptedPackage", b"")), None),
        (doc()[:600], None),
    ],
)
def test_an_old_word_file_is_known_by_its_root(data: bytes, kind: str | None) -> None:
    found = kind_of(data, "application/x-ole-storage")
    assert (found and found.suffix) == kind
    if kind is None:
        assert failure(data).state in (State.UNSUPPORTED, State.ENCRYPTED)


@given(at=st.integers(0, 3_000), byte=st.integers(0, 255), cut=st.integers(0, 3_000))
def test_a_damaged_compound_file_is_read_or_refused(at: int, byte: int, cut: int) -> None:
    data = bytearray(doc())
    data[at % len(data)] = byte
    try:
        found = root_streams(bytes(data[: len(data) - cut]))
    except CompoundError:
        return
    assert all(offset >= 0 for offset in found.values())


@pytest.mark.skipif(find_libreoffice() is None, reason="LibreOffice is not installed")
def test_the_real_one_reads_rich_text() -> None:
    (paper,) = read(Source("a.rtf", RTF), IngestSettings())
    assert [paper.body(block) for block in paper.blocks] == ["Report to Cabinet", "We will mend the lane."]
