"""Leave one authority out: each authority's papers read by what was trained on the papers of all others.

What is trained on annotations is made anew for each fold: the classifier in `trained_without`, the confidences of the
run's own records in `confidences_without`. The classifier that comes with the product has learnt from sentences written
for the project and from no annotated paper: folds do not change it.

Needs scikit-learn (the extra `train`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.authorities import Register, load_register
from pipeline.config import Settings
from pipeline.evaluate import calibration
from pipeline.evaluate.again import frozen_paper, read_again
from pipeline.evaluate.calibrate import measured_records
from pipeline.evaluate.calibration import Outcome
from pipeline.evaluate.paper import PaperScore, first_word, score_paper
from pipeline.evaluate.sentences import read_fragments
from pipeline.evaluate.sources import EvaluationError, Found, Run
from pipeline.evaluate.train import STRENGTH, annotated_group, learn, sentence_files
from pipeline.evaluate.training import Annotated, Example, examples, fragment_examples
from pipeline.evaluate.words import folded
from pipeline.extract.extractor import Extractor
from pipeline.extract.statements.parse import Grammar
from schemas.annotation import Annotation

BUNDLES = 3
"""Into so many bundles the groups of a fold's training data are put to choose thresholds: one at a time takes hours."""


@dataclass(slots=True)
class Item:
    """An annotated paper file of a run: its rows of papers.csv, its texts, and what can be learnt from it."""

    annotation: Annotation
    group: str
    rows: list[Found] = field(default_factory=list)
    texts: frozenset[str] = frozenset()
    examples: list[Example] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def name(self) -> str:
        """File name of the paper."""
        return Path(self.annotation.paper).name

    @property
    def keys(self) -> set[str]:
        """What the annotated authority is known by; empty where none is annotated."""
        metadata = self.annotation.metadata
        return {folded(name) for name in (metadata.authority, metadata.gss) if name}


@dataclass(frozen=True, slots=True)
class Fold:
    """A group of papers that is held out, and the papers that may be learnt from for it."""

    group: str
    held_out: tuple[Item, ...]
    others: tuple[Item, ...]


def folds(items: Sequence[Item]) -> list[Fold]:
    """One fold for each authority; no fold learns from a paper that is, or may be, of the authority that it holds out.

    A paper whose authority is not annotated goes by the first word of its file name when it is held out, and is never
    learnt from, since nobody can say whose it is; nor is one with the same text as a paper that is held out.
    """
    found = []
    for group in sorted({item.group for item in items}):
        held_out = tuple(item for item in items if item.group == group)
        keys = set().union(*(item.keys for item in held_out))
        words = {first_word(item.name) for item in held_out if not item.keys}
        texts = frozenset().union(*(item.texts for item in held_out))
        others = tuple(
            item
            for item in items
            if item.keys and not item.keys & keys and first_word(item.name) not in words and not item.texts & texts
        )
        found.append(Fold(group, held_out, others))
    return found


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Scores of all papers, each by what never saw its authority, with the folds that they come from."""

    scores: tuple[PaperScore, ...]
    folds: tuple[Fold, ...]


def leave_one_out(
    out: Path,
    run: Run,
    annotations: Sequence[Annotation],
    settings: Settings,
    sentences: Iterable[Path],
    *,
    say: Callable[[str], None] = lambda _: None,
) -> LeftOut:
    """Scores of the annotated papers of the run in `out` with an authority left out at a time.

    Args:
        settings: those of the run; its classifier is replaced.
        sentences: files or folders of labelled sentences, from which each classifier learns as well.
        say: told of each step.

    Raises:
        EvaluationError: a frozen paper or the sentences cannot be read, or there is no second authority.
    """
    grammar = Grammar(settings.extract.spacy_model)
    fragments = [fragment for file in sentence_files(sentences) for fragment in read_fragments(file)]
    base = fragment_examples(fragments, grammar)
    say(f"{len(base)} labelled sentences")
    register = load_register([Path(p) for p in settings.authorities.extra_registers])
    items = _items(out, run, annotations, grammar, Extractor(settings, register))
    every = folds(items)
    if len(every) < 2:
        raise EvaluationError(
            "All annotated papers are of one authority: there is none to learn from when it is left out."
        )
    scores: dict[str, PaperScore] = {}
    for n, fold in enumerate(every, 1):
        extractor = trained_without(fold, base, settings, register)
        rows = [row for item in fold.held_out for row in item.rows]
        again = read_again(out, run, rows, extractor.extract)
        judged = confidences_without(fold)
        for item in fold.held_out:
            scored = score_paper(item.annotation, again)
            scores[item.name] = replace(scored, judged=judged[item.name])
        say(f"{n} of {len(every)}: {fold.group}, after {len(fold.others)} papers of others")
    return LeftOut(tuple(scores[item.name] for item in items), tuple(every))


def trained_without(fold: Fold, base: Sequence[Example], settings: Settings, register: Register) -> Extractor:
    """Extraction with all that is trained on annotations trained on a fold's other papers only."""
    data = [*base, *(example for item in fold.others for example in item.examples)]
    weights = learn(data, STRENGTH, bundles=BUNDLES).weights
    return Extractor(settings, register, weights)


def confidences_without(fold: Fold) -> dict[str, list[tuple[float, bool]]]:
    """By file name, the confidence of each record that the run's rules and classifier make, and whether it is right.

    Calibrated on the records of a fold's other papers only; none where there are none.
    """
    others = [outcome for other in fold.others for outcome in other.outcomes]
    if not others:
        return {item.name: [] for item in fold.held_out}
    made = calibration.fit(others, calibration.best_strength(others))
    return {
        item.name: [(made.confidence(o.kind, o.rule, o.score), o.right) for o in item.outcomes]
        for item in fold.held_out
    }


def _items(
    out: Path, run: Run, annotations: Sequence[Annotation], grammar: Grammar, extractor: Extractor
) -> list[Item]:
    items = []
    for annotation in annotations:
        item = Item(annotation, annotated_group(annotation))
        item.rows = run.papers(item.name)
        papers = [frozen_paper(out, row) for row in item.rows]
        item.texts = frozenset(paper.text_id for paper in papers)
        own = [Annotated(paper, annotation, item.group) for paper in papers]
        item.examples = examples(own, extractor.register, grammar)
        item.outcomes = measured_records(annotation, item.group, papers, extractor)
        items.append(item)
    return items
