"""Training: the format of labelled sentences, the same bytes from the same data, and the card that tells of it."""

import hashlib
import re
from pathlib import Path

import pytest

pytest.importorskip("sklearn", reason="training needs the extra `train`")

from pipeline.config import ConfigError, Settings
from pipeline.evaluate.sentences import SentenceFileError, read_fragments
from pipeline.evaluate.sources import EvaluationError
from pipeline.evaluate.train import Trained, annotated_papers, sentence_files, train
from pipeline.extract.extractor import Extractor
from pipeline.extract.statements.classifier import Features, load_weights
from pipeline.extract.statements.model import Kind
from pipeline.vectors import sentence_vector

REPOSITORY = Path(__file__).parents[2]
SENTENCES = REPOSITORY / "corpus" / "sentences"
STATEMENTS = REPOSITORY / "pipeline" / "extract" / "statements"
GENRES = ("decision_reports", "minutes", "progress_reports", "strategies")


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two fragments of each of four genres."""
    folder = tmp_path_factory.mktemp("sentences")
    for genre in GENRES:
        fragments = (SENTENCES / f"{genre}.txt").read_text(encoding="utf-8").split("\n= ")
        (folder / f"{genre}.txt").write_text("\n= ".join(fragments[:2]) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def trained(few: Path) -> Trained:
    return train([few])


def test_the_same_data_give_the_same_bytes_whatever_the_order_of_files(few: Path, trained: Trained) -> None:
    again = train([few / f"{genre}.txt" for genre in reversed(GENRES)])
    assert again.text == trained.text
    assert again.card == trained.card


def test_the_file_reads_back_to_the_classifier(trained: Trained, tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_text(trained.text, encoding="utf-8")
    assert load_weights(str(path)) == trained.weights
    assert all(0 < threshold < 1 for threshold in trained.weights.threshold)


def test_a_promise_is_more_of_an_action_than_a_fact_is(trained: Trained) -> None:
    action = trained.weights.kinds.index(Kind.ACTION)
    promise = ["will_do", "council_subject", "g.main.future_active", "g.any.future_active+body"]
    fact = ["number", "g.main.present_active", "g.any.present_active+quantity"]
    promised, known = (trained.weights.scores(Features(names, sentence_vector(""))) for names in (promise, fact))
    assert promised[action] > known[action]


def test_the_card_names_the_classifier_and_its_data_by_their_digests(few: Path, trained: Trained) -> None:
    assert hashlib.sha256(trained.text.encode()).hexdigest() in trained.card
    for genre in GENRES:
        assert hashlib.sha256((few / f"{genre}.txt").read_bytes()).hexdigest() in trained.card
        assert f"| {genre} |" in trained.card


def test_the_counts_of_the_card_are_those_of_the_labels(few: Path, trained: Trained) -> None:
    total = re.search(r"^\| all \| (\d+) ", trained.card, re.MULTILINE)
    assert total
    labelled = sum(len(fragment.sentences) for file in few.glob("*.txt") for fragment in read_fragments(file))
    assert 0.8 * labelled < int(total[1]) <= labelled  # very short sentences are not asked about


def test_too_little_to_learn_from_is_told(few: Path) -> None:
    with pytest.raises(EvaluationError, match="Add sentences of other genres"):
        train([few / "minutes.txt"])


def test_a_folder_without_sentences_is_told(tmp_path: Path) -> None:
    with pytest.raises(SentenceFileError, match="corpus/sentences"):
        sentence_files([tmp_path])


def test_a_line_of_no_known_form_is_told_with_its_number(tmp_path: Path) -> None:
    path = tmp_path / "odd.txt"
    path.write_text("= minutes | a board\n# Attendance\n> [X] Apologies were received.\n", encoding="utf-8")
    with pytest.raises(SentenceFileError, match="line 3"):
        list(read_fragments(path))


def test_labels_reach_the_sentences_they_stand_before(tmp_path: Path) -> None:
    path = tmp_path / "plans.txt"
    path.write_text(
        "= plans | a plan\n# Aims\n* lead=Our aims are: | [P?] Warmer homes\n> [AG] A team is being set up.\n"
        "  [N] It was cold.\n",
        encoding="utf-8",
    )
    (fragment,) = read_fragments(path)
    text = fragment.paper.text
    found = {text[s.start : s.end]: tuple(s.answers[k] for k in Kind) for s in fragment.sentences}
    assert found == {"Warmer homes": (None, 0, 0), "A team is being set up.": (0, 1, 1), "It was cold.": (0, 0, 0)}
    assert "Our aims are:" in text


def test_annotated_papers_are_found_by_name(tmp_path: Path) -> None:
    papers, gold = tmp_path / "papers", tmp_path / "gold"
    (papers / "deep").mkdir(parents=True)
    gold.mkdir()
    (papers / "deep" / "a.txt").write_text("Report to Cabinet\n\nWe will mend the lane.\n", encoding="utf-8")
    (gold / "a.json").write_text('{"paper": "a.txt", "metadata": {"authority": "Hartsmere"}}', encoding="utf-8")
    (item,) = annotated_papers(gold, papers, Settings())
    assert (item.group, item.paper.file) == ("Hartsmere", "a.txt")
    (gold / "b.json").write_text('{"paper": "b.txt", "metadata": {}}', encoding="utf-8")
    with pytest.raises(EvaluationError, match=r"does not hold b\.txt"):
        annotated_papers(gold, papers, Settings())


def test_the_classifier_of_the_product_is_the_one_its_card_tells_of() -> None:
    card = (STATEMENTS / "weights.md").read_text(encoding="utf-8")
    assert hashlib.sha256((STATEMENTS / "weights.json").read_bytes()).hexdigest() in card
    for file in sorted(SENTENCES.glob("*.txt")):
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        assert f"`{file.name}`: SHA-256 `{digest}`" in card, f"{file.name} has changed: run `papers train`"


def test_the_settings_name_another_classifier(trained: Trained, tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_text(trained.text, encoding="utf-8")
    assert Extractor(Settings.model_validate({"extract": {"classifier": str(path)}})).weights == trained.weights
    for name, text in (("broken.json", "{}"), ("absent.json", None)):
        if text:
            (tmp_path / name).write_text(text)
        with pytest.raises(ConfigError, match=name):
            Extractor(Settings.model_validate({"extract": {"classifier": str(tmp_path / name)}}))
