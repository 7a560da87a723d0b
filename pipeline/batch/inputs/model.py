"""An input: where it is, what it is called, and what is known to be wrong with it before it is read."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from schemas.states import State

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class InputError(ValueError):
    """There is nothing to read; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why an input cannot be read: the state for its row of the ledger, and what to do next."""

    state: State
    reason: str


MISSING = Fault(State.MISSING, "There is no such file. Check the path, or put quotes round it if it holds blanks.")


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read.

    Attributes:
        name: as the user named it, or its folder and the path within, with `/` as separator; an archive's name and
            the path within; an address. Stands in the ledger.
        path: where it is; of a file in an archive, where the archive is; of an address, nothing that is there.
        walked: it was met on a walk through a folder or an archive, not named.
        entry: of a file in an archive, the how-manieth entry it is (from 0).
        address: of a file elsewhere, its address for fsspec.
        fault: what is known to be wrong with it.
    """

    name: str
    path: Path
    walked: bool = False
    entry: int | None = None
    address: str = ""
    fault: Fault | None = None

    @property
    def found(self) -> bool:
        """Whether there is something at its place."""
        return self.fault is None or self.fault.state is not State.MISSING

    @property
    def plain(self) -> bool:
        """Whether it is a file of its own at `path`."""
        return self.entry is None and not self.address


def name_of(path: Path) -> str:
    """A path as text that any file can hold: bytes of a name that are no UTF-8 are written as `\\xNN`."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def printable(name: str) -> str:
    """A name from outside in one line: control characters and lone surrogates are written as escapes."""
    plain = name.encode("utf-8", "backslashreplace").decode("utf-8")
    return _CONTROL.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), plain)
