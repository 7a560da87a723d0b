"""Calibration: shrunken rates, curves, quality on groups left out, and the command that makes it all."""

import random
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli.commands import cli
from pipeline.evaluate.calibration import Outcome, best_strength, fit, left_out, outcomes, quality
from pipeline.extract.confidence import load_calibration
from pipeline.extract.statements.model import Kind

ROOT = Path(__file__).parents[2]


def made(group: str, rule: str, right: int, wrong: int, kind: Kind = Kind.ACTION) -> list[Outcome]:
    return [Outcome(group, kind, rule, None, n < right) for n in range(right + wrong)]


def test_records_that_match_an_optional_one_or_are_a_piece_of_it_count_neither_way() -> None:
    found = ["mend the roof", "paint the door red", "the board felt that more", "plant ten trees", "mend the roof"]
    gold = [
        ("mend the roof", False),
        ("paint the red door", True),
        ("officers said that the board felt that more might be done one day by all", True),
    ]
    assert outcomes(found, gold) == [True, None, None, False, False]


def test_a_rule_of_few_records_is_drawn_to_its_family_and_one_of_many_keeps_its_own() -> None:
    data = [*made("a", "list.many", 90, 10), *made("a", "list.few", 0, 1), *made("b", "table.good", 50, 0)]
    calibrated = fit(data, strength=4)
    assert calibrated.rules["action list.many"].probability == pytest.approx(0.9, abs=0.03)
    assert 0.5 < calibrated.rules["action list.few"].probability < 0.9
    assert calibrated.rules["action table.good"].probability > 0.97
    assert (calibrated.overall.right, calibrated.overall.made) == (140, 151)


def test_curves_follow_the_classifier_and_never_fall() -> None:
    chance = random.Random(7)
    data = []
    for n in range(600):
        score = chance.uniform(0.4, 1)
        data.append(Outcome(f"g{n % 5}", Kind.ACTION, "sentence.action", score, chance.random() < score**2))
    upside_down = [Outcome("g0", Kind.PROGRESS, "sentence.progress", 0.5 + n / 400, n < 100) for n in range(200)]
    calibrated = fit([*data, *upside_down], strength=4)
    assert calibrated.confidence(Kind.ACTION, "sentence.action", 0.9) == pytest.approx(0.81, abs=0.08)
    assert calibrated.confidence(Kind.ACTION, "sentence.action", 0.5) == pytest.approx(0.25, abs=0.08)
    assert calibrated.curves[Kind.PROGRESS].slope >= 0
    assert calibrated.confidence(Kind.PRIORITY, "sentence.priority", 0.9) > 0, "the curve of all kinds"


def test_a_group_is_judged_by_the_others_alone() -> None:
    data = [*made("a", "list.x", 0, 20), *made("b", "list.x", 20, 0), *made("c", "list.x", 20, 0)]
    confidence = {record.group: p for record, p, _ in left_out(data, strength=1)}
    assert confidence["a"] > 0.9, "its own failures are not known"
    assert confidence["b"] == confidence["c"] < 0.6


def test_quality_of_rules_that_differ_beats_the_constant() -> None:
    data = [r for g in "abcd" for r in (*made(g, "table.good", 19, 1), *made(g, "aim.bad", 4, 16, Kind.PRIORITY))]
    measured = quality(left_out(data, best_strength(data)))
    assert measured.records == 160
    assert measured.right == pytest.approx(23 / 40)
    assert measured.brier < 0.13 < 0.24 < measured.constant
    assert measured.error < 0.05
    assert sum(band.records for band in measured.bands) == 160


def test_the_command_makes_figures_and_card_from_annotated_papers_the_same_each_time(tmp_path: Path) -> None:
    sets = ["--calibrate", ROOT / "corpus/gold", ROOT / "corpus/papers", "--register", ROOT / "corpus/authorities.csv"]
    texts = []
    for name in ("one", "two"):
        out = tmp_path / f"{name}.json"
        done = CliRunner().invoke(cli, ["train", *map(str, sets), "--out", str(out)])
        assert done.exit_code == 0, done.output
        assert "13 annotated papers read" in done.stderr
        texts.append((out.read_bytes(), out.with_suffix(".md").read_bytes()))
    assert texts[0] == texts[1]
    calibrated = load_calibration((tmp_path / "one.json").as_posix())
    assert calibrated.overall.made > 50
    assert "| all |" in texts[0][1].decode()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--calibrate", ".", "corpus"], "holds no annotations"),
        (["--calibrate", "corpus/gold", "corpus/papers", "--strength", "2"], "leaves the classifier as it is"),
        (["--calibrate", "corpus/gold", "docs"], "does not hold"),
    ],
)
def test_what_cannot_be_calibrated_is_told(monkeypatch: pytest.MonkeyPatch, arguments: list[str], says: str) -> None:
    monkeypatch.chdir(ROOT)
    done = CliRunner().invoke(cli, ["train", *arguments])
    assert done.exit_code == 2, done.output
    assert says in " ".join(done.stderr.split())
