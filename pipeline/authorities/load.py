"""Reading the register's files, and those that a user adds."""

import csv
import io
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from pipeline.authorities.records import Alias, Authority, Domain, FormerCode, Succession
from pipeline.authorities.register import Register

_HERE = Path(__file__).parent
_Model = TypeVar("_Model", bound=BaseModel)


class RegisterError(ValueError):
    """A register file that cannot be used; the message says where and what to change."""


def _read(path: Path, model: type[_Model]) -> list[_Model]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RegisterError(f"{path}: {error}. Give a CSV file in UTF-8.") from error
    names, *rows = csv.reader(io.StringIO(text, newline=""))
    found: list[_Model] = []
    for line, row in enumerate(rows, 2):
        if not row:
            continue
        if len(row) != len(names):
            raise RegisterError(
                f"{path}, line {line}: {len(row)} cells, where the first row names {len(names)} columns"
            )
        try:
            found.append(model.model_validate(dict(zip(names, row, strict=True))))
        except ValidationError as error:
            fault = error.errors()[0]
            column = ".".join(map(str, fault["loc"]))
            raise RegisterError(f"{path}, line {line}, column {column}: {fault['msg']}") from error
    return found


def load_register(extra: Sequence[Path] = ()) -> Register:
    """The register that ships with the package, and bodies from further files of the form of `authorities.csv`.

    A body in a further file takes the place of one with the same id. Its optional columns `aliases` and `domains` hold
    further names and hosts, parted by `;`.

    Raises:
        RegisterError: a file cannot be read, or has a row that does not fit.
    """
    if not extra:
        return _built_in()
    bodies = {authority.id: authority for authority in _built_in().authorities.values()}
    for path in extra:
        bodies.update({authority.id: authority for authority in _read(path, Authority)})
    return _with(bodies.values())


def _with(authorities: Iterable[Authority]) -> Register:
    return Register(
        authorities,
        _read(_HERE / "former_codes.csv", FormerCode),
        _read(_HERE / "successions.csv", Succession),
        _read(_HERE / "aliases.csv", Alias),
        _read(_HERE / "domains.csv", Domain),
    )


@cache
def _built_in() -> Register:
    return _with(_read(_HERE / "authorities.csv", Authority))
