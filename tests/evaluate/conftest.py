"""Writes small runs and annotations to score."""

import csv
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from schemas.tables import TABLES, columns

Row = Mapping[str, str]


@pytest.fixture
def write_run(tmp_path: Path) -> Callable[..., Path]:
    """Writes tables (rows by table name without extension) into a folder and returns it."""

    def write(name: str = "out", **tables: Sequence[Row]) -> Path:
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        for table in ("papers", "priorities", "actions", "progress"):
            with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, columns(TABLES[f"{table}.csv"]), restval="")
                writer.writeheader()
                writer.writerows(tables.get(table, ()))
        return folder

    return write


@pytest.fixture
def write_gold(tmp_path: Path) -> Callable[..., Path]:
    """Writes annotations (without `paper`, by paper name) into a folder and returns it."""

    def write(annotations: Mapping[str, Mapping[str, Any]], name: str = "gold") -> Path:
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        for paper, annotation in annotations.items():
            whole = {"paper": paper, "metadata": {}, "priorities": [], "actions": [], "progress": [], **annotation}
            (folder / f"{Path(paper).stem}.json").write_text(json.dumps(whole), encoding="utf-8")
        return folder

    return write
