"""The model card of the sentence classifier: what it was made of, how good it is, what it is for."""

from __future__ import annotations

import hashlib
import importlib.metadata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files as resources

import numpy as np
from numpy.typing import NDArray

from pipeline.evaluate.counts import Counts
from pipeline.evaluate.training import (
    FEATURE_GROUPS,
    FRAGMENTS,
    KINDS,
    POSITIVE_WEIGHT,
    WORD_GROUPS,
    Example,
)
from pipeline.extract.statements.classifier import Weights
from pipeline.models import describe_model

_INVENTED = (
    "The sentences were written and labelled for this project in the manner of council papers "
    "(`corpus/sentences/README.md`; genres called “whole” are whole invented papers with annotations, "
    "`corpus/annotated`). Councils, people and figures are invented, and no sentence comes from a published "
    "paper."
)
_ANNOTATED = (
    f"The genres called “{FRAGMENTS} ...” were written for this project (`corpus/sentences/README.md`); the other rows "
    "are annotated papers by authority."
)
_INVENTED_LIMIT = (
    "Invented sentences are tidier than real ones, and their writers knew the labels: expect less on real papers than "
    "stands above."
)
_ANNOTATED_LIMIT = "The annotated papers were not drawn at random: other authorities write differently."


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file that the classifier learnt from, or a folder of them."""

    name: str
    sha256: str


def card(
    data: Sequence[Example],
    scores: NDArray[np.float64],
    weights: Weights,
    text: str,
    sources: Iterable[DataFile],
    parser: str,
    strength: float,
) -> str:
    """The card as Markdown, without dates or paths: the same for the same data.

    Args:
        data: the examples; scores: of each example and kind, by a classifier that never saw its group.
        text: the classifier's file, whose digest the card names.
        sources: the files and folders of the data.
        parser: name of the trained spaCy pipeline.
        strength: of the L2 penalty.
    """
    counts = {group: _counts(data, scores, weights, group) for group in sorted({e.group for e in data})}
    total = [sum((own[k] for own in counts.values()), Counts()) for k in range(len(KINDS))]
    invented = all(group.startswith(FRAGMENTS) for group in counts)
    shown = {group: group.removeprefix(FRAGMENTS).strip() if invented else group for group in counts}
    model = describe_model(parser)
    kinds = [kind.value for kind in KINDS]
    return (
        resources(__package__)
        .joinpath("card.md")
        .read_text(encoding="utf-8")
        .format(
            digest=hashlib.sha256(text.encode()).hexdigest(),
            sentences=f"{len(data):,}",
            features=f"{len(weights.features):,}",
            data_table=markdown_table(
                ["genre or authority", "sentences", *(f"{k} (optional)" for k in kinds), "nothing"],
                [_data_row(shown[group], [e for e in data if e.group == group]) for group in counts]
                + [_data_row("all", data)],
            ),
            files="\n".join(f"- `{source.name}`: SHA-256 `{source.sha256}`" for source in sources),
            origin=_INVENTED if invented else _ANNOTATED,
            strength=f"{strength:g}",
            positives=", ".join(f"{POSITIVE_WEIGHT[kind]:g} ({kind})" for kind in KINDS),
            groups=FEATURE_GROUPS,
            word_groups=WORD_GROUPS,
            thresholds=", ".join(f"{t:g} ({kind})" for t, kind in zip(weights.threshold, kinds, strict=True)),
            parser=f"{model.name} {model.version}",
            sklearn=importlib.metadata.version("scikit-learn"),
            scores=markdown_table(
                ["kind", "positives", "precision", "recall", "F1"],
                [
                    [kind, f"{c.tp + c.fn}", _figure(c.precision), _figure(c.recall), _figure(c.f1)]
                    for kind, c in zip(kinds, total, strict=True)
                ],
            ),
            score_table=markdown_table(
                ["left out", *kinds], [[shown[group], *(_figure(c.f1) for c in own)] for group, own in counts.items()]
            ),
            limits=_INVENTED_LIMIT if invented else _ANNOTATED_LIMIT,
        )
    )


def _counts(data: Sequence[Example], scores: NDArray[np.float64], weights: Weights, group: str) -> list[Counts]:
    """For each kind, what the thresholds make of the examples of a group; optional ones count neither way."""
    found = []
    for k, threshold in enumerate(weights.threshold):
        own = [
            (bool(example.answers[k]), float(score) >= threshold)
            for example, score in zip(data, scores[:, k], strict=True)
            if example.group == group and example.answers[k] is not None
        ]
        tp = sum(is_one and named for is_one, named in own)
        found.append(Counts(tp, sum(named for _, named in own) - tp, sum(is_one for is_one, _ in own) - tp))
    return found


def _data_row(name: str, data: Sequence[Example]) -> list[str]:
    row = [name, f"{len(data):,}"]
    for k in range(len(KINDS)):
        answers = [example.answers[k] for example in data]
        row.append(f"{answers.count(1):,} ({answers.count(None):,})")
    row.append(f"{sum(not any(a != 0 for a in example.answers) for example in data):,}")
    return row


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def markdown_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table, its first column to the left and the others to the right."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
