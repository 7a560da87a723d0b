"""Training of the sentence classifier from annotated papers, with an authority left out at a time.

A sentence is an example of a kind where an annotated record of that kind says the same; where the record is
optional, the sentence teaches nothing of that kind.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from pipeline.authorities import Register
from pipeline.evaluate.sentences import Fragment
from pipeline.evaluate.sources import EvaluationError
from pipeline.extract.front_matter import front_matter
from pipeline.extract.minutes import find_minutes
from pipeline.extract.recommendations import recommendation_ranges
from pipeline.extract.sections import find_sections
from pipeline.extract.statements import excluded_blocks
from pipeline.extract.statements.candidates import Sentence, candidates
from pipeline.extract.statements.classifier import Features, Weights
from pipeline.extract.statements.model import Kind
from pipeline.extract.statements.narrative import sentence_features
from pipeline.extract.statements.parse import Grammar
from pipeline.extract.statements.structure import Reading, read_structure
from pipeline.vectors import WIDTH
from schemas.annotation import Annotation
from schemas.ids import fold
from schemas.paper import Paper

KINDS = (Kind.PRIORITY, Kind.ACTION, Kind.PROGRESS)
_MATCH = 0.5  # Dice overlap from which a sentence and a record are the same
_INSIDE = 0.8  # share of a sentence's words that a record of several sentences holds
POSITIVE_WEIGHT = {Kind.PRIORITY: 2.0, Kind.ACTION: 1.0, Kind.PROGRESS: 1.5}
"""Weight of a positive example; a negative one weighs 1."""
FEATURE_GROUPS, WORD_GROUPS = 3, 5
"""Groups (genres, authorities) that must show a feature, a word, for the classifier to learn it."""
FEATURE_EXAMPLES = 4
"""Examples that must show a feature."""
VECTOR_SCALE = 3.0
"""How long a sentence's vector is beside a feature's 1: the penalty holds its many small numbers down less."""
_MINUTES = "minutes"  # how the genre of minutes begins
FRAGMENTS = "fragments"
"""What the group of a labelled sentence begins with; its genre follows."""
Floats = NDArray[np.float64]


@dataclass(slots=True)
class Example:
    """A sentence with its features and, for each kind, 1, 0 or None (teaches nothing)."""

    group: str
    paper: str
    text: str
    features: Features
    answers: tuple[int | None, ...]


@dataclass(slots=True)
class Annotated:
    """A paper and its annotation; `group` is the authority, left out as a whole."""

    paper: Paper
    gold: Annotation
    group: str
    sentences: list[Sentence] = field(default_factory=list)


def _answer(text: str, gold: Iterable[tuple[Counter[str], bool]]) -> int | None:
    words = Counter(fold(text).split())
    size = sum(words.values())
    answer: int | None = 0
    for record, optional in gold:
        shared = sum((words & record).values())
        total = size + sum(record.values())
        same = total and 2 * shared / total >= _MATCH
        inside = size >= 4 and shared / max(size, 1) >= _INSIDE and sum(record.values()) > size
        holds = sum(record.values()) >= 4 and shared / sum(record.values()) >= 0.9
        if same or inside or holds:
            if not optional:
                return 1
            answer = None
    return answer


def examples(items: Sequence[Annotated], register: Register, grammar: Grammar | None) -> list[Example]:
    """The training examples of annotated papers: every sentence that the layout says nothing of."""
    found = []
    for item in items:
        paper = item.paper
        sections = find_sections(paper)
        recommended = recommendation_ranges(paper, sections)
        front = front_matter(paper, sections, register, None)
        excluded = excluded_blocks(paper, front, recommended)
        reading = read_structure(paper, sections, excluded)
        sentences = candidates(paper, sections, reading, excluded)
        gold = {
            Kind.PRIORITY: [(Counter(fold(r.text).split()), r.optional) for r in item.gold.priorities],
            Kind.ACTION: [(Counter(fold(r.text).split()), r.optional) for r in item.gold.actions],
            Kind.PROGRESS: [(Counter(fold(r.text).split()), r.optional) for r in item.gold.progress],
        }
        rows = sentence_features(paper, sentences, None, grammar)
        for sentence, row in zip(sentences, rows, strict=True):
            text = paper.text[sentence.start : sentence.end]
            answers = tuple(_answer(text, gold[kind]) for kind in KINDS)
            found.append(Example(item.group, paper.file, text, row, answers))
    return found


def fragment_examples(fragments: Iterable[Fragment], grammar: Grammar | None) -> list[Example]:
    """The training examples of labelled sentences; the group of each is its genre."""
    found = []
    for fragment in fragments:
        paper = fragment.paper
        sections = find_sections(paper)
        minutes = frozenset(paper.leaves) if fragment.genre.startswith(_MINUTES) else find_minutes(paper)
        sentences = candidates(paper, sections, Reading(minutes=minutes), frozenset())
        for sentence, row in zip(sentences, sentence_features(paper, sentences, None, grammar), strict=True):
            inside = [s for s in fragment.sentences if min(s.end, sentence.end) > max(s.start, sentence.start)]
            answers = tuple(_together([s.answers[kind] for s in inside]) for kind in KINDS)
            text = paper.text[sentence.start : sentence.end]
            found.append(Example(f"{FRAGMENTS} {fragment.genre}", paper.file, text, row, answers))
    return found


def _together(answers: Sequence[int | None]) -> int | None:
    """One answer for a sentence that the splitter made of several labelled ones."""
    if 1 in answers:
        return 1
    return None if None in answers else 0


def vocabulary(data: Sequence[Example]) -> list[str]:
    """Features that enough genres or authorities show, so that none is one paper's own."""
    groups: dict[str, set[str]] = defaultdict(set)
    counts: Counter[str] = Counter()
    for example in data:
        for name in set(example.features.names):
            groups[name].add(example.group)
            counts[name] += 1
    return sorted(
        n
        for n, g in groups.items()
        if len(g) >= (WORD_GROUPS if n.startswith("w:") else FEATURE_GROUPS) and counts[n] >= FEATURE_EXAMPLES
    )


def _fit(x: csr_matrix, y: Floats, weight: Floats, strength: float) -> Floats:
    """Weights of an L2-penalised logistic regression, the intercept (unpenalised) last."""
    model = LogisticRegression(C=1 / strength, solver="lbfgs", max_iter=500, tol=1e-5)
    model.fit(x, y, sample_weight=weight)
    return np.append(model.coef_[0], model.intercept_[0])


def fit(data: Sequence[Example], strength: float = 6.0, names: Sequence[str] | None = None) -> Weights:
    """A classifier from examples, with thresholds of one half.

    Args:
        strength: of the L2 penalty.
        names: the features to use; by default those of `vocabulary`.

    Raises:
        EvaluationError: no feature is shown often enough.
    """
    names = list(names if names is not None else vocabulary(data))
    if not names:
        raise EvaluationError(
            f"Too little to learn from: no feature is shown by {FEATURE_GROUPS} genres or authorities. Add sentences."
        )
    x = matrix(data, names)
    columns = []
    for k, kind in enumerate(KINDS):
        known = np.array([e.answers[k] is not None for e in data])
        y = np.array([float(e.answers[k] or 0) for e in data])
        weight = np.where(y > 0, POSITIVE_WEIGHT[kind], 1.0)
        columns.append(_fit(x[known], y[known], weight[known], strength))
    betas = np.array(columns)
    vector = betas[:, len(names) : -1] * VECTOR_SCALE
    kept = np.abs(betas[:, : len(names)]).max(axis=0) > 0.01
    grammatical = np.array([name.startswith("g.") for name in names] + [False] * WIDTH, dtype=float)
    added = x.multiply(grammatical).tocsr() @ betas[:, :-1].T  # what the grammar adds to each example's log-odds
    return Weights(
        kinds=KINDS,
        bias=tuple(round(float(b), 4) for b in betas[:, -1]),
        threshold=(0.5, 0.5, 0.5),
        features={name: tuple(round(float(b), 4) for b in betas[:, i]) for i, name in enumerate(names) if kept[i]},
        vector=tuple(tuple(round(float(b), 4) for b in row) for row in vector),
        reach=tuple(round(float(r), 4) for r in np.percentile(added, 95, axis=0)),
    )


def matrix(data: Sequence[Example], names: Sequence[str]) -> csr_matrix:
    """One row an example: which of the features it shows, then its vector."""
    index = {name: i for i, name in enumerate(names)}
    present = [sorted({index[n] for n in example.features.names if n in index}) for example in data]
    starts = np.cumsum([0, *map(len, present)])
    x = csr_matrix((np.ones(starts[-1]), np.concatenate([*present, []]).astype(int), starts), (len(data), len(names)))
    vectors = np.stack([example.features.vector for example in data]) * VECTOR_SCALE
    return hstack([x, csr_matrix(vectors)]).tocsr()


def best_thresholds(
    scores: Floats, data: Sequence[Example], background: Sequence[float] = (1.0, 1.0, 1.0)
) -> tuple[float, ...]:
    """For each kind the probability at and around which F1 over the examples is highest.

    The curve is flat about its top, and where exactly its peak stands is chance: the mean of five neighbouring cuts
    is taken.

    Args:
        background: for each kind, how many times the negative examples count, where papers hold more of them than
            the examples do.
    """
    found = []
    for k in range(len(KINDS)):
        known = [(float(s), e.answers[k]) for s, e in zip(scores[:, k], data, strict=True) if e.answers[k] is not None]
        positives = sum(bool(a) for _, a in known)

        def f1(
            cut: float, known: list[tuple[float, int | None]] = known, positives: int = positives, k: int = k
        ) -> float:
            hit = sum(bool(a) for s, a in known if s >= cut)
            named = hit + background[k] * sum(s >= cut and not a for s, a in known)
            return 2 * hit / (positives + named) if positives + named else 0.0

        cuts = [round(0.1 + 0.05 * step, 2) for step in range(17)]
        heights = [f1(cut) for cut in cuts]
        smooth = {cuts[i]: sum(heights[i - 2 : i + 3]) / 5 for i in range(2, len(cuts) - 2)}
        found.append(max(smooth, key=lambda cut: (round(smooth[cut], 4), -abs(cut - 0.5))))
    return tuple(found)


def left_out(
    data: Sequence[Example],
    strength: float = 6.0,
    say: Callable[[str], None] = lambda _: None,
    bundles: int | None = None,
) -> tuple[Floats, dict[str, Weights]]:
    """Scores of every example by a classifier that never saw its authority, and those classifiers by authority.

    Args:
        bundles: leave authorities out in so many bundles; by default one at a time.
    """
    scores = np.zeros((len(data), len(KINDS)))
    models: dict[str, Weights] = {}
    groups = sorted({e.group for e in data})
    step = min(bundles or len(groups), len(groups))
    for bundle in (groups[first::step] for first in range(step)):
        model = fit([e for e in data if e.group not in bundle], strength)
        models.update(dict.fromkeys(bundle, model))
        for row, example in enumerate(data):
            if example.group in bundle:
                scores[row] = model.scores(example.features)
        say(f"left out {', '.join(bundle)}")
    return scores, models
