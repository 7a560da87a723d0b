"""Labelled sentences, and annotated papers where there are some, to the sentence classifier and its card.

Needs scikit-learn (the extra `train`); nothing else of the product does.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.authorities import load_register
from pipeline.config import Settings
from pipeline.evaluate.card import DataFile, card
from pipeline.evaluate.glance import glance
from pipeline.evaluate.paper import first_word
from pipeline.evaluate.sentences import SentenceFileError, read_fragments
from pipeline.evaluate.sources import EvaluationError, read_gold
from pipeline.evaluate.training import (
    FRAGMENTS,
    KINDS,
    Annotated,
    Example,
    Floats,
    best_thresholds,
    examples,
    fit,
    fragment_examples,
    left_out,
)
from pipeline.export.files import digest_folder, sha256_of
from pipeline.extract.statements.classifier import Linear, Weights
from pipeline.extract.statements.parse import Grammar
from pipeline.ingest import ReadError, Source, read
from schemas.annotation import Annotation

BACKGROUND = (8.0, 2.5, 2.5)
"""For priorities, actions and reports: how many times more sentences that are none of them papers hold for each one
than the labelled sentences do."""
ENOUGH = 50
"""Sentences of a kind in whole papers from which its threshold is chosen on them alone."""
SPARSER = 1.3
"""How many times more sentences that are nothing published papers hold for each record than invented whole ones do (8.1
and 8.6 for an action and a report, beside 6.3 and 5.7; 44 beside 37 for a priority): who writes a paper to be annotated
leaves out some of what surrounds the records."""
WHOLE = f"{FRAGMENTS} whole"
"""What the group of a whole invented paper begins with; its kind of report follows."""
STRENGTH = 10.0
"""Of the L2 penalty."""


@dataclass(frozen=True)
class Trained:
    """A classifier, its file and the model card that belongs beside it, as text."""

    weights: Weights
    text: str
    card: str


def train(
    sentences: Iterable[Path],
    gold: Path | None = None,
    papers: Path | None = None,
    settings: Settings | None = None,
    *,
    invented: tuple[Path, Path] | None = None,
    strength: float = STRENGTH,
    say: Callable[[str], None] = lambda _: None,
) -> Trained:
    """Train the sentence classifier; the same data give the same bytes.

    Thresholds are those with the highest F1 over classifiers that never saw the genre (or authority) they judge.

    Args:
        sentences: files of labelled sentences, or folders with such files (`*.txt`).
        gold: a folder of annotations (docs/annotation.md); `papers` holds their papers. Both or neither.
        invented: such folders of papers written for the project; their groups are kinds of report, not authorities.
        settings: for the trained spaCy pipeline, and for reading `papers`.
        strength: of the L2 penalty.
        say: told of each step.

    Raises:
        EvaluationError: files are absent, broken, or hold too little to learn from.
        ModelError: the trained pipeline is missing or not the one expected.
    """
    settings = settings or Settings()
    grammar = Grammar(settings.extract.spacy_model)
    files = sentence_files(sentences)
    fragments = [fragment for file in files for fragment in read_fragments(file)]
    sources = [DataFile(file.name, sha256_of(file)) for file in files]
    data = fragment_examples(fragments, grammar)
    say(f"{len(data)} sentences in {len(fragments)} fragments")
    register = load_register([Path(p) for p in settings.authorities.extra_registers])
    for answers, folder in (invented or (None, None), (gold, papers)):
        if answers is None or folder is None:
            continue
        items = annotated_papers(answers, folder, settings)
        if (answers, folder) == invented:
            items = [replace(item, group=f"{WHOLE} {item.gold.metadata.report_type}") for item in items]
        own = examples(items, register, grammar)
        say(f"{len(own)} sentences in {len(items)} annotated papers")
        data.extend(own)
        sources.extend(_folder(each) for each in (answers, folder))
    _check(data)
    learnt = learn(data, strength, say=say)
    text = weights_text(learnt.weights)
    return Trained(
        learnt.weights,
        text,
        card(data, learnt.scores, learnt.weights, text, sources, settings.extract.spacy_model, strength),
    )


def _folder(path: Path) -> DataFile:
    """A folder of annotations or papers as one entry of the card: its name, its files, the digest of all of them."""
    name = "/".join(path.absolute().parts[-2:])
    count = sum(file.is_file() for file in path.rglob("*"))
    return DataFile(f"{name} ({count} files)", digest_folder(path.absolute()))


@dataclass(frozen=True)
class Learnt:
    """A classifier, and the scores of its examples by classifiers that never saw their group."""

    weights: Weights
    scores: Floats


def learn(
    data: Sequence[Example], strength: float, *, bundles: int | None = None, say: Callable[[str], None] = lambda _: None
) -> Learnt:
    """A classifier from examples, with the thresholds at which others that never saw a group judge it best.

    Args:
        bundles: leave groups out in so many bundles instead of one at a time, which is quicker.

    Raises:
        EvaluationError: too little to learn from.
    """
    _check(data)
    scores, _ = left_out(data, strength, say, bundles)
    weights = fit(data, strength)
    return Learnt(
        weights.model_copy(update={"threshold": _thresholds(scores, data), "glance": glance(data, weights)}), scores
    )


def _thresholds(scores: Floats, data: Sequence[Example]) -> tuple[float, ...]:
    """The best thresholds: on whole papers where they hold enough of a kind, else on all sentences."""
    chosen = best_thresholds(scores, data, BACKGROUND)
    whole = [i for i, e in enumerate(data) if e.group.startswith(WHOLE) or not e.group.startswith(FRAGMENTS)]
    if not whole:
        return chosen
    papers = [data[i] for i in whole]
    own = best_thresholds(scores[whole], papers, (SPARSER,) * len(KINDS))
    enough = [sum(e.answers[k] == 1 for e in papers) >= ENOUGH for k in range(len(KINDS))]
    return tuple(o if is_enough else c for o, c, is_enough in zip(own, chosen, enough, strict=True))


def _check(data: Sequence[Example]) -> None:
    """Whether there is something to learn of each kind also where a group is left out."""
    groups = sorted({example.group for example in data})
    for group in groups:
        rest = [example for example in data if example.group != group]
        for k, kind in enumerate(KINDS):
            if not {0, 1} <= {example.answers[k] for example in rest}:
                raise EvaluationError(
                    f"Too little to learn from: without {group}, which is judged by the others, there are not both "
                    f"sentences that are {kind} and sentences that are not. Add sentences of other genres."
                )


def sentence_files(named: Iterable[Path]) -> list[Path]:
    """Files of labelled sentences, each once, by name.

    Raises:
        SentenceFileError: there are none, or a path named is not there.
    """
    named = list(named)
    files = {file for path in named for file in (path.glob("*.txt") if path.is_dir() else [path])}
    if not files or not all(path.exists() for path in named):
        listed = ", ".join(path.as_posix() for path in named) or "nothing"
        raise SentenceFileError(
            f"No labelled sentences (*.txt) at: {listed}. Name such files or their folder; "
            "those of the project are in corpus/sentences of its repository."
        )
    return sorted(files, key=lambda file: (file.name, file.as_posix()))


def annotated_papers(gold: Path, papers: Path, settings: Settings) -> list[Annotated]:
    """The annotations of a folder with the papers they are of, found by file name anywhere in `papers`.

    Raises:
        EvaluationError: an annotation is broken, or its paper is not there or cannot be read.
    """
    by_name = {path.name: path for path in sorted(papers.rglob("*"), reverse=True) if path.is_file()}
    found: list[Annotated] = []
    for annotation in read_gold(gold):
        name = Path(annotation.paper).name
        if name not in by_name:
            raise EvaluationError(f"{papers} does not hold {name}, which {gold} annotates. Name the papers' folder.")
        try:
            read_papers = read(Source(name, by_name[name].read_bytes()), settings.ingest)
        except ReadError as error:
            raise EvaluationError(f"{by_name[name]} cannot be read: {error.reason}") from error
        found.extend(Annotated(paper, annotation, annotated_group(annotation)) for paper in read_papers)
    return found


def annotated_group(annotation: Annotation) -> str:
    """The group of an annotated paper: its authority, else the first word of its file name."""
    return annotation.metadata.authority or first_word(Path(annotation.paper).name)


def weights_text(weights: Weights) -> str:
    """A classifier as JSON, one feature a line, so that versions of it can be compared line by line."""
    if weights.glance is None:
        return "{\n" + _sums_text(weights) + "\n}\n"
    return "{\n" + _sums_text(weights) + ',\n "glance": {\n' + _sums_text(weights.glance) + "\n }\n}\n"


def _sums_text(weights: Linear) -> str:
    head = weights.model_dump(mode="json", exclude={"features", "vector", "glance"})
    lines = [f" {json.dumps(name)}: {json.dumps(value)}," for name, value in head.items()]
    features = [f"  {json.dumps(name, ensure_ascii=False)}: {json.dumps(w)}" for name, w in weights.features.items()]
    vector = [f"  {json.dumps(row)}" for row in weights.vector]
    ends = [' "vector": [', ",\n".join(vector), " ],"]
    return "\n".join([*lines, *ends, ' "features": {', ",\n".join(features), " }"])
