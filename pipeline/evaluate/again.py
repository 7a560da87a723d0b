"""The annotated papers of a run read by another method: from the same frozen text, so that only the method differs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.evaluate.baseline import baseline
from pipeline.evaluate.paper import Fault, PaperScore, score_paper
from pipeline.evaluate.sources import KINDS, EvaluationError, Found, Run, as_run
from pipeline.evaluate.spans import locate
from pipeline.export.frozen import FrozenPaperError, read_papers
from pipeline.export.tables import cell
from schemas.annotation import Annotation
from schemas.dataset import Records
from schemas.paper import Paper
from schemas.records import Row

Method = Callable[[Paper, Mapping[str, str]], Records]
"""What makes records of a paper, given the front matter that the run's manifest states of it."""


def frozen_paper(out: Path, row: Found) -> Paper:
    """The frozen paper of a row of papers.csv in folder `out`.

    Raises:
        EvaluationError: it is not there, or is no frozen paper.
    """
    path = out / "papers" / f"{row['paper_id']}.json.gz"
    try:
        (paper,) = read_papers(path)
    except (OSError, FrozenPaperError, ValueError) as error:
        raise EvaluationError(
            f"{path} cannot be read, and other methods read the papers from there. Make OUT with `papers run`."
        ) from error
    return paper


def text_of(out: Path, rows: Iterable[Found]) -> str:
    """The text of the papers of one file, one after the other. Raises EvaluationError as `frozen_paper`."""
    return "\n".join(frozen_paper(out, row).text for row in rows)


def with_pages(out: Path, run: Run, errors: Iterable[Fault]) -> Iterator[Fault]:
    """The same errors, those of missed records with the page on which the paper has their words, where it has pages.

    Raises:
        EvaluationError: as `frozen_paper`.
    """
    papers: dict[str, list[Paper]] = {}
    for error in errors:
        if error.kind == "missed" and error.paper not in papers:
            papers[error.paper] = [frozen_paper(out, row) for row in run.papers(error.paper)]
        spans = [(p, locate(p.text, error.text)) for p in papers.get(error.paper, ())] if error.kind == "missed" else []
        page = next((p.page_of(span[0]) for p, span in spans if span), None)
        yield replace(error, page=str(page)) if page else error


def stated_in_manifest(run: Run, row: Found) -> dict[str, str]:
    """The front matter of a paper that the run's manifest stated, by field."""
    return {
        name: own["value"]
        for (paper_id, name), own in run.fields.items()
        if paper_id == row["paper_id"] and own.get("rule") == "manifest"
    }


def read_again(out: Path, run: Run, papers: Iterable[Found], method: Method) -> Run:
    """The papers of a run, by their rows of papers.csv, with the records that `method` makes of them.

    Raises:
        EvaluationError: as `frozen_paper`.
    """
    return run_of([method(frozen_paper(out, row), stated_in_manifest(run, row)) for row in papers])


def run_of(found: Sequence[Records]) -> Run:
    """Papers in memory with their records, as the tables of a run would hold them."""
    return as_run(
        [_row(records.paper) for records in found],
        {kind: [_row(row) for records in found for row in getattr(records, kind)] for kind in KINDS},
        [_row(row) for records in found for row in records.paper_fields],
    )


def baseline_scores(out: Path, run: Run, annotations: Sequence[Annotation]) -> list[PaperScore]:
    """Scores of the keyword baseline on the annotated papers of the run in `out`.

    Raises:
        EvaluationError: as `frozen_paper`.
    """
    rows = [row for annotation in annotations for row in run.papers(Path(annotation.paper).name)]
    keywords = read_again(out, run, rows, lambda paper, _: baseline(paper))
    return [score_paper(annotation, keywords) for annotation in annotations]


def _row(row: Row) -> dict[str, str]:
    return {name: cell(name, value) for name, value in row}
