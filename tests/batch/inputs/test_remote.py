"""Files elsewhere: named, looked at, fetched once, with every failure a state."""

import builtins
import json
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import fsspec
import pytest

from pipeline.batch import InputError, find_inputs, run
from pipeline.batch.inputs import KNOWN_FILE, Input, Stage, Taken, address_name, remote
from pipeline.batch.ledger import read_ledger
from pipeline.config import Settings
from pipeline.ingest import ReadError
from schemas.states import State

sys.path.insert(0, str(Path(__file__).parents[1]))
from stand_in import InProcess, load

GOOD = b"Report to Cabinet\n\n1. We will mend the lane.\n"
QUICK = Settings.model_validate({"ingest": {"max_bytes": 2_000}, "inputs": {"download_tries": 3, "downloads": 2}})


class Web:
    """A web server in this process. `pages` by path: the statuses to answer with, one a request, and the body."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[list[int], bytes, dict[str, str]]] = {}
        self.asked: list[str] = []
        web = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_HEAD(self) -> None:
                self._answer(body=False)

            def do_GET(self) -> None:
                self._answer(body=True)

            def _answer(self, *, body: bool) -> None:
                web.asked.append(f"{self.command} {self.path}")
                statuses, data, headers = web.pages.get(self.path, ([404], b"", {}))
                status = statuses.pop(0) if len(statuses) > 1 else statuses[0]
                self.send_response(status)
                for name, value in ({"Content-Length": str(len(data))} | headers).items():
                    if value:
                        self.send_header(name, value)
                self.end_headers()
                if body:
                    self.wfile.write(data)

            def log_message(self, *words: object) -> None:
                return

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.root = f"http://127.0.0.1:{self.server.server_port}"

    def put(self, path: str, data: bytes = GOOD, *statuses: int, **headers: str) -> str:
        self.pages[path] = list(statuses or (200,)), data, {k.replace("_", "-"): v for k, v in headers.items()}
        return self.root + path


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    monkeypatch.setattr(remote, "_WAIT", 0.01)
    own = Web()
    thread = threading.Thread(target=own.server.serve_forever, daemon=True)
    thread.start()
    yield own
    own.server.shutdown()
    own.server.server_close()
    thread.join()


@pytest.fixture
def memory() -> Iterator[fsspec.AbstractFileSystem]:
    system = fsspec.filesystem("memory")
    system.store.clear()
    yield system
    system.store.clear()


def taken(tmp_path: Path, *named: str, settings: Settings = QUICK) -> dict[str, str]:
    """What becomes of inputs on the stage: words, or a state."""
    found = {}
    with Stage(tmp_path / "stage", settings) as stage:
        for _, one, result in stage.each(find_inputs(named)):
            if isinstance(result, Taken):
                assert result.path
                found[one.name] = result.path.read_text()
                stage.give_back(result)
            else:
                assert isinstance(result, ReadError)
                found[one.name] = result.state.value
    return found


def test_a_store_is_looked_through_like_a_folder(memory: fsspec.AbstractFileSystem, tmp_path: Path) -> None:
    for name in ("/papers/b.txt", "/papers/deep/a.txt", "/papers/.hidden", "/papers/c.csv"):
        memory.pipe(name, name.encode())
    assert taken(tmp_path, "memory://papers") == {
        f"memory://papers/{name}": f"/papers/{name}" for name in ("b.txt", "c.csv", "deep/a.txt")
    }
    assert list(taken(tmp_path, "memory://papers/*.txt")) == ["memory://papers/b.txt"]
    assert list(taken(tmp_path, "memory://papers/**/*.txt")) == ["memory://papers/b.txt", "memory://papers/deep/a.txt"]
    assert [(one.walked, one.name) for one in find_inputs(["memory://papers/b.txt"])] == [
        (False, "memory://papers/b.txt")
    ]


def test_what_is_not_there_is_missing_and_too_large_a_file_is_not_fetched(
    memory: fsspec.AbstractFileSystem, tmp_path: Path
) -> None:
    memory.pipe("/big.txt", b"x" * 2_001)
    memory.pipe("/fit.txt", b"x")
    assert taken(tmp_path, "memory://big.txt", "memory://fit.txt", "memory://none.txt") == {
        "memory://big.txt": "too_large",
        "memory://fit.txt": "x",
        "memory://none.txt": "missing",
    }
    with pytest.raises(InputError, match="no file to read"):
        find_inputs(["memory://none/*.txt"])


def test_a_run_fills_in_where_papers_are_from(web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    address = web.put("/a.txt", ETag='"1"')
    web.put("/b.txt", GOOD + b"2. We will sow.\n")
    summary = run([address, f"{web.root}/b.txt", f"{web.root}/none.txt"], Path("out"), load=load, engine=InProcess)
    assert {row.input: row.state for row in read_ledger(Path("out"))} == {
        address: State.OK,
        f"{web.root}/b.txt": State.OK,
        f"{web.root}/none.txt": State.MISSING,
    }
    assert [row.input for row in summary.failures] == [f"{web.root}/none.txt"]
    head, first, *_ = (Path("out") / "papers.csv").read_text().splitlines()
    assert address in first.split(",")[head.split(",").index("source_url")]
    assert f"source_url,{address},,address,address" in Path("out/paper_fields.csv").read_text()
    assert not Path("out/.unfinished").exists()

    web.asked.clear()
    again = run([address, f"{web.root}/b.txt"], Path("out"), load=load, engine=InProcess)
    assert again.cached == 2
    assert "GET /a.txt" not in web.asked, "known by its mark"
    assert "GET /b.txt" in web.asked, "has none"
    web.put("/a.txt", GOOD + b"3. We will reap.\n", ETag='"2"')
    assert run([address, f"{web.root}/b.txt"], Path("out"), load=load, engine=InProcess).cached == 1


def test_a_server_that_is_busy_is_asked_again(web: Web, tmp_path: Path) -> None:
    busy = web.put("/busy.txt", GOOD, 503, 503, 429, 200, Retry_After="0")
    down = web.put("/down.txt", GOOD, 500)
    assert taken(tmp_path, busy, down) == {busy: GOOD.decode(), down: "failed"}


@pytest.mark.parametrize(("status", "state"), [(404, "missing"), (410, "missing"), (403, "failed"), (400, "failed")])
def test_a_clear_no_is_taken_for_an_answer(web: Web, tmp_path: Path, status: int, state: str) -> None:
    address = web.put("/a.txt", b"", status)
    assert taken(tmp_path, address) == {address: state}
    assert len(web.asked) <= 2, "HEAD, and GET where a server knows no HEAD"


def test_a_server_that_tells_no_size_is_stopped_at_the_limit(web: Web, tmp_path: Path) -> None:
    address = web.put("/a.txt", b"x" * 500_000, Content_Length="", Connection="close")
    assert taken(tmp_path, address) == {address: "too_large"}
    assert list(tmp_path.iterdir()) == []


def test_a_download_that_is_cut_off_is_tried_again_and_then_failed(web: Web, tmp_path: Path) -> None:
    address = web.put("/a.txt", GOOD, Content_Length=str(len(GOOD) + 50), Connection="close")
    assert taken(tmp_path, address) == {address: "failed"}
    assert web.asked.count("GET /a.txt") == 3


def test_many_addresses_keep_their_order(web: Web, tmp_path: Path) -> None:
    addresses = [web.put(f"/{i:02}.txt", f"{i}".encode()) for i in range(30)]
    assert taken(tmp_path, *addresses[::-1]) == {address: str(i) for i, address in enumerate(addresses)}


def test_what_is_known_of_addresses_survives_a_torn_line(tmp_path: Path, memory: fsspec.AbstractFileSystem) -> None:
    known = tmp_path / KNOWN_FILE
    known.write_text('["memory://a.txt", "half')
    memory.pipe("/a.txt", GOOD)
    wanted: list[tuple[str, str]] = []

    def want(one: Input, sha256: str) -> bool:
        wanted.append((one.name, sha256))
        return False

    inputs = find_inputs(["memory://a.txt"])
    for _ in range(2):
        with Stage(tmp_path / "stage", QUICK, known, want) as stage:
            ((_, _, result),) = stage.each(inputs)
        assert isinstance(result, Taken)
    marks = [json.loads(line) for line in known.read_text().splitlines()[1:]]
    assert len(marks) <= 1
    assert len(wanted) == len(marks), "asked the second time only, and where the store gives a mark"


@pytest.mark.parametrize(
    ("named", "path", "found"),
    [
        ("s3://bucket/in", "bucket/in/a.pdf", "s3://bucket/in/a.pdf"),
        ("memory://in", "/in/a.pdf", "memory://in/a.pdf"),
        ("sftp://me@host/in", "/in/a.pdf", "sftp://me@host/in/a.pdf"),
    ],
)
def test_what_is_found_has_the_address_that_it_would_be_named_by(named: str, path: str, found: str) -> None:
    assert remote.address_of(named, path) == found


def test_credentials_of_an_address_stay_out_of_the_tables() -> None:
    assert address_name("https://me:secret@example.org/a.pdf?id=1#page=2") == "https://example.org/a.pdf?id=1"
    assert address_name("s3://bucket/a#1.pdf") == "s3://bucket/a#1.pdf"
    assert address_name("ftp://me:secret@host/a.pdf") == "ftp://host/a.pdf"
    assert address_name("abfs://files@account.example.org/a.pdf") == "abfs://files@account.example.org/a.pdf"


def test_without_the_extra_the_user_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    found = builtins.__import__

    def lacking(name: str, *more: object, **options: object) -> object:
        if name == "fsspec":
            raise ImportError("No module named 'fsspec'")
        return found(name, *more, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", lacking)
    with pytest.raises(InputError, match=r"pip install 'committee-papers\[remote\]'"):
        find_inputs(["https://example.org/a.pdf"])


@pytest.mark.parametrize(("address", "says"), [("nothing://a/b", "Name a file"), ("s3://bucket/a", "s3fs")])
def test_an_address_that_cannot_be_used_here_says_why(address: str, says: str) -> None:
    if says == "s3fs":
        pytest.importorskip("fsspec")
        try:
            import s3fs  # noqa: F401
        except ImportError:
            pass
        else:
            pytest.skip("s3fs is installed")
    with pytest.raises(InputError, match=says):
        find_inputs([address])
