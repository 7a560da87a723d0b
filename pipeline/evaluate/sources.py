"""What is scored: the tables of a run, and the annotations."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from schemas.annotation import Annotation

KINDS = ("priorities", "actions", "progress")
ID_COLUMN = {"priorities": "priority_id", "actions": "action_id", "progress": "progress_id"}

Found = Mapping[str, str]
"""A row of a table, as text."""

_LARGEST_CELL = 10_000_000
_FORM = re.compile(r"\.(scan|locked|truncated)$")  # "report.scan.pdf" is a form of "report"


class EvaluationError(Exception):
    """Tables or annotations that cannot be scored; the message says what to do."""


@dataclass(frozen=True)
class Run:
    """The tables of a run, by what papers are found by.

    Attributes:
        by_name: rows of papers.csv by file name, duplicates left out; `by_stem` by file name without extension.
        records: by kind and paper_id, rows in table order.
        absent: tables that the folder does not have; they count as empty.
        fields: rows of paper_fields.csv by paper_id and field; empty where there is no such table.
    """

    by_name: dict[str, list[Found]]
    by_stem: dict[str, list[Found]]
    records: dict[str, dict[str, list[Found]]]
    absent: tuple[str, ...] = ()
    fields: Mapping[tuple[str, str], Found] = field(default_factory=dict)

    def papers(self, name: str) -> list[Found]:
        """The papers of the file called `name`, else of another form of that file (its stem)."""
        return self.by_name.get(name) or self.by_stem.get(Path(name).stem) or []

    def of(self, kind: str, papers: list[Found]) -> list[Found]:
        """The records of a kind of several papers, in order."""
        own = self.records[kind]
        return [row for paper in papers for row in own.get(paper["paper_id"], ())]

    def field(self, paper: Found, name: str) -> Found | None:
        """Where a field of a paper's front matter comes from."""
        return self.fields.get((paper.get("paper_id", ""), name))


def read_run(out: Path) -> Run:
    """Tables of a run's output folder.

    Raises:
        EvaluationError: the folder has no papers.csv, or a table lacks a column that is needed.
    """
    papers = out / "papers.csv"
    if not papers.is_file():
        raise EvaluationError(f"{out} has no papers.csv. Name the output folder of `papers run INPUT --out DIR`.")
    tables: dict[str, list[Found]] = {}
    absent = []
    for kind in KINDS:
        table = out / f"{kind}.csv"
        if table.is_file():
            tables[kind] = _rows(table, ("paper_id", ID_COLUMN[kind], "text"))
        else:
            absent.append(table.name)
    fields = out / "paper_fields.csv"
    stated = _rows(fields, ("paper_id", "field")) if fields.is_file() else []
    return as_run(_rows(papers, ("paper_id", "file")), tables, stated, tuple(absent))


def as_run(
    papers: Iterable[Found],
    tables: Mapping[str, Iterable[Found]],
    fields: Iterable[Found] = (),
    absent: tuple[str, ...] = (),
) -> Run:
    """A run of rows: of papers.csv, of the records by kind, of paper_fields.csv."""
    by_name: dict[str, list[Found]] = defaultdict(list)
    by_stem: dict[str, list[Found]] = defaultdict(list)
    for row in papers:
        if row.get("duplicate_of"):
            continue
        name = Path(row["file"]).name
        by_name[name].append(row)
        by_stem[_FORM.sub("", Path(name).stem)].append(row)
    records: dict[str, dict[str, list[Found]]] = {kind: defaultdict(list) for kind in KINDS}
    for kind, own in records.items():
        for row in tables.get(kind, ()):
            own[row["paper_id"]].append(row)
    first: dict[tuple[str, str], Found] = {}
    for row in fields:
        first.setdefault((row["paper_id"], row["field"]), row)
    return Run(dict(by_name), dict(by_stem), {kind: dict(own) for kind, own in records.items()}, absent, first)


def _rows(path: Path, needed: tuple[str, ...]) -> list[Found]:
    limit = csv.field_size_limit(_LARGEST_CELL)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, restval="", strict=True)
            lacking = [name for name in needed if name not in (reader.fieldnames or ())]
            if lacking:
                raise EvaluationError(f"{path} has no column {', '.join(lacking)}: is it a table of this program?")
            return list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise EvaluationError(f"{path} cannot be read as UTF-8 CSV: {error}. Run `papers run` again.") from error
    finally:
        csv.field_size_limit(limit)


def read_annotation(path: Path) -> Annotation:
    """One annotation file. Raises EvaluationError where it cannot be read or breaks the format."""
    try:
        return Annotation.model_validate_json(path.read_bytes())
    except OSError as error:
        raise EvaluationError(f"{path} cannot be read: {error}.") from error
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'file'}: {e['msg']}" for e in error.errors()[:5])
        raise EvaluationError(
            f"{path} is no annotation file: {faults}. The format is in docs/annotation.md."
        ) from error


def read_gold(folder: Path) -> list[Annotation]:
    """The annotations of a folder (its `*.json`, not those of folders in it), in order of file name.

    Raises:
        EvaluationError: there are none, one is broken, or two are of the same paper.
    """
    annotations = [read_annotation(path) for path in sorted(folder.glob("*.json"))]
    if not annotations:
        raise EvaluationError(f"{folder} holds no annotations (*.json). Name a folder of annotation files.")
    seen = set()
    for annotation in annotations:
        name = Path(annotation.paper).name
        if name in seen:
            raise EvaluationError(f"{folder} annotates {name} twice. Keep one file a paper in a folder.")
        seen.add(name)
    return annotations
