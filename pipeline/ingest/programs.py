"""Programs of others that readers call."""

import subprocess
from functools import cache


@cache
def version_of(program: str, name: str, seconds: float) -> str:
    """What a program calls itself (``tesseract 5.3.0``), or its name alone where it does not say.

    Args:
        seconds: that it may take to say so.
    """
    try:
        said = subprocess.run([program, "--version"], capture_output=True, timeout=seconds, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return name
    return said.decode("utf-8", "replace").strip().splitlines()[0].strip() if said.strip() else name
