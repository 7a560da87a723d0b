"""`papers explain` on specimens: the ids of a run, words, JSON, errors."""

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli.commands import cli

ROOT = Path(__file__).parents[2]
REGISTER = ROOT / "corpus/authorities.csv"
PAPER = ROOT / "corpus/papers/stourbeck-2022-climate-action-plan.txt"


def papers(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, list(map(str, arguments)))


def explain(*arguments: str | Path) -> Result:
    return papers("explain", PAPER, *arguments, "--register", REGISTER)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("run")
    result = papers("run", PAPER, "--register", REGISTER, "--out", out, "--quiet", "--workers", "1")
    assert result.exit_code == 0, result.stderr
    return out


def rows(run: Path, table: str) -> list[dict[str, str]]:
    with (run / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("table", "column"),
    [("priorities", "priority_id"), ("actions", "action_id"), ("progress", "progress_id"), ("measures", "measure_id")],
)
def test_the_ids_of_a_run_are_explained_from_the_paper_and_from_the_frozen_paper(
    run: Path, table: str, column: str
) -> None:
    row = rows(run, table)[0]
    (frozen,) = (run / "papers").iterdir()
    for result in (
        explain(row[column][:10], "--json"),
        papers("explain", frozen, row[column], "--json", "--register", REGISTER),
    ):
        assert result.exit_code == 0, result.stderr
        told = json.loads(result.stdout)
        assert (told["explains"], told["record_id"], told["text"]) == ("record", row[column], row["text"])
        if "rule" in row:
            assert told["rule"] == row["rule"]
        if table == "actions":
            fields = {field["field"]: field["value"] for field in told["fields"]}
            assert fields["status"] == row["status"]
            assert fields["commitment"] == row["commitment"]
            assert fields.get("lead", "") == row["lead"]
            serves = [one["record_id"] for one in told["links"] if one["relation"] == "serves" and one["outgoing"]]
            assert (serves or [""])[0] == row["priority_id"]


def test_the_plain_form_names_rule_section_and_rivals(run: Path) -> None:
    row = rows(run, "actions")[0]
    result = explain(row["action_id"])
    assert result.exit_code == 0, result.stderr
    names = [line.split(":")[0] for line in result.stdout.splitlines()]
    assert {"rule", "section", "status", "commitment", "else", "classifier"} <= set(names)
    assert row["rule"] in result.stdout
    assert "\x1b" not in result.stdout


def test_words_of_the_paper_tell_what_became_of_their_sentences(run: Path) -> None:
    row = rows(run, "actions")[0]
    result = explain("--text", " ".join(row["text"].split()[:4]), "--json")
    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert told[0]["explains"] == "sentence"
    assert row["action_id"] in [one.get("record_id") for one in told]


def test_a_manifest_and_its_mistakes_are_taken_as_by_a_run(run: Path, tmp_path: Path) -> None:
    manifest = tmp_path / "manifest.csv"
    manifest.write_text(f"file,title\n{PAPER.name},Climate\nother.pdf,Other\n", encoding="utf-8")
    identity = rows(run, "actions")[0]["action_id"]
    assert explain(identity, "--manifest", manifest).exit_code == 0
    manifest.write_text("file,colour\na,b\n", encoding="utf-8")
    wrong = explain(identity, "--manifest", manifest)
    assert wrong.exit_code == 2
    assert "colour" in wrong.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "Give either the id of a record, or --text"),
        (["0" * 16], "There is no record 0000000000000000 in this file"),
        (["the lane"], "--text 'the lane'"),
        (["--text", "xylophones were played"], "does not hold these words"),
        (["--text", " "], "--text is empty"),
    ],
)
def test_what_cannot_be_explained_is_told_with_exit_code_2(arguments: list[str], says: str) -> None:
    result = explain(*arguments)
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert says in " ".join(result.stderr.split())
