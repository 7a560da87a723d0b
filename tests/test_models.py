"""Trained pipelines: found, checked by digest, refused with what to do."""

import importlib
import sys
from pathlib import Path

import pytest

from pipeline.config import ExtractSettings
from pipeline.models import KNOWN_DIGESTS, ModelError, describe_model, load_model

DEFAULT = ExtractSettings().spacy_model


def test_the_default_pipeline_is_installed_and_is_the_one_measured() -> None:
    info = describe_model(DEFAULT)
    assert info.checked
    assert KNOWN_DIGESTS[info.name, info.version] == info.digest


def test_the_default_pipeline_parses() -> None:
    doc = load_model(DEFAULT, exclude=["ner"])("The council will mend the lane.")
    assert [token.dep_ for token in doc if token.text == "council"] == ["nsubj"]


def test_its_tokenizer_is_the_one_that_spacy_loads() -> None:
    spacy = importlib.import_module("spacy")
    unused = ["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "ner", "senter"]
    ours, theirs = load_model(DEFAULT, exclude=unused), spacy.load(DEFAULT, exclude=unused)
    assert ours.tokenizer.to_bytes() == theirs.tokenizer.to_bytes()


def test_a_missing_pipeline_is_told_with_the_command_that_installs_it() -> None:
    with pytest.raises(ModelError, match="python -m spacy download en_core_web_none"):
        describe_model("en_core_web_none")


@pytest.mark.parametrize("name", ["", "en core", "../en", "en.core"])
def test_what_is_no_package_name_is_refused(name: str) -> None:
    with pytest.raises(ModelError, match="no package name"):
        describe_model(name)


def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, version: str) -> None:
    (tmp_path / name).mkdir()
    (tmp_path / name / "__init__.py").write_text("")
    (tmp_path / f"{name}-{version}.dist-info").mkdir()
    (tmp_path / f"{name}-{version}.dist-info/METADATA").write_text(f"Name: {name}\nVersion: {version}\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, name, raising=False)
    importlib.invalidate_caches()


def test_changed_files_are_an_error_that_says_how_to_install_them_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake(tmp_path, monkeypatch, DEFAULT, "3.8.0")
    with pytest.raises(ModelError, match=f"--force-reinstall --no-deps {DEFAULT}==3.8.0"):
        describe_model(DEFAULT)


def test_another_pipeline_is_recorded_as_not_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake(tmp_path, monkeypatch, "en_core_web_other", "1.0")
    info = describe_model("en_core_web_other")
    assert (info.version, info.checked, len(info.digest)) == ("1.0", False, 64)
