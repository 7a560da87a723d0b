"""Leave one authority out: what a fold may learn from, and that it learns from nothing else."""

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("sklearn", reason="training needs the extra `train`")

from pipeline.config import Settings
from pipeline.evaluate import EvaluationError, evaluate_baseline, evaluate_left_out, leave_out, read_gold
from pipeline.evaluate.calibration import Outcome
from pipeline.evaluate.leave_out import Fold, Item, folds
from pipeline.evaluate.train import annotated_group
from pipeline.evaluate.training import Example
from pipeline.export.frozen import write_paper
from pipeline.extract.confidence import Calibration, load_calibration
from pipeline.extract.extractor import Extractor
from pipeline.extract.statements.classifier import load_weights
from pipeline.ingest import Source, read
from schemas.annotation import Annotation

Writer = Callable[..., Path]

SENTENCES = Path(__file__).parents[2] / "corpus" / "sentences"
HARTSMERE, WEXBOROUGH = "Hartsmere Borough Council", "Wexborough City Council"


def item(name: str, authority: str | None, text: str = "", gss: str | None = None) -> Item:
    annotation = Annotation.model_validate({"paper": name, "metadata": {"authority": authority, "gss": gss}})
    return Item(annotation, annotated_group(annotation), texts=frozenset({text or name}))


def learnt_from(fold: Fold) -> set[str]:
    return {other.name for other in fold.others}


def test_every_paper_is_held_out_once_and_never_learnt_from_by_its_own_fold() -> None:
    items = [item(f"{n}.txt", (HARTSMERE, WEXBOROUGH, "Northmoor Council")[n % 3]) for n in range(9)]
    found = folds(items)
    assert sorted(i.name for fold in found for i in fold.held_out) == sorted(i.name for i in items)
    for fold in found:
        assert {i.annotation.metadata.authority for i in fold.held_out} == {fold.group}
        assert fold.group not in {i.annotation.metadata.authority for i in fold.others}
        assert len(fold.others) == 6


def test_a_paper_that_may_be_of_the_authority_is_not_learnt_from() -> None:
    items = [
        item("hartsmere-a.txt", HARTSMERE, gss="E99000001"),
        item("hartsmere-b.txt", None),  # it may be Hartsmere's, or anyone's
        item("c.txt", "Hartsmere Council", gss="E99000001"),  # another form of the name
        item("d.txt", WEXBOROUGH),
        item("e.txt", "Northmoor Council"),
        item("f.txt", "Southmoor Council", text="e.txt"),  # the same paper, put before two councils
    ]
    of = {fold.group: learnt_from(fold) for fold in folds(items)}
    assert of[HARTSMERE] == {"d.txt", "e.txt", "f.txt"}
    assert of["hartsmere"] == {"c.txt", "d.txt", "e.txt", "f.txt"}
    assert of["Northmoor Council"] == {"hartsmere-a.txt", "c.txt", "d.txt"}
    assert all("hartsmere-b.txt" not in names for names in of.values())


PAPERS = {
    "hartsmere-plan.txt": (HARTSMERE, "The council will open two new homes by May. Officers will write to all carers."),
    "hartsmere-minutes.txt": (HARTSMERE, "A second home was opened in June. The panel will visit the home next year."),
    "wexborough-plan.txt": (WEXBOROUGH, "The service will recruit ten foster carers. A new team has been set up."),
}


@pytest.fixture
def run(tmp_path: Path, write_run: Writer) -> Path:
    """A run with the frozen papers and settings that other methods need."""
    rows = []
    out: Path = tmp_path / "out"
    (out / "papers").mkdir(parents=True)
    for name, (authority, body) in PAPERS.items():
        (paper,) = read(Source(name, f"Report to Cabinet of {authority}\n\n1. Purpose\n\n{body}\n".encode()))
        write_paper(out / "papers", paper)
        rows.append({"paper_id": paper.paper_id, "file": name, "authority": authority, "words": str(paper.words)})
    write_run(papers=rows)
    record = {"configuration": Settings().model_dump(mode="json"), "taxonomies": {}, "outputs": {}}
    (out / "run.json").write_text(json.dumps(record), encoding="utf-8")
    return out


@pytest.fixture
def gold(write_gold: Writer) -> Path:
    annotations: dict[str, Mapping[str, Any]] = {}
    for name, (authority, body) in PAPERS.items():
        actions = [{"id": f"A{n}", "text": text} for n, text in enumerate(body.split(". ")) if "will" in text]
        annotations[name] = {"metadata": {"authority": authority}, "actions": actions}
    folder: Path = write_gold(annotations)
    return folder


@pytest.fixture
def few_sentences(tmp_path: Path) -> Path:
    folder = tmp_path / "sentences"
    folder.mkdir()
    for genre in ("decision_reports", "minutes", "progress_reports", "strategies", "web_pages"):
        fragments = (SENTENCES / f"{genre}.txt").read_text(encoding="utf-8").split("\n= ")
        (folder / f"{genre}.txt").write_text("\n= ".join(fragments[:2]) + "\n", encoding="utf-8")
    return folder


def test_no_paper_of_the_held_out_authority_reaches_what_is_trained(
    run: Path, gold: Path, few_sentences: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trained_on: list[set[str]] = []
    calibrated_on: list[set[str]] = []
    read_with: list[str] = []
    shipped = load_weights()

    class Learnt:
        weights = shipped

    def learn(data: Sequence[Example], *_: Any, **__: Any) -> type[Learnt]:
        trained_on.append({example.paper for example in data} & PAPERS.keys())
        return Learnt

    class Spy(Extractor):  # only a fold's extractor is asked to extract
        def extract(self, paper: Any, manifest: Any = None) -> Any:
            read_with.append(paper.file)
            assert not {PAPERS[name][0] for name in trained_on[-1]} & {PAPERS[paper.file][0]}
            return super().extract(paper, manifest)

    def fit(records: Sequence[Outcome], *_: Any) -> Calibration:
        calibrated_on.append({record.group for record in records})
        return load_calibration()

    monkeypatch.setattr(leave_out.calibration, "fit", fit)
    monkeypatch.setattr(leave_out.calibration, "best_strength", lambda _: 1.0)
    monkeypatch.setattr(leave_out, "learn", learn)
    monkeypatch.setattr(leave_out, "Extractor", Spy)
    evaluation = evaluate_left_out(run, gold, [few_sentences])
    assert sorted(read_with) == sorted(PAPERS)
    assert trained_on == [{"wexborough-plan.txt"}, {"hartsmere-plan.txt", "hartsmere-minutes.txt"}]
    assert calibrated_on == [{WEXBOROUGH}, {HARTSMERE}]
    assert evaluation.confidence is not None
    assert evaluation.papers == 3
    assert evaluation.missing_papers == ()


def test_every_paper_is_scored_once_in_the_order_of_the_annotations(run: Path, gold: Path, few_sentences: Path) -> None:
    steps: list[str] = []
    found = evaluate_left_out(run, gold, [few_sentences], draws=20, say=steps.append)
    assert [s.paper for s in found.scores] == [Path(a.paper).name for a in read_gold(gold)]
    assert found.intervals["mean_f1"].draws == 20
    assert steps[-1] == f"2 of 2: {WEXBOROUGH}, after 2 papers of others"


def test_one_authority_alone_cannot_be_left_out(run: Path, gold: Path, few_sentences: Path) -> None:
    (gold / "wexborough-plan.json").unlink()
    with pytest.raises(EvaluationError, match="none to learn from"):
        evaluate_left_out(run, gold, [few_sentences])


def test_a_run_without_its_papers_is_told(run: Path, gold: Path, few_sentences: Path) -> None:
    shutil.rmtree(run / "papers")
    for again in (lambda: evaluate_left_out(run, gold, [few_sentences]), lambda: evaluate_baseline(run, gold)):
        with pytest.raises(EvaluationError, match="papers run"):
            again()


def test_a_run_without_its_settings_is_told(run: Path, gold: Path, few_sentences: Path) -> None:
    (run / "run.json").unlink()
    with pytest.raises(EvaluationError, match=r"run\.json"):
        evaluate_left_out(run, gold, [few_sentences])


def test_the_baseline_reads_the_papers_of_the_run(run: Path, gold: Path) -> None:
    evaluation = evaluate_baseline(run, gold)
    assert evaluation.missing_papers == ()
    assert evaluation.records["actions"]["relaxed"].recall == 1.0  # "will" is one of its words
