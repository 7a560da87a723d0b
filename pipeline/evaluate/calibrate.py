"""Folders of annotations to the calibration file and its card."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files as resources
from pathlib import Path

from pipeline.evaluate.calibration import Outcome, best_strength, fit, left_out, outcomes, quality_by_kind
from pipeline.evaluate.card import markdown_table
from pipeline.evaluate.confidence import Quality
from pipeline.evaluate.sources import EvaluationError
from pipeline.evaluate.train import annotated_papers
from pipeline.extract.components import findings_of
from pipeline.extract.confidence import Calibration
from pipeline.extract.extractor import Extractor
from pipeline.extract.statements.model import Kind, Statement
from pipeline.models import describe_classifier
from schemas.annotation import Annotation
from schemas.paper import Paper

_LEAST_GROUPS = 3


@dataclass(frozen=True)
class Calibrated:
    """The figures, their file and the card that belongs beside it, as text."""

    calibration: Calibration
    text: str
    card: str


def calibrate(
    sets: Sequence[tuple[Path, Path]], extractor: Extractor, say: Callable[[str], None] = lambda _: None
) -> Calibrated:
    """Measure how often each rule and the classifier are right; the same data give the same bytes.

    Args:
        sets: folders of annotations (docs/annotation.md), each with the folder of its papers.
        extractor: with the register and settings that the papers are to be read with.
        say: told of each step.

    Raises:
        EvaluationError: files are absent or broken, or hold too little to measure by.
    """
    records: list[Outcome] = []
    papers = 0
    for gold, folder in sets:
        by_file: dict[int, tuple[Annotation, str, list[Paper]]] = {}
        for item in annotated_papers(gold, folder, extractor.settings):
            by_file.setdefault(id(item.gold), (item.gold, item.group, []))[2].append(item.paper)
        for annotation, group, read in by_file.values():
            records.extend(measured_records(annotation, group, read, extractor))
        papers += len(by_file)
        say(f"{gold}: {len(by_file)} annotated papers read")
    groups = len({record.group for record in records})
    if groups < _LEAST_GROUPS or not any(record.scored for record in records):
        raise EvaluationError(
            f"Too little to measure by: {len(records)} records of {groups} authorities. "
            f"Give annotations of at least {_LEAST_GROUPS} authorities, with prose in them."
        )
    strength = best_strength(records)
    digest = describe_classifier(extractor.settings.extract.classifier).digest
    made = fit(records, strength, digest)
    say(f"{len(records)} records of {groups} authorities; strength {strength:g}")
    text = made.model_dump_json(indent=1) + "\n"
    measured = quality_by_kind(left_out(records, strength))
    return Calibrated(made, text, _card(made, text, measured, papers, groups))


def measured_records(
    annotation: Annotation, group: str, papers: Sequence[Paper], extractor: Extractor
) -> list[Outcome]:
    """The records of an annotated file that count, with what became of them."""
    statements: list[tuple[Statement, str]] = []
    for paper in papers:
        made = findings_of(extractor.doc(paper)).statements
        statements.extend((s, paper.text[s.start : s.end]) for s in made)
    found: list[Outcome] = []
    for kind, gold in (
        (Kind.PRIORITY, annotation.priorities),
        (Kind.ACTION, annotation.actions),
        (Kind.PROGRESS, annotation.progress),
    ):
        own = [(s, text) for s, text in statements if s.kind is kind]
        rights = outcomes([text for _, text in own], [(g.text, g.optional) for g in gold])
        found.extend(
            Outcome(group, kind, s.rule, s.score, right)
            for (s, _), right in zip(own, rights, strict=True)
            if right is not None
        )
    return found


def _card(made: Calibration, text: str, measured: Mapping[str, Quality], papers: int, groups: int) -> str:
    """The card as Markdown, without dates or paths: the same for the same data."""
    rates = [("all rules", made.overall), *((f"{n}.*", r) for n, r in made.families.items()), *made.rules.items()]
    curves = [("all kinds", made.pooled), *((kind.value, curve) for kind, curve in made.curves.items())]
    return (
        resources(__package__)
        .joinpath("confidence.md")
        .read_text(encoding="utf-8")
        .format(
            digest=hashlib.sha256(text.encode()).hexdigest(),
            classifier=made.classifier,
            papers=papers,
            groups=groups,
            records=measured["all"].records,
            strength=f"{made.strength:g}",
            quality=quality_tables(measured),
            rates=markdown_table(
                ["what made the record", "right", "made", "confidence"],
                [[name, f"{r.right}", f"{r.made}", f"{r.probability:.2f}"] for name, r in rates],
            ),
            curves=markdown_table(
                ["kind", "records", "intercept", "slope", "at 0.5", "at 0.7", "at 0.9"],
                [
                    [
                        n,
                        f"{c.records}",
                        f"{c.intercept:.2f}",
                        f"{c.slope:.2f}",
                        *(f"{c.at(p):.2f}" for p in (0.5, 0.7, 0.9)),
                    ]
                    for n, c in curves
                ],
            ),
        )
    )


def quality_tables(measured: Mapping[str, Quality]) -> str:
    """Brier scores and calibration error by kind, and the reliability table of all records, as Markdown."""
    scores = markdown_table(
        ["records", "n", "share right", "Brier", "constant's Brier", "calibration error"],
        [
            [name, f"{q.records}", f"{q.right:.3f}", f"{q.brier:.3f}", f"{q.constant:.3f}", f"{q.error:.3f}"]
            for name, q in measured.items()
        ],
    )
    bands = markdown_table(
        ["confidence", "n", "mean confidence", "share right"],
        [
            [f"{b.low:.1f} to {b.high:.1f}", f"{b.records}", f"{b.mean:.3f}", f"{b.right:.3f}"]
            for b in measured["all"].bands
        ],
    )
    return f"{scores}\n\n{bands}"
