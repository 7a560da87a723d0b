"""`papers evaluate` and `papers agreement` on a run of one specimen."""

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli.commands import cli

ROOT = Path(__file__).parents[2]
STEM = "hartsmere-2024-transport-strategy"
CORPUS = ROOT / "corpus"


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("run") / "out"
    paper = str(next((CORPUS / "papers").glob(f"{STEM}.*")))
    arguments = ["run", paper, "--out", str(out), "--register", str(CORPUS / "authorities.csv"), "--quiet"]
    assert CliRunner().invoke(cli, arguments).exit_code == 0
    return out


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gold")
    whole = json.loads((CORPUS / f"gold/{STEM}.json").read_text("utf-8"))
    whole["actions"].append({"id": "A99", "text": whole["priorities"][0]["text"]})  # in the paper, and no action
    (folder / f"{STEM}.json").write_text(json.dumps(whole), encoding="utf-8")
    return folder


def said(*arguments: str | Path) -> str:
    result = CliRunner().invoke(cli, [*map(str, arguments)])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_figures_for_the_terminal(run: Path, gold: Path) -> None:
    shown = said("evaluate", run, gold, "--errors", "--baseline")
    for words in ("By authority", "By report type", "right in every field", "missed: 1", "Beside each other", "A99"):
        assert (words in shown) == (words != "A99")


def test_a_missed_record_has_its_page_where_the_run_has_the_paper(run: Path, gold: Path, tmp_path: Path) -> None:
    def missed(out: Path) -> dict[str, str]:
        (row,) = (
            e for e in json.loads(said("evaluate", out, gold, "--json", "--errors"))["errors"] if e["kind"] == "missed"
        )
        return dict(row)

    assert int(missed(run)["page"]) >= 1
    shutil.copytree(run, tmp_path / "bare", ignore=shutil.ignore_patterns("*.json.gz", "papers"))
    assert missed(tmp_path / "bare")["page"] == ""


def test_json_holds_the_baseline_and_what_is_gained_over_it(run: Path, gold: Path) -> None:
    form = json.loads(said("evaluate", run, gold, "--json", "--baseline", "--draws", "50"))
    gain = form["baseline"]["run_less_this"]["mean_f1"]
    assert gain["value"] == pytest.approx(form["mean_f1"] - form["baseline"]["mean_f1"], abs=2e-3)
    assert gain["interval"]["draws"] == 50
    assert "errors" not in form


def test_csv_and_markdown(run: Path, gold: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(said("evaluate", run, gold, "--csv", "--baseline"))))
    assert {row["method"] for row in rows} == {"run", "baseline"}
    errors = list(csv.DictReader(io.StringIO(said("evaluate", run, gold, "--csv", "--errors"))))
    assert [row["kind"] for row in errors].count("missed") == 1
    assert said("evaluate", run, gold, "--markdown").count("| --- |") == 2


def test_agreement_of_an_annotation_with_itself_is_whole(run: Path, gold: Path) -> None:
    form = json.loads(said("agreement", gold, gold, "--run", run, "--json"))
    known = {name: f["value"] for name, f in form["figures"].items() if f["value"] is not None}
    assert set(known.values()) == {1.0}
    assert {"actions relaxed", "actions same span", "alpha of kind", "alpha of status"} <= set(known)
    assert "Agreement of two annotators" in said("agreement", gold, CORPUS / "gold")
    result = CliRunner().invoke(cli, ["agreement", str(gold), str(gold), "--csv"])
    assert result.stdout_bytes.startswith(b"paper,figure,value,low,high,of\r\n")


def test_the_labelled_sentences_that_are_not_there_are_told(
    run: Path, gold: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(cli, ["evaluate", str(run), str(gold), "--leave-one-out", "authority"])
    assert result.exit_code == 2
    assert "No labelled sentences" in result.stderr
