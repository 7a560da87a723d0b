"""Every figure is that of the independent scoring script that stands beside the real papers."""

import importlib.util
import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from pipeline.evaluate import evaluate


def _oracle(shared: Path, out: Path, gold: Path) -> dict[str, Any]:
    command = [sys.executable, str(shared / "score.py"), str(out), str(gold), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def _assert_same(shared: Path, out: Path, gold: Path) -> dict[str, Any]:
    wanted = _oracle(shared, out, gold)
    ours = evaluate(out, gold).to_json()
    assert {name: ours[name] for name in wanted} == wanted
    return wanted


@pytest.fixture(scope="module")
def cases() -> ModuleType:
    """The generators of random cases beside this file."""
    spec = importlib.util.spec_from_file_location("cases", Path(__file__).with_name("cases.py"))
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("seed", range(12))
def test_random_runs_score_as_the_oracle_scores_them(
    seed: int, shared: Path, cases: ModuleType, write_run: Callable[..., Path], write_gold: Callable[..., Path]
) -> None:
    rng = random.Random(seed)
    annotations, tables = {}, {"papers": [], "priorities": [], "actions": [], "progress": []}
    for n in range(8):
        name = f"{rng.choice(['page-', ''])}hartsmere{n % 3}-{n}.txt"
        gold = cases.random_gold(rng)
        annotations[name] = gold
        form = rng.choice([f"in/{name}", f"in/{name}".replace(".txt", ".pdf"), f"{Path(name).stem}.scan.pdf", None])
        for part in range(rng.choice([1, 1, 2]) if form else 0):
            row = cases.random_paper(rng, f"p{n}-{part}", form, gold)
            if rng.random() < 0.1:
                row["duplicate_of"] = "p0"
            tables["papers"].append(row)
            for kind, rows in cases.random_rows(rng, row["paper_id"], gold).items():
                tables[kind] += rows
    figures = _assert_same(shared, write_run(**tables), write_gold(annotations))
    assert figures["mean_f1"] > 0


@pytest.mark.parametrize("part", ["gold", "gold/more"])
@pytest.mark.parametrize("keep", [1.0, 0.6])
def test_runs_made_of_the_annotations_score_as_the_oracle_scores_them(
    part: str, keep: float, shared: Path, write_run: Callable[..., Path]
) -> None:
    rng = random.Random(keep)
    tables: dict[str, list[dict[str, str]]] = {"papers": [], "priorities": [], "actions": [], "progress": []}
    keys = {"priorities": "priority_id", "actions": "action_id", "progress": "progress_id"}
    for path in sorted((shared / part).glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        paper = path.stem
        meta = {k: v for k, v in gold["metadata"].items() if k in ("authority", "committee", "title") and v}
        tables["papers"].append({"paper_id": paper, "file": gold["paper"], **meta})
        for kind, key in keys.items():
            for g in gold[kind]:
                if rng.random() > keep:
                    continue
                row = {"paper_id": paper, key: f"{paper}/{g['id']}", "text": g["text"]}
                if kind != "progress":
                    row["themes"] = ";".join(g.get("themes", []))
                if kind != "priorities":
                    row["status"] = (g.get("status") or ["unclear"])[0]
                    row["priority_id"] = f"{paper}/{g['priority']}" if g.get("priority") else ""
                if kind == "progress":
                    row["action_id"] = f"{paper}/{g['action']}" if g.get("action") else ""
                if kind == "actions":
                    row |= {"lead": g.get("lead") or "", "due_text": g.get("due") or ""}
                tables[kind].append(row)
    figures = _assert_same(shared, write_run(**tables), shared / part)
    if keep == 1.0:
        assert [figures["records"][kind]["strict"]["f1"] for kind in keys] == [1.0, 1.0, 1.0]


def test_all_real_annotations_are_of_the_format(shared: Path) -> None:
    from pipeline.evaluate import read_gold

    assert len(read_gold(shared / "gold")) >= 5
    assert len(read_gold(shared / "gold" / "more")) >= 20
