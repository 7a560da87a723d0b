"""The manifest: a CSV in which the user says what the papers themselves do not, or say wrongly."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from pipeline.batch.inputs import Input, is_address
from schemas.records import FRONT_MATTER, PaperRow


class ManifestError(ValueError):
    """A manifest that cannot be used; the message says what to change."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a manifest says: the values of each of its files, by the name it gives, empty cells left out."""

    path: Path
    rows: Mapping[str, Mapping[str, str]]

    def places(self) -> list[Path | str]:
        """Its files as inputs: addresses, and paths from the folder that the manifest is in."""
        return [file if is_address(file) else self.path.parent / file for file in self.rows]

    def assign(self, inputs: Iterable[Input]) -> tuple[dict[str, Mapping[str, str]], list[str]]:
        """Values by input name, and the manifest's files that are no input.

        A row's `file` is an input's whole name, as it is or from the manifest's folder on, or the end of it from a `/`
        on (`papers/a.pdf`, `a.pdf`).

        Raises:
            ManifestError: a row fits several inputs, or several rows fit one input.
        """
        by_end: dict[str, list[str]] = {}
        names = [one.name for one in inputs]
        for name in names:
            parts = name.split("/")
            for i in range(len(parts)):
                by_end.setdefault("/".join(parts[i:]), []).append(name)
        assigned: dict[str, Mapping[str, str]] = {}
        taken: dict[str, str] = {}
        unused: list[str] = []
        whole = set(names)
        for file, values in self.rows.items():
            beside = (self.path.parent / file).as_posix()
            fitting = next(([name] for name in (file, beside) if name in whole), by_end.get(file, []))
            if not fitting:
                unused.append(file)
                continue
            if len(fitting) > 1:
                raise ManifestError(
                    f"{self.path}: {file} fits several inputs ({', '.join(fitting)}). Give the path of the one meant."
                )
            (name,) = fitting
            if name in taken:
                raise ManifestError(f"{self.path}: {taken[name]} and {file} are one input ({name}). Keep one row.")
            taken[name] = file
            assigned[name] = values
        return assigned, unused


def read_manifest(path: Path) -> Manifest:
    """Read a manifest: column `file`, and any of FRONT_MATTER.

    Raises:
        ManifestError: it cannot be read, lacks `file`, has columns that are not known, names a file twice, or gives a
            value that its column cannot hold.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ManifestError(f"{path}: {error.strerror}. Give --manifest a CSV file.") from error
    except UnicodeDecodeError as error:
        raise ManifestError(f"{path} is not UTF-8. In the spreadsheet, save it as “CSV UTF-8”.") from error
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        named = list(reader.fieldnames or ())
        _check_columns(path, named)
        rows: dict[str, Mapping[str, str]] = {}
        for row in reader:
            file = (row["file"] or "").strip().replace("\\", "/").removeprefix("./")
            where = f"{path}, line {reader.line_num}"
            if None in row:
                raise ManifestError(f"{where}: more cells than columns. Put quotes round cells that hold commas.")
            if not file:
                raise ManifestError(f"{where}: the column `file` is empty. Name the paper's file, or take the row out.")
            if file in rows:
                raise ManifestError(f"{where}: {file} has a row already. Keep one.")
            values = {key: text.strip() for key, text in row.items() if key != "file" and text and text.strip()}
            _check_values(where, values)
            rows[file] = values
    except csv.Error as error:
        raise ManifestError(f"{path}, line {reader.line_num}: {error}. Mend the quotes of that row.") from error
    return Manifest(path, rows)


def _check_columns(path: Path, named: list[str]) -> None:
    known = ", ".join(("file", *FRONT_MATTER))
    if "file" not in named:
        raise ManifestError(f"{path} has no column `file`. Its first row must name columns out of: {known}.")
    unknown = [name for name in named if name != "file" and name not in FRONT_MATTER]
    if unknown:
        raise ManifestError(f"{path}: unknown column {', '.join(map(repr, unknown))}. Known are: {known}.")
    if len(set(named)) < len(named):
        raise ManifestError(f"{path} names a column twice. Keep one of each.")


def _check_values(where: str, values: Mapping[str, str]) -> None:
    """See that a row can be used, before the papers are read."""
    from pipeline.extract.front_matter import ManifestError as ValueFault
    from pipeline.extract.front_matter.manifest import manifest_values

    for column, value in values.items():
        try:
            TypeAdapter(PaperRow.__annotations__[column]).validate_python(value)
        except ValidationError as error:
            fault = error.errors()[0]["msg"]
            raise ManifestError(f"{where}: {column} cannot be {value!r} ({fault}).") from error
    try:
        list(manifest_values(values))
    except ValueFault as error:
        raise ManifestError(f"{where}: {error}") from error
