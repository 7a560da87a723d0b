"""LibreOffice as a converter: found, run without a window under a time limit, in a folder and profile of its own.

Its command line: https://help.libreoffice.org/latest/en-US/text/shared/guide/start_parameters.html
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from pipeline.ingest.programs import version_of

_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
)
_WATCHDOG = Path(__file__).with_name("watchdog.py")
_GRACE = 20.0
"""Seconds beyond the limit in which the watchdog must have ended."""
_FILTER = "docx:MS Word 2007 XML"
_NO_ACTIVE_CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"
oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse">
<value>true</value></prop></item>
</oor:items>
"""
"""Profile in which no macro runs and nothing that a document links to is fetched."""


class ConversionError(Exception):
    """LibreOffice made no .docx of a file; the message says how it ended."""


def find_libreoffice() -> str | None:
    """Path of the program, or None where it is not installed."""
    on_path = shutil.which("soffice") or shutil.which("libreoffice")
    return on_path or next((place for place in _PLACES if Path(place).is_file()), None)


def version(program: str) -> str:
    """What the program calls itself (``LibreOffice 7.6.4.1 ...``), or its name alone where it does not say."""
    return version_of(program, "LibreOffice", 30)


def convert(program: str, data: bytes, suffix: str, seconds: float) -> bytes:
    """A file's bytes as .docx.

    Each conversion has a folder and a profile of its own: several may run at a time, and none finds what another left.
    All processes of LibreOffice are gone when this returns, and soon after this process dies, however it does.

    Raises:
        TimeoutError: it took longer than `seconds`.
        ConversionError: it ended without a .docx.
    """
    folder = Path(tempfile.mkdtemp(prefix="papers-office-"))
    try:
        given = folder / f"paper{suffix}"
        given.write_bytes(data)
        profile = folder / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user/registrymodifications.xcu").write_text(_NO_ACTIVE_CONTENT, encoding="utf-8")
        command = [
            program,
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--nodefault",
            "--nofirststartwizard",
            "--convert-to",
            _FILTER,
            "--outdir",
            str(folder / "out"),
            str(given),
        ]
        code = _watched(command, folder, seconds)
        made = folder / "out/paper.docx"
        if not made.is_file():
            raise ConversionError(f"exit code {code}")
        return made.read_bytes()
    finally:
        shutil.rmtree(folder, ignore_errors=True)  # a process that is just being killed may still write


def _watched(command: list[str], folder: Path, seconds: float) -> int:
    """Run a command under the watchdog; returns its exit code."""
    watchdog = subprocess.Popen(
        [sys.executable, "-I", "-S", str(_WATCHDOG), str(seconds), str(folder), *command],
        stdin=subprocess.PIPE,  # its end tells the watchdog that this process is gone
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "HOME": str(folder), "SAL_USE_VCLPLUGIN": "svp"},
    )
    with watchdog:
        try:
            code = watchdog.wait(seconds + _GRACE)
        except subprocess.TimeoutExpired as error:
            watchdog.kill()
            raise TimeoutError from error
    if code == 124:
        raise TimeoutError
    return code
