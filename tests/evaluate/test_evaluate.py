"""Scores of small invented runs, counted by hand."""

import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from pipeline.evaluate import Evaluation, EvaluationError, Fault, difference, errors_table, evaluate, figures_table

Writer = Callable[..., Path]

PLAN = "Open two new homes for children near their schools"
VISITS = "Visit every child in care within five working days"
AIM = "Children in care live in homes that are close to their schools"
FILE = "hartsmere-plan.txt"
PAPER = {"paper_id": "p", "file": f"papers/{FILE}"}

ANNOTATION: dict[str, Any] = {
    "metadata": {
        "authority": "Hartsmere Borough Council",
        "title": "Homes for children in care: the plan",
        "meeting_date": "2024-03",
        "agenda_item": None,
        "committee": "Homes Board",
        "committee_optional": True,
        "report_type": "action_plan",
    },
    "priorities": [{"id": "P1", "text": AIM, "themes": ["placement"]}],
    "actions": [
        {
            "id": "A1",
            "text": PLAN,
            "priority": "P1",
            "status": ["in_progress"],
            "lead": "Head of Homes",
            "due": "2025-04",
        },
        {"id": "A2", "text": VISITS, "priority": None, "status": ["completed", "behind"], "lead": None, "due": None},
    ],
    "progress": [{"id": "G1", "text": "One home has opened and one is late", "action": "A1", "status": ["behind"]}],
}


def run(write_run: Writer, write_gold: Writer, annotation: Mapping[str, Any] = ANNOTATION, **tables: Any) -> Evaluation:
    return evaluate(write_run(**{"papers": [PAPER], **tables}), write_gold({FILE: annotation}))


def action(id_: str, text: str, **fields: str) -> dict[str, str]:
    return {"paper_id": "p", "action_id": id_, "text": text, **fields}


def kinds(evaluation: Evaluation) -> set[tuple[str, str]]:
    return {(fault.kind, fault.record) for fault in evaluation.errors}


PERFECT: dict[str, Any] = {
    "papers": [
        {
            **PAPER,
            "authority": "Hartsmere Borough Council",
            "title": "Homes for Children in Care – the Plan",
            "meeting_date": "2024-03-05",
            "report_type": "action_plan",
        }
    ],
    "priorities": [{"paper_id": "p", "priority_id": "1", "text": AIM, "themes": "placement"}],
    "actions": [
        action("2", PLAN, priority_id="1", status="in_progress", lead="the Head of Homes", due_date="2025-04"),
        action("3", VISITS, status="behind"),
    ],
    "progress": [
        {
            "paper_id": "p",
            "progress_id": "4",
            "text": ANNOTATION["progress"][0]["text"],
            "action_id": "2",
            "status": "behind",
        }
    ],
}


def test_a_run_that_found_everything(write_run: Writer, write_gold: Writer) -> None:
    evaluation = run(write_run, write_gold, **PERFECT)
    assert evaluation.errors == ()
    assert evaluation.mean_f1 == evaluation.mean_f1_by_authority == 1.0
    assert {name: c.f1 for name, c in evaluation.fields.items() if c.any} == {
        "actions.due": 1.0,
        "actions.lead": 1.0,
        "actions.priority_link": 1.0,
        "metadata.authority": 1.0,
        "metadata.meeting_date": 1.0,
        "metadata.report_type": 1.0,
        "metadata.title": 1.0,
        "progress.action_link": 1.0,
    }
    assert [evaluation.whole[kind].tp for kind in ("priorities", "actions", "progress")] == [1, 2, 1]
    assert evaluation.status["actions"].accuracy == 1.0
    assert evaluation.per_report_type["action_plan"]["actions"].f1 == 1.0


def test_a_run_that_found_nothing(write_run: Writer, write_gold: Writer) -> None:
    evaluation = run(write_run, write_gold)
    assert evaluation.mean_f1 == 0
    assert evaluation.missing_papers == ()
    assert evaluation.fields["actions.lead"].fn == 1
    assert evaluation.status["actions"].of == 0
    assert {k for k in kinds(evaluation) if k[0] == "missed"} == {
        ("missed", "priorities"),
        ("missed", "actions"),
        ("missed", "progress"),
    }


def test_wrong_fields_are_named_one_by_one(write_run: Writer, write_gold: Writer) -> None:
    wrong = {
        **PERFECT,
        "priorities": [{**PERFECT["priorities"][0], "themes": "placement;health"}],
        "actions": [
            action("2", PLAN, status="completed", lead="Anyone", due_text="some day"),
            action("3", VISITS, priority_id="1", status="completed", lead="Somebody"),
        ],
    }
    evaluation = run(write_run, write_gold, **wrong)
    assert kinds(evaluation) == {
        ("themes", "priorities"),
        ("status", "actions"),
        ("link", "actions"),
        ("lead", "actions"),
        ("due", "actions"),
    }
    assert Fault("lead", FILE, "actions", "Somebody", "", VISITS) in evaluation.errors
    assert Fault("link", FILE, "actions", "P1", "", VISITS) in evaluation.errors
    lead = evaluation.fields["actions.lead"]
    assert (lead.tp, lead.fp, lead.fn) == (0, 2, 1)
    assert evaluation.whole["actions"].tp == 0
    assert evaluation.records["actions"]["strict"].f1 == 1.0


def test_an_optional_record_counts_neither_way(write_run: Writer, write_gold: Writer) -> None:
    annotation = {**ANNOTATION, "actions": [{**ANNOTATION["actions"][0], "optional": True}]}
    with_it = run(write_run, write_gold, annotation, actions=[action("2", PLAN)])
    without = run(write_run, write_gold, annotation, actions=[])
    assert with_it.records["actions"] == without.records["actions"]
    assert not with_it.records["actions"]["relaxed"].any
    assert ("extra", "actions") not in kinds(with_it)


def test_a_link_to_an_optional_record_that_was_not_found_is_not_asked_for(
    write_run: Writer, write_gold: Writer
) -> None:
    annotation = {**ANNOTATION, "priorities": [{"id": "P1", "text": AIM, "optional": True}]}
    evaluation = run(write_run, write_gold, annotation, actions=[action("2", PLAN)])
    assert "actions.priority_link" not in {n for n, c in evaluation.fields.items() if c.any}


def test_a_duplicate_paper_is_passed_over(write_run: Writer, write_gold: Writer) -> None:
    duplicate = {**PAPER, "duplicate_of": "q"}
    assert run(write_run, write_gold, papers=[duplicate]).missing_papers == (FILE,)


@pytest.mark.parametrize("file", ["hartsmere-plan.pdf", "a/hartsmere-plan.scan.pdf", "b/hartsmere-plan.txt"])
def test_a_paper_is_found_in_all_its_forms(file: str, write_run: Writer, write_gold: Writer) -> None:
    assert run(write_run, write_gold, papers=[{**PAPER, "file": file}]).missing_papers == ()


def test_absent_tables_are_told_of(write_run: Writer, write_gold: Writer) -> None:
    out = write_run(papers=[PAPER])
    (out / "progress.csv").unlink()
    assert evaluate(out, write_gold({FILE: ANNOTATION})).absent_tables == ("progress.csv",)


def test_intervals_are_the_same_for_the_same_seed(write_run: Writer, write_gold: Writer) -> None:
    out = write_run(**PERFECT)
    gold = write_gold({FILE: ANNOTATION, "wexborough-plan.txt": ANNOTATION})
    one, same = evaluate(out, gold, draws=200, seed=7), evaluate(out, gold, draws=200, seed=7)
    assert one.intervals == same.intervals
    interval = one.intervals["actions"]
    assert interval.low == 0.0  # both times the paper that the run lacks
    assert interval.high == 1.0
    assert set(one.intervals) == {"priorities", "actions", "progress", "mean_f1"}


def test_the_difference_of_two_runs_is_taken_paper_by_paper(write_run: Writer, write_gold: Writer) -> None:
    good, poor = write_run("good", **PERFECT), write_run("poor", **{**PERFECT, "progress": []})
    gold = write_gold({FILE: ANNOTATION})
    found = difference(good, poor, gold, draws=50)
    assert {name: d.value for name, d in found.items()} == {
        "priorities": 0.0,
        "actions": 0.0,
        "progress": 1.0,
        "mean_f1": 0.333,
    }
    assert (found["mean_f1"].interval.low, found["mean_f1"].interval.high) == (0.333, 0.333)
    back = difference(poor, good, gold, draws=50)
    assert back["progress"].value == -1.0


def test_the_json_form_is_json(write_run: Writer, write_gold: Writer) -> None:
    evaluation = run(write_run, write_gold)
    assert "errors" not in evaluation.to_json()
    form = json.loads(json.dumps(evaluation.to_json(errors=True)))
    assert len(form["errors"]) == len(evaluation.errors) > 0
    assert form["records"]["actions"]["relaxed"] == {"p": 0.0, "r": 0.0, "f1": 0.0, "tp": 0, "fp": 0, "fn": 2}


def test_tables_for_the_terminal_show_brackets_as_they_stand(write_run: Writer, write_gold: Writer) -> None:
    evaluation = run(write_run, write_gold, actions=[action("9", "Publish the list [bold] of all the homes [draft]")])
    console = Console(file=io.StringIO(), width=200)
    console.print(figures_table(evaluation, per_paper=True), errors_table(evaluation.errors))
    shown = console.file.getvalue()  # type: ignore[attr-defined]
    assert "[bold] of all the homes [draft]" in shown
    assert "mean F1 by authority" in shown
    assert f"{FILE}: actions" in shown


def test_a_folder_without_papers_is_refused(tmp_path: Path, write_gold: Writer) -> None:
    with pytest.raises(EvaluationError, match=r"no papers\.csv"):
        evaluate(tmp_path, write_gold({FILE: ANNOTATION}))


def test_a_folder_without_annotations_is_refused(tmp_path: Path, write_run: Writer) -> None:
    with pytest.raises(EvaluationError, match="no annotations"):
        evaluate(write_run(papers=[PAPER]), tmp_path)


def test_a_broken_annotation_is_named_with_its_fault(write_run: Writer, write_gold: Writer) -> None:
    broken = {"actions": [{"id": "A1", "text": "Do it", "status": ["nearly"]}]}
    with pytest.raises(EvaluationError, match=r"hartsmere-plan\.json.*actions\.0\.status\.0"):
        run(write_run, write_gold, broken)


def test_two_annotations_of_one_paper_are_refused(write_run: Writer, write_gold: Writer) -> None:
    gold = write_gold({FILE: ANNOTATION})
    (gold / "again.json").write_bytes((gold / "hartsmere-plan.json").read_bytes())
    with pytest.raises(EvaluationError, match="twice"):
        evaluate(write_run(papers=[PAPER]), gold)


def test_a_table_of_another_program_is_refused(write_run: Writer, write_gold: Writer) -> None:
    out = write_run(papers=[PAPER])
    (out / "actions.csv").write_text("id,words\n1,Do it\n", encoding="utf-8")
    with pytest.raises(EvaluationError, match=r"actions\.csv has no column paper_id, action_id, text"):
        evaluate(out, write_gold({FILE: ANNOTATION}))
