"""Files elsewhere (web addresses, object stores) through fsspec, which is an extra: named, looked at, fetched.

`https://...`, `s3://...`, `gs://...` and all else that fsspec has a file system for. On object stores folders and
patterns are looked through; of web addresses each must be named.
"""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from pipeline import __version__
from pipeline.batch.inputs.model import Fault, Input, InputError, printable
from pipeline.config import Settings
from pipeline.ingest.source import ReadError
from schemas.states import State

T = TypeVar("T")

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_WEB = ("http", "https")
_HOSTED = ("ftp", "sftp", "ssh", "smb", "hdfs", "webhdfs")
_CONNECT_SECONDS = 30
_SILENT_SECONDS = 60
"""After so long without a byte a web server counts as gone."""
_CHUNK = 1 << 20
_WAIT = 1.0
"""Seconds until the second try; each further one waits twice as long."""
_LONGEST_WAIT = 60.0
_GONE = (404, 410)
_REFUSED = (401, 403, 407, 451)
_LATER = (408, 425, 429)
_MARKS = ("ETag", "etag", "md5Hash", "Content-MD5", "Last-Modified", "LastModified", "mtime")
"""What stores call that which changes with a file's bytes, the surest first."""
_MISSING = "There is no such file. Check the address; the paper may have been moved."
_DENIED = "Access is refused. Check the address and your credentials for it; the store's own tools tell more."


class _LaterError(Exception):
    """A fetch that failed and may succeed later; `wait` is how many seconds the server asks for."""

    def __init__(self, reason: str, wait: float = 0.0) -> None:
        super().__init__(reason)
        self.wait = wait


@dataclass(frozen=True, slots=True)
class About:
    """What a store says of a file: its size in bytes, if it tells, and a mark that changes with its bytes, or ""."""

    size: int | None
    mark: str


def is_address(name: str) -> bool:
    """Whether a name is an address and no path."""
    return _ADDRESS.match(name) is not None


def address_name(address: str) -> str:
    """How an address is called in tables: without user, password and fragment."""
    scheme, _, rest = address.partition("://")
    web = scheme.lower() in _WEB
    place, slash, path = rest.partition("/")
    user, _, host = place.rpartition("@")
    if web or ":" in user:  # on some stores what is before an @ is no user
        place = host
    return printable(f"{scheme}://{place}{slash}{path.partition('#')[0] if web else path}")


def address_of(named: str, path: str) -> str:
    """The address of a path that a file system found under the address `named`."""
    scheme, _, rest = named.partition("://")
    place = rest.partition("/")[0]
    prefix = f"{place}/" if scheme.lower() in _HOSTED else ""  # a bucket is part of paths, a host is not
    return f"{scheme}://{prefix}{path.lstrip('/')}"


def find_remote(address: str) -> list[Input]:
    """The inputs at an address: one of a web address, else all that a folder or a pattern holds, sorted by name.

    Raises:
        InputError: fsspec, or what it needs for such addresses, is not installed; or the store cannot be reached.
    """
    scheme = address.split("://", 1)[0].lower()
    system, path = _system(address)
    if scheme in _WEB:
        return [_input(address)]
    try:
        if any(sign in path for sign in "*?["):
            found, walked = system.glob(path, detail=True), False
        elif system.isdir(path):
            found, walked = system.find(path, detail=True), True
        else:
            return [_input(address)]
    except PermissionError as error:
        raise InputError(f"{address}: {_DENIED}") from error
    except Exception as error:
        raise InputError(f"{address} cannot be looked through: {_words(error)}. Check the address.") from error
    paths = sorted(path for path, about in found.items() if about["type"] == "file" and not _hidden(path))
    if not paths:
        return [Input(address_name(address), Path(address), address=address, fault=Fault(State.MISSING, _MISSING))]
    return [_input(address_of(address, path), walked=walked) for path in paths]


def _input(address: str, *, walked: bool = False) -> Input:
    return Input(address_name(address), Path(address), walked=walked, address=address)


def _hidden(path: str) -> bool:
    return path.rsplit("/", 1)[-1].startswith(".")


def about(address: str, settings: Settings) -> About:
    """What the store says of a file, without fetching it.

    Raises:
        ReadError: it is not there, may not be read, or is larger than `ingest.max_bytes`; or the store did not answer.
    """
    return _patiently(lambda: _about(address, settings), settings, lambda: False)


def fetch(address: str, to: Path, settings: Settings, stopped: Callable[[], bool] = lambda: False) -> tuple[int, str]:
    """Fetch a file; returns its size and the SHA-256 of its bytes. Tried again where that may help.

    Args:
        stopped: asked now and then; once it says so, the fetch is given up.

    Raises:
        ReadError: as `about` does, and `timed_out`.
        OSError: `to` cannot be written.
    """
    return _patiently(lambda: _fetch(address, to, settings, stopped), settings, stopped)


def _patiently(attempt: Callable[[], T], settings: Settings, stopped: Callable[[], bool]) -> T:
    tries = settings.inputs.download_tries
    wait = _WAIT
    for n in range(1, tries + 1):
        try:
            return attempt()
        except _LaterError as error:
            if n == tries or stopped():
                times = "once" if n == 1 else f"{n} times"
                reason = f"{error}; it was tried {times}. Run again later, with --only-failed."
                raise ReadError(State.FAILED, reason) from error
            time.sleep(min(max(error.wait, wait), _LONGEST_WAIT))
            wait *= 2
    raise AssertionError("unreachable: the last try returns or raises")


def _about(address: str, settings: Settings) -> About:
    system, path = _system(address)
    try:
        info = system.info(path)
    except Exception as error:
        raise _told(error) from error
    if info.get("type") == "directory":
        raise ReadError(State.UNSUPPORTED, "This is no file. Name files, or folders that hold some.")
    size = info.get("size")
    if isinstance(size, int):
        _check(size, settings)
    marks = (
        info.get(key) for key in ("ETag", "etag", "md5Hash", "Content-MD5", "Last-Modified", "LastModified", "mtime")
    )
    mark = next((str(mark) for mark in marks if mark), "")
    return About(size if isinstance(size, int) else None, mark)


def _fetch(address: str, to: Path, settings: Settings, stopped: Callable[[], bool]) -> tuple[int, str]:
    system, path = _system(address)
    end = time.monotonic() + settings.inputs.download_seconds
    options = (
        {"block_size": 0, "size": 1} if urlsplit(address).scheme.lower() in _WEB else {}
    )  # streamed, not asked for
    digest = hashlib.sha256()
    size = 0
    with to.open("wb") as stream:
        try:
            source = system.open(path, "rb", **options)
        except Exception as error:
            raise _told(error) from error
        with source:
            while True:
                try:
                    chunk = source.read(_CHUNK)
                except Exception as error:
                    raise _told(error) from error
                if not chunk:
                    return size, digest.hexdigest()
                size += len(chunk)
                _check(size, settings)
                if time.monotonic() > end or stopped():
                    limit = settings.inputs.download_seconds
                    raise ReadError(
                        State.TIMED_OUT,
                        f"Fetching it took longer than {limit:g} seconds. Raise inputs.download_seconds, or fetch it.",
                    )
                digest.update(chunk)
                stream.write(chunk)


def _check(size: int, settings: Settings) -> None:
    limit = settings.ingest.max_bytes
    if size > limit:
        least = f"{size:,} bytes or more; the limit is {limit:,}"
        raise ReadError(State.TOO_LARGE, f"{least}. Split the file, or raise ingest.max_bytes.")


def _system(address: str) -> tuple[Any, str]:
    """The file system for an address, and the path in it.

    Raises:
        InputError: fsspec, or what it needs for such addresses, is not installed, or it knows none such.
    """
    scheme = address.split("://", 1)[0].lower()
    try:
        import fsspec

        options: dict[str, Any] = {}
        if scheme in _WEB:
            import aiohttp

            timeout = aiohttp.ClientTimeout(total=None, sock_connect=_CONNECT_SECONDS, sock_read=_SILENT_SECONDS)
            headers = {"User-Agent": f"committee-papers/{__version__}"}
            options = {"client_kwargs": {"timeout": timeout, "headers": headers}}
        return fsspec.core.url_to_fs(address, **options)  # type: ignore[no-any-return]  # untyped
    except ImportError as error:
        package = {"s3": "s3fs", "s3a": "s3fs", "gs": "gcsfs", "gcs": "gcsfs", "abfs": "adlfs", "az": "adlfs"}
        needs = "" if scheme in _WEB else f" {package.get(scheme, '')}"
        raise InputError(
            f"Addresses that begin with {scheme}:// need more packages ({_words(error)}). Install them: "
            f"python -m pip install 'committee-papers[remote]'{needs.rstrip()}"
        ) from error
    except ValueError as error:
        raise InputError(f"{address}: {error}. Name a file, or an address such as https://... or s3://...") from error


def _told(error: Exception) -> Exception:
    """A store's error as a state of the ledger, or as one that may pass."""
    status = getattr(error, "status", None)
    if (
        isinstance(error, FileNotFoundError) and error.__cause__ is not None
    ):  # so fsspec calls any error of a web server
        return _told(error.__cause__) if isinstance(error.__cause__, Exception) else error
    if isinstance(error, FileNotFoundError) or status in _GONE:
        return ReadError(State.MISSING, _MISSING)
    if isinstance(error, PermissionError) or status in _REFUSED or type(error).__name__ == "NoCredentialsError":
        return ReadError(State.FAILED, _DENIED)
    if isinstance(status, int) and status < 500 and status not in _LATER:
        return ReadError(State.FAILED, f"The server answered {status}. Check the address.")
    return _LaterError(f"It could not be fetched ({_words(error)})", _asked_wait(error))


def _asked_wait(error: Exception) -> float:
    """Seconds that a server asks to wait (`Retry-After`), or 0."""
    asked = (getattr(error, "headers", None) or {}).get("Retry-After", "")
    return float(asked) if asked.isdigit() else 0.0


def _words(error: BaseException) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split()).rstrip(".: ")[:200]
