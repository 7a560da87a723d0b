"""Figures as a data frame and as Markdown."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from pipeline.evaluate import Evaluation, evaluate
from pipeline.evaluate.agreement import agreement
from pipeline.evaluate.tables import (
    FIGURE_COLUMNS,
    agreement_csv,
    errors_csv,
    fields_markdown,
    figures_csv,
    records_markdown,
)
from schemas.annotation import Annotation

Writer = Callable[..., Path]
ACTIONS = [
    {"id": "A1", "text": "Open two homes", "lead": "Head of Homes", "status": ["behind"]},
    {"id": "A2", "text": "Mend all"},
]


@pytest.fixture
def evaluation(write_run: Writer, write_gold: Writer) -> Evaluation:
    papers = [{"paper_id": name, "file": f"{name}.txt", "title": "=1+1"} for name in "ab"]
    actions = [
        {"paper_id": "a", "action_id": "1", "text": "Open two homes", "lead": "Head of Homes", "status": "completed"},
        {"paper_id": "b", "action_id": "2", "text": 'Something "else", wholly', "page": "2", "rule": "sentence"},
    ]
    gold = {f"{name}.txt": {"metadata": {"authority": "Hartsmere"}, "actions": ACTIONS} for name in "ab"}
    return evaluate(write_run(papers=papers, actions=actions), write_gold(gold), draws=50)


def test_the_csv_is_a_data_frame_of_one_figure_a_row(evaluation: Evaluation) -> None:
    text = figures_csv({"run": evaluation, "baseline": evaluation})
    assert text.endswith("\r\n")
    frame = pd.read_csv(io.StringIO(text))
    assert tuple(frame.columns) == FIGURE_COLUMNS
    assert not frame.duplicated(["method", "scope", "group", "figure"]).any()
    assert set(frame["scope"]) == {"all", "authority", "report_type", "paper"}
    own = frame[(frame["method"] == "run") & (frame["scope"] == "all")].set_index("figure")
    assert own.loc["actions", ["tp", "fp", "fn", "papers"]].tolist() == [1, 1, 3, 2]
    assert own.loc["actions", "value"] == pytest.approx(0.333)
    assert own.loc["actions", "low"] <= own.loc["actions", "value"] <= own.loc["actions", "high"]
    assert pd.isna(own.loc["priorities", "value"])


def test_errors_of_a_kind_stand_together(evaluation: Evaluation) -> None:
    rows = list(csv.DictReader(io.StringIO(errors_csv(evaluation.errors))))
    assert [row["kind"] for row in rows] == sorted(error.kind for error in evaluation.errors)
    (extra,) = (row for row in rows if row["kind"] == "extra")
    assert (extra["text"], extra["page"], extra["rule"]) == ('Something "else", wholly', "2", "sentence")


def test_markdown_has_one_column_an_evaluation(evaluation: Evaluation) -> None:
    low, high = evaluation.intervals["actions"].low, evaluation.intervals["actions"].high
    records = records_markdown({"five": evaluation, "more": evaluation})
    assert records.splitlines()[:2] == ["| | five | more |", "| --- | ---: | ---: |"]
    cell = f"0.333 ({low:.3f}–{high:.3f})"
    assert f"| actions, relaxed F1 | {cell} | {cell} |" in records
    assert "| actions, relaxed: precision / recall | 0.500 / 0.250 | 0.500 / 0.250 |" in records
    fields = fields_markdown({"five": evaluation})
    assert "| lead | 0.667 |" in fields
    assert "| status of actions: macro-F1 (commonest alone) | 0.000 (1.000) |" in fields
    assert "| status of progress: macro-F1 (commonest alone) | – |" in fields


def test_agreement_as_csv() -> None:
    own = [Annotation.model_validate({"paper": f"{name}.txt", "actions": ACTIONS}) for name in "ab"]
    frame = pd.read_csv(io.StringIO(agreement_csv(agreement(own, own, draws=20))))
    assert list(frame.columns) == ["paper", "figure", "value", "low", "high", "of"]
    over_all = frame[frame["paper"].isna()].set_index("figure")
    assert over_all.loc["actions relaxed", ["value", "low", "high", "of"]].tolist() == [1, 1, 1, 8]
