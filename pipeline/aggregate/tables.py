"""The tables of a run as pandas frames, typed as their models say, and frames back to rows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import islice
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

import pandas as pd

from schemas.dataset import Dataset
from schemas.records import Row
from schemas.tables import TABLES, columns

R = TypeVar("R", bound=Row)

ID_COLUMN = {"priorities": "priority_id", "actions": "action_id", "progress": "progress_id"}

COMPARED = {
    "papers": (
        "paper_id",
        "text_id",
        "file",
        "duplicate_of",
        "words",
        "authority",
        "authority_id",
        "committee",
        "meeting_date",
        "title",
    ),
    "priorities": ("paper_id", "priority_id", "text", "start"),
    "actions": ("paper_id", "action_id", "priority_id", "text", "status", "lead", "due_text", "start"),
    "progress": ("paper_id", "progress_id", "action_id", "priority_id", "text", "status", "start"),
    "record_links": ("paper_id", "from_id", "to_id", "relation"),
    "record_themes": ("record_id", "taxonomy", "theme"),
    "measures": (
        "paper_id",
        "measure_id",
        "record_id",
        "text",
        "quantity",
        "value",
        "baseline",
        "unit",
        "value_date",
        "baseline_date",
        "start",
    ),
}
"""The columns that comparisons look at; the others are half of all cells."""

PYTHON_TEXT = ("mode.string_storage", "python")
"""Option of pandas: text as Python keeps it, also where pyarrow is installed, with whose text comparisons take nearly
twice the memory.
"""


class TableError(Exception):
    """Tables that cannot be compared; the message says what to do."""


@dataclass(frozen=True)
class Tables:
    """What a comparison needs of a run: one frame a table, with the columns of its model, NA for "not stated".

    Comparisons do with those of `COMPARED`.
    """

    papers: pd.DataFrame
    priorities: pd.DataFrame
    actions: pd.DataFrame
    progress: pd.DataFrame
    record_links: pd.DataFrame
    record_themes: pd.DataFrame
    measures: pd.DataFrame

    def only(self, papers: Iterable[str]) -> "Tables":
        """The tables of some papers, by id, with all of their records."""
        wanted = set(papers)
        records: set[str] = set()
        for name, column in ID_COLUMN.items():
            own = getattr(self, name)
            records |= set(own.loc[own["paper_id"].isin(wanted), column].tolist())
        kept = {}
        for name, frame in vars(self).items():
            held = frame["paper_id"].isin(wanted) if "paper_id" in frame else frame["record_id"].isin(records)
            kept[name] = frame[held].reset_index(drop=True)
        return Tables(**kept)


@pd.option_context(*PYTHON_TEXT)
def read_tables(out: Path, *, compared: bool = False) -> Tables:
    """The tables of a run's output folder; columns that a model does not know are left out.

    Args:
        compared: only the columns that comparisons look at (`COMPARED`), in less than half the time.

    Raises:
        TableError: a table is absent, is no UTF-8 CSV, or has values of another type than its model.
    """
    return Tables(**{field.name: _read(out / f"{field.name}.csv", compared=compared) for field in fields(Tables)})


@pd.option_context(*PYTHON_TEXT)
def tables_of(dataset: Dataset) -> Tables:
    """The same frames from records in memory."""
    rows: dict[str, list[Row]] = {field.name: [] for field in fields(Tables)}
    for records in dataset.papers:
        for table, own in records.tables().items():
            if (name := table.removesuffix(".csv")) in rows:
                rows[name].extend(own)
    return Tables(**{name: to_frame(own, TABLES[f"{name}.csv"]) for name, own in rows.items()})


def to_frame(rows: Iterable[Row], model: type[Row]) -> pd.DataFrame:
    """Rows as a frame with the columns and types of their model, also where there are none."""
    values = pd.DataFrame([row.model_dump(mode="json") for row in rows], columns=columns(model), dtype=object)
    return values.astype(_types(model))


def typed(frame: pd.DataFrame, model: type[Row]) -> pd.DataFrame:
    """The columns of `model` of a frame that has them, in their order and of their types."""
    return frame[columns(model)].astype(_types(model))


def from_tuples(values: Iterable[tuple[Any, ...]], model: type[Row]) -> pd.DataFrame:
    """Values in the order of the columns of a model as a frame of its types; for tables too long to check row by row
    before they are written.
    """
    return joined(parts(values, model))


def parts(values: Iterable[tuple[Any, ...]], model: type[Row]) -> Iterator[pd.DataFrame]:
    """`from_tuples`, some thousands of rows at a time, one part at least: no more need be in memory."""
    source, names, types = iter(values), columns(model), _types(model)
    part = list(islice(source, _CHUNK))
    while True:
        yield pd.DataFrame(part, columns=names, dtype=object).astype(types)
        if not (part := list(islice(source, _CHUNK))):
            return


def joined(frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """The rows of one frame or more of the same columns."""
    own = list(frames)
    return pd.concat(own, ignore_index=True) if len(own) > 1 else own[0]


def to_rows(frame: pd.DataFrame, model: type[R]) -> list[R]:
    """A frame as rows of `model`, in order; NA becomes None.

    Raises:
        pydantic.ValidationError: a value breaks the model.
    """
    plain = frame[columns(model)].astype(object)
    return [model.model_validate(record) for record in plain.where(plain.notna(), None).to_dict("records")]


def empty(model: type[Row]) -> pd.DataFrame:
    """A frame with the columns of `model` and no rows."""
    return to_frame((), model)


def _read(path: Path, *, compared: bool) -> pd.DataFrame:
    if not path.is_file():
        raise TableError(f"{path} is not there. Name the output folder of `papers run INPUT... --out DIR`.")
    wanted = COMPARED[path.stem] if compared else columns(TABLES[path.name])
    known = frozenset(wanted)
    try:
        # every cell as text, and an empty one alone as not stated: a lead called "NA" stays what it is
        with pd.read_csv(
            path,
            dtype=str,
            keep_default_na=False,
            na_values=[""],
            encoding="utf-8-sig",
            chunksize=_CHUNK,
            usecols=lambda name: name in known,
        ) as chunks:
            return joined(_chunk(path, text, wanted) for text in chunks)
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise TableError(f"{path} cannot be read as UTF-8 CSV: {error}. Run `papers run` again.") from error


_CHUNK = 50_000
"""Rows that are read at a time: text of a whole table and its typed columns need not be in memory at once."""


def _chunk(path: Path, text: pd.DataFrame, wanted: Sequence[str]) -> pd.DataFrame:
    """Rows of a table with some columns of its model, typed."""
    if not isinstance(text.index, pd.RangeIndex):  # pandas takes what stands beyond the header for an index
        raise TableError(f"{path} has rows with more cells than its header. Undo the edit, or run `papers run` again.")
    model = TABLES[path.name]
    frame = pd.DataFrame(index=text.index)
    types = _types(model)
    for name in wanted:
        dtype = types[name]
        if name not in text:
            if model.model_fields[name].is_required():
                raise TableError(f"{path} has no column {name}. Was it written by another program?")
            frame[name] = pd.Series(pd.NA, index=text.index, dtype=dtype)
            continue
        try:
            frame[name] = _typed(text[name], dtype)
        except (ValueError, TypeError) as error:
            raise TableError(f"{path}, column {name}: {error}. Undo the edit, or run `papers run` again.") from error
    return frame


def _typed(cells: "pd.Series[str]", dtype: str) -> "pd.Series[Any]":
    if dtype == "boolean":
        wrong = sorted(set(cells.dropna()) - {"true", "false"})
        if wrong:
            raise ValueError(f"{wrong[0]!r} is neither true nor false")
        return cells.map({"true": True, "false": False}).astype("boolean")
    if dtype == "string":
        return cells.astype("string")
    return pd.Series(pd.array(pd.to_numeric(cells).array, dtype=dtype), index=cells.index)


_TYPES = {int: "Int64", float: "Float64", bool: "boolean"}


def _types(model: type[Row]) -> dict[str, str]:
    """pandas type of each column; what is no number and no truth value is text."""
    return {name: _TYPES.get(_plain(field.annotation), "string") for name, field in model.model_fields.items()}


def _plain(annotation: Any) -> Any:
    """The type that is left of `Annotated[T, ...] | None`."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _plain(get_args(annotation)[0])
    if origin in (Union, UnionType):
        own: Sequence[Any] = [arg for arg in get_args(annotation) if arg is not type(None)]
        return _plain(own[0]) if len(own) == 1 else str
    return annotation
