"""What results depend on, and the care of a folder of results: verify it, prune it."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import __version__
from pipeline.batch.store import SUFFIX, TEMPORARY, DamagedError, Store, read_result
from pipeline.batch.worker import Loader, load_extractor
from pipeline.config import Settings
from pipeline.export.files import digest_folder, sha256_of
from pipeline.export.run_record import software
from pipeline.models import ModelInfo, describe_calibration, describe_classifier, describe_model

if TYPE_CHECKING:
    from pipeline.extract.themes import Taxonomy

CACHE = ".cache"
"""Folder of results in an output folder."""
LIMITS = ("max_bytes", "timeout_seconds", "max_memory_mb", "ocr_page_seconds", "office_seconds")
"""Settings of `ingest` that leave a result as it is, unless a limit was in its way (`Outcome.settled`)."""
_COLLECTING = ("keep_duplicates",)
"""Settings of `extract` that are looked at when results are put together, and not before."""
_PACKAGES = Path(__file__).parents[2]
_DAY = 86_400
_CONTEXT = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Context:
    """What results depend on but for their sources, as two digests (see `Store`)."""

    context: str
    conditions: str

    def store(self, root: Path, run: str = "") -> Store:
        """A store for results of this context."""
        return Store(root.absolute(), self.context, self.conditions, run)


def describe_models(settings: Settings) -> list[ModelInfo]:
    """The models that the settings name.

    Raises:
        ModelError: one is missing, or not the one expected.
    """
    return [
        describe_model(settings.extract.spacy_model),
        describe_classifier(settings.extract.classifier),
        describe_calibration(settings.extract.confidence),
    ]


def context_of(
    settings: Settings, models: Iterable[ModelInfo], taxonomies: Iterable[Taxonomy], load: Loader = load_extractor
) -> Context:
    """Digests of the program, its libraries and models, the settings, and the files they name.

    The program is its version and the bytes of its installed files, so that an edit in a checkout counts.
    """
    data = settings.model_dump(mode="json")
    versions = software(settings)
    conditions = {name: data["ingest"].pop(name) for name in LIMITS if name != "max_bytes"}
    for program in ("tesseract", "libreoffice"):
        conditions[program] = versions.pop(program, "")
    del data["inputs"]  # limits on archives and addresses: what is behind them is looked up by its bytes
    del data["ingest"]["max_bytes"]  # files beyond it are not looked up
    del data["compare"]  # after extraction
    for name in _COLLECTING:
        del data["extract"][name]
    context = {
        "version": __version__,
        "code": [digest_folder(_PACKAGES / package) for package in ("pipeline", "schemas")],
        "software": versions,
        "settings": data,
        "models": [asdict(model) for model in models],
        "taxonomies": [taxonomy.sha256 for taxonomy in taxonomies],
        "registers": [sha256_of(Path(name)) for name in settings.authorities.extra_registers],
        "extractor": f"{load.__module__}.{load.__qualname__}",
    }
    return Context(_digest(context), _digest(conditions))


def _digest(data: object) -> str:
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Verified:
    """What `verify` found: number of whole results, bytes of all, and the paths of damaged ones."""

    whole: int
    bytes: int
    damaged: tuple[Path, ...]


def verify(root: Path) -> Verified:
    """Read every result in a folder and compare it with its digest.

    Raises:
        OSError: the folder cannot be read.
    """
    whole = size = 0
    damaged = []
    for path in results_in(root):
        size += path.stat().st_size
        try:
            read_result(path)
        except DamagedError:
            damaged.append(path)
        else:
            whole += 1
    return Verified(whole, size, tuple(damaged))


@dataclass(frozen=True, slots=True)
class Pruned:
    """What `prune` removed, or would: results and bytes; and the number of results that stay."""

    results: int
    bytes: int
    kept: int


def prune(root: Path, context: Context | None, *, days: float | None = None, only_say: bool = False) -> Pruned:
    """Remove results of another context than `context` (None: of no context), those made more than `days` ago, and what
    killed workers left for a day.

    Raises:
        OSError: the folder cannot be written.
    """
    now = time.time()
    removed = size = kept = 0
    own = context.context[:16] if context else None
    for path in results_in(root):
        about = path.stat()
        foreign = own is not None and path.relative_to(root).parts[0] != own
        if foreign or (days is not None and now - about.st_mtime > days * _DAY):
            removed += 1
            size += about.st_size
            if not only_say:
                path.unlink()
        else:
            kept += 1
    if not only_say:
        for folder in root.glob(f"{TEMPORARY}*"):
            if now - folder.stat().st_mtime > _DAY:
                shutil.rmtree(folder)
        _remove_empty(root)
    return Pruned(removed, size, kept)


def results_in(root: Path) -> Iterator[Path]:
    """The files of results in a folder, sorted."""
    for context in sorted(root.iterdir()):
        if context.is_dir() and _CONTEXT.fullmatch(context.name):
            for folder in sorted(path for path in context.iterdir() if path.is_dir()):
                yield from sorted(folder.glob(f"*{SUFFIX}"))


def _remove_empty(root: Path) -> None:
    for context in root.iterdir():
        if context.is_dir() and _CONTEXT.fullmatch(context.name):
            for folder in (*context.iterdir(), context):
                if folder.is_dir() and not any(folder.iterdir()):
                    folder.rmdir()
