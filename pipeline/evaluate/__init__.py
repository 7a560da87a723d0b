"""Scores of a run against hand-made annotations, and of one annotator against another."""

from collections.abc import Callable, Iterable
from pathlib import Path

from pipeline.evaluate.bootstrap import Difference, Interval, differences
from pipeline.evaluate.counts import Counts, StatusScore
from pipeline.evaluate.paper import Fault, PaperScore, score_paper
from pipeline.evaluate.result import Evaluation, Figure, summarise
from pipeline.evaluate.sources import EvaluationError, read_annotation, read_gold, read_run

__all__ = [
    "Counts",
    "Difference",
    "Evaluation",
    "EvaluationError",
    "Fault",
    "Figure",
    "Interval",
    "PaperScore",
    "StatusScore",
    "difference",
    "differences",
    "evaluate",
    "evaluate_baseline",
    "evaluate_left_out",
    "read_annotation",
    "read_gold",
    "read_run",
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
    return summarise(
        [score_paper(annotation, run) for annotation in read_gold(gold)], run.absent, draws=draws, seed=seed
    )


def evaluate_baseline(out: Path, gold: Path, *, draws: int = 0, seed: int = 0) -> Evaluation:
    """Scores the keyword baseline (`pipeline.evaluate.baseline`) on the papers of the run in `out`.

    It reads the frozen papers of the run, so that both worked on the same text. It finds no front matter and no links.

    Raises:
        EvaluationError: as `evaluate`, or a frozen paper is not there.
    """
    from pipeline.evaluate.again import baseline_scores

    return summarise(baseline_scores(out, read_run(out), read_gold(gold)), draws=draws, seed=seed)


def evaluate_left_out(
    out: Path,
    gold: Path,
    sentences: Iterable[Path],
    *,
    draws: int = 0,
    seed: int = 0,
    say: Callable[[str], None] = lambda _: None,
) -> Evaluation:
    """Scores the papers of the run in `out`, each read by what was trained on the papers of all other authorities.

    What is trained learns from `sentences` (files of labelled sentences, or their folders) and the annotations in
    `gold`; everything else is as in the run. Needs scikit-learn (the extra `train`); takes minutes.

    Raises:
        EvaluationError: as `evaluate_baseline`, `run.json` is not there, or there is too little to learn from.
    """
    from pipeline.evaluate.leave_out import leave_one_out
    from pipeline.export.run_record import settings_of_run

    settings = settings_of_run(out)
    if settings is None:
        raise EvaluationError(
            f"{out} has no run.json, which holds the settings to read the papers with. Run `papers run`."
        )
    left_out = leave_one_out(out, read_run(out), read_gold(gold), settings, sentences, say=say)
    return summarise(left_out.scores, draws=draws, seed=seed)


def difference(out: Path, other: Path, gold: Path, *, draws: int = 1000, seed: int = 0) -> dict[str, Difference]:
    """How much better the tables in `out` are than those in `other`: relaxed F1 of each kind and `mean_f1`.

    Raises:
        EvaluationError: as `evaluate`.
    """
    annotations = read_gold(gold)
    own, others = ([score_paper(a, run) for a in annotations] for run in (read_run(out), read_run(other)))
    return differences(own, others, draws, seed)
