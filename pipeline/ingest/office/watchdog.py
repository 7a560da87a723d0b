"""Runs a command until it ends, its time is over, or the process that asked for it is gone; then nothing of it is left.

A script of its own, run as `watchdog.py SECONDS FOLDER COMMAND...`: a worker that is killed cannot end what it started,
and LibreOffice starts further processes. It imports nothing of ours, so that it starts at once. Exit code: the
command's, or 124 where its time was over. FOLDER is removed where nobody is left to do so.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import threading

TIME_OVER = 124


def end(process: "subprocess.Popen[bytes]") -> None:
    """Kill a command and all that it started."""
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()


def main(seconds: float, folder: str, command: list[str]) -> int:
    """Run a command; returns the exit code."""
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)

    def watch() -> None:
        sys.stdin.buffer.read()  # ends when the pipe does, with the process at its other end
        end(process)
        shutil.rmtree(folder, ignore_errors=True)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
    try:
        code = process.wait(seconds)
    except subprocess.TimeoutExpired:
        code = TIME_OVER
    end(process)
    return code


if __name__ == "__main__":
    os._exit(main(float(sys.argv[1]), sys.argv[2], sys.argv[3:]))
