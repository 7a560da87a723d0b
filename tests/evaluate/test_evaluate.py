"""Scores of small invented runs, counted by hand."""

import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from pipeline.evaluate import Evaluation, EvaluationError, Fault, difference, evaluate
from pipeline.evaluate.render import error_tables, figures_table, groups_table

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
    assert evaluation.groups["report_type"]["action_plan"].records["actions"]["relaxed"].f1 == 1.0


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
    values = {figure.name: figure.value for figure in one.figures}
    constants = {name for name in values if "status_" in name or name.startswith("confidence")}
    assert set(one.intervals) == {name for name, value in values.items() if value is not None} - constants
    assert all(i.low <= (values[name] or 0) <= i.high for name, i in one.intervals.items())


def figure(evaluation: Evaluation, name: str) -> float | None:
    return {figure.name: figure.value for figure in evaluation.figures}[name]


def test_groups_have_the_figures_of_their_papers_alone(write_run: Writer, write_gold: Writer) -> None:
    other = {**ANNOTATION, "metadata": {"authority": "Wexborough City Council", "report_type": "strategy"}}
    gold = write_gold({FILE: ANNOTATION, "wexborough-a.txt": other, "wexborough-b.txt": other})
    evaluation = evaluate(write_run(**PERFECT), gold, draws=50)
    authorities = evaluation.groups["authority"]
    assert {name: own.papers for name, own in authorities.items()} == {
        "Hartsmere Borough Council": 1,
        "Wexborough City Council": 2,
    }
    assert figure(authorities["Hartsmere Borough Council"], "actions.whole") == 1.0
    assert figure(authorities["Wexborough City Council"], "actions.whole") == 0.0
    assert figure(evaluation, "actions.whole") == 0.5
    assert set(evaluation.groups["report_type"]) == {"action_plan", "strategy"}
    assert set(evaluation.groups["paper"]) == {FILE, "wexborough-a.txt", "wexborough-b.txt"}
    assert not authorities["Hartsmere Borough Council"].intervals, "one paper says nothing of others"
    assert authorities["Wexborough City Council"].intervals["actions.whole"].high == 0.0
    form = evaluation.to_json()
    assert form["per_authority"]["Wexborough City Council"]["records"]["actions"]["relaxed"]["fn"] == 4


def test_false_records_are_counted_by_the_pages_of_papers_that_hold_none(write_run: Writer, write_gold: Writer) -> None:
    papers = [
        {"paper_id": "a", "file": "agenda.pdf", "pages": "3"},
        {"paper_id": "f", "file": "form.txt", "words": "501"},  # two pages of words
        {"paper_id": "m", "file": "maybe.pdf", "pages": "9"},
    ]
    actions = [{"paper_id": p, "action_id": p, "text": "Members will note the agenda"} for p in "afm"]
    maybe = {"actions": [{"id": "A1", "text": "Something wholly different", "optional": True}]}
    evaluation = evaluate(
        write_run(papers=papers, actions=actions),
        write_gold({"agenda.pdf": {}, "form.txt": {}, "maybe.pdf": maybe, "absent.pdf": {}}),
    )
    free = evaluation.record_free
    assert (free.papers, free.pages, free.false_records, free.per_10_pages) == (2, 5, 2, 4.0)
    assert figure(evaluation, "false_per_10_pages") == 4.0


def test_the_constant_status_has_its_own_macro_f1(write_run: Writer, write_gold: Writer) -> None:
    evaluation = run(write_run, write_gold, **PERFECT)  # wanted: in_progress, behind
    assert figure(evaluation, "actions.status_constant_accuracy") == 0.5
    assert figure(evaluation, "actions.status_constant") == 0.333  # F1 of 2/3 and of 0
    assert figure(evaluation, "actions.status") == 1.0


def test_confidence_is_judged_by_the_records_that_count(write_run: Writer, write_gold: Writer) -> None:
    optional = {"id": "A3", "text": "Publish a list of all homes", "optional": True}
    annotation = {**ANNOTATION, "actions": [*ANNOTATION["actions"], optional]}
    rows = [
        action("1", PLAN, confidence="0.9"),
        action("2", "Something wholly different was said", confidence="0.2"),
        action("3", optional["text"], confidence="0.5"),  # counts neither way
        action("4", "Nobody knows how sure this one is"),  # without confidence
    ]
    of = run(write_run, write_gold, annotation, actions=rows).confidence
    assert of is not None
    assert (of.records, of.right) == (2, 0.5)
    assert of.brier == pytest.approx((0.1**2 + 0.2**2) / 2)
    assert of.constant == pytest.approx(0.25)
    assert of.error == pytest.approx((0.1 + 0.2) / 2)
    assert run(write_run, write_gold).confidence is None


def test_errors_name_page_and_rule_of_what_was_found(write_run: Writer, write_gold: Writer) -> None:
    evaluation = run(
        write_run, write_gold, actions=[action("9", "Publish a list of all homes", page="4", rule="table.action")]
    )
    (extra,) = (e for e in evaluation.errors if e.kind == "extra")
    assert (extra.page, extra.rule) == ("4", "table.action")


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
    console.print(figures_table(evaluation), groups_table(evaluation, "paper"), *error_tables(evaluation))
    shown = console.file.getvalue()  # type: ignore[attr-defined]
    assert "[bold] of all the homes [draft]" in shown
    assert "mean F1 by authority" in shown
    assert f"{FILE}" in shown
    assert "extra: 1" in shown


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
