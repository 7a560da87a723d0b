"""`run.json`: what later commands read of it and keep true in it."""

import hashlib
import json
from pathlib import Path

import pytest

from pipeline.config import Settings
from pipeline.export.run_record import RUN_FILE, RunRecordError, renew_outputs, themes_of_run, write_run_record
from pipeline.extract.themes import Taxonomy
from pipeline.models import CLASSIFIER, ModelError, describe_calibration, describe_classifier


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder with the record of a run."""
    write_run_record(
        tmp_path,
        settings=Settings(),
        models=[describe_classifier()],
        taxonomies=[Taxonomy.load("general")],
        inputs={"a.txt": None},
        outputs={"papers.csv": "0", "comparison/coverage.csv": "1"},
        manifest=None,
        times={},
    )
    return tmp_path


def test_models_and_taxonomies_are_known_by_their_digests(out: Path) -> None:
    record = json.loads((out / RUN_FILE).read_bytes())
    (model,) = record["models"]
    assert model["digest"] == hashlib.sha256(CLASSIFIER.read_bytes()).hexdigest()
    assert model["checked"]
    taxonomy = CLASSIFIER.parents[1] / "themes" / "general.toml"
    assert record["taxonomies"]["general"]["sha256"] == hashlib.sha256(taxonomy.read_bytes()).hexdigest()
    assert themes_of_run(out) == {"general": list(Taxonomy.load("general").codes)}


def test_hashes_of_tables_written_anew_are_renewed_and_others_stay(out: Path) -> None:
    renew_outputs(out, {"comparison/coverage.csv": "2", "comparison/timeline.csv": "3"})
    record = json.loads((out / RUN_FILE).read_bytes())
    assert record["outputs"] == {"comparison/coverage.csv": "2", "comparison/timeline.csv": "3", "papers.csv": "0"}
    assert record["inputs"] == {"a.txt": None}


def test_without_a_record_there_is_nothing_to_read_or_renew(tmp_path: Path) -> None:
    renew_outputs(tmp_path, {"comparison/coverage.csv": "2"})
    assert themes_of_run(tmp_path) is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"taxonomies": {}}', '{"taxonomies": {"a": "b"}, "outputs": {}}', '{"taxonomies": 1}']
)
def test_what_is_no_record_of_a_run_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / RUN_FILE).write_text(text)
    with pytest.raises(RunRecordError, match="papers run"):
        themes_of_run(tmp_path)


def test_another_classifier_is_not_the_one_measured_with(tmp_path: Path) -> None:
    (tmp_path / "mine.json").write_text("{}")
    assert not describe_classifier(str(tmp_path / "mine.json")).checked
    with pytest.raises(ModelError, match="papers train"):
        describe_classifier(str(tmp_path / "absent.json"))


def test_another_calibration_is_not_the_one_that_comes_along(tmp_path: Path) -> None:
    assert describe_calibration().checked
    (tmp_path / "mine.json").write_text("{}")
    assert not describe_calibration(str(tmp_path / "mine.json")).checked
    with pytest.raises(ModelError, match="papers train --calibrate"):
        describe_calibration(str(tmp_path / "absent.json"))
