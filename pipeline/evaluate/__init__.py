"""Scores of a run against hand-made annotations, and of one annotator against another."""

from pathlib import Path

from pipeline.evaluate.bootstrap import Difference, Interval, differences, intervals
from pipeline.evaluate.counts import Counts, StatusScore
from pipeline.evaluate.paper import Fault, PaperScore, score_paper
from pipeline.evaluate.render import errors_table, figures_table
from pipeline.evaluate.result import Evaluation, summarise
from pipeline.evaluate.sources import EvaluationError, read_annotation, read_gold, read_run

__all__ = [
    "Counts",
    "Difference",
    "Evaluation",
    "EvaluationError",
    "Fault",
    "Interval",
    "PaperScore",
    "StatusScore",
    "difference",
    "errors_table",
    "evaluate",
    "figures_table",
    "read_annotation",
    "read_gold",
    "score_paper",
    "summarise",
]


def evaluate(out: Path, gold: Path, *, draws: int = 0, seed: int = 0) -> Evaluation:
    """Scores the tables in folder `out` against the annotation files in folder `gold`.

    A found record matches an annotated one when the Dice overlap of their word multisets is at least 0.5
    (relaxed) or 0.9 (strict); pairs are taken best first, one to one. What matches an optional record, or is a
    run of at least five words out of one (two at most for each), counts neither way.

    Args:
        out: the output folder of a run; papers.csv must be there, other tables count as empty where absent.
        gold: a folder with one JSON file a paper. A paper is found by its file name, else by its stem.
        draws: number of bootstrap resamples for the intervals; 0 for none.
        seed: of the bootstrap.

    Raises:
        EvaluationError: the tables or the annotations cannot be read; the message says what to do.
    """
    run = read_run(out)
    scores = [score_paper(annotation, run) for annotation in read_gold(gold)]
    return summarise(scores, run.absent, intervals(scores, draws, seed) if draws else {})


def difference(out: Path, other: Path, gold: Path, *, draws: int = 1000, seed: int = 0) -> dict[str, Difference]:
    """How much better the tables in `out` are than those in `other`: relaxed F1 of each kind and `mean_f1`.

    Raises:
        EvaluationError: as `evaluate`.
    """
    annotations = read_gold(gold)
    own, others = ([score_paper(a, run) for a in annotations] for run in (read_run(out), read_run(other)))
    return differences(own, others, draws, seed)
