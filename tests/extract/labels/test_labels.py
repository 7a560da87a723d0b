"""What labels and lead-ins announce."""

import pytest

from pipeline.extract.labels import label_of, labels_alternate, lead_in_kind, priority_label, run_in_label
from tests.extract.specimens import heading, item, paper, para, table


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Action", "action"),
        ("ACTIONS:", "action"),
        ("What we will do", "action"),
        ("Progress", "progress"),
        ("Progress to date –", "progress"),
        ("Action plan for roofs", None),
        ("Act", None),
        ("", None),
    ],
)
def test_label_of(text: str, kind: str | None) -> None:
    assert label_of(text) == kind


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Action: mend the roof", "action", "mend the roof"),
        ("Progress - The roof is mended", "progress", "The roof is mended"),
        ("Key actions:– mend the roof", "action", "mend the roof"),
        ("Update: done", "progress", "done"),
    ],
)
def test_run_in_label(text: str, kind: str, words: str) -> None:
    found = run_in_label(text)
    assert found is not None
    assert (found[0], text[found[1] :]) == (kind, words)


@pytest.mark.parametrize("text", ["Action:", "Action", "Roof: mend it", "Action-packed day out", "", "the Action: x"])
def test_no_run_in_label(text: str) -> None:
    assert run_in_label(text) is None


@pytest.mark.parametrize(
    ("text", "label", "words"),
    [
        ("Priority 1: Dry homes", "Priority 1", "Dry homes"),
        ("PRIORITY OBJECTIVE 2 – Dry homes", "PRIORITY OBJECTIVE 2", "Dry homes"),
        ("Theme three: Dry homes", "Theme three", "Dry homes"),
        ("Strategic  Priority no. 4. Dry homes", "Strategic Priority no. 4", "Dry homes"),
        ("Pledge 5 Dry homes", "Pledge 5", "Dry homes"),
        ("Objective A: Dry homes", "Objective A", "Dry homes"),
        ("Outcome IV", "Outcome IV", ""),
        ("Aim: to keep homes dry", "Aim", "to keep homes dry"),
        ("Our vision: dry homes", "Our vision", "dry homes"),
    ],
)
def test_priority_label(text: str, label: str, words: str) -> None:
    found = priority_label(text)
    assert found is not None
    assert (found[0], text[found[1] :]) == (label, words)


@pytest.mark.parametrize(
    "text",
    [
        "Priority one findings of the auditors",
        "Priority repairs: roofs",
        "Our aim is dry homes",
        "Theme park: a visit",
        "Objective 3 was met in June",
        "Homes: priority 1",
        "",
    ],
)
def test_no_priority_label(text: str) -> None:
    assert priority_label(text) is None


@pytest.mark.parametrize(
    ("lead_in", "kind"),
    [
        ("Our priorities are:", "priority"),
        ("The strategy sets out four aims:", "priority"),
        ("across the six themes of:", "priority"),
        ("We will focus on:", "priority"),
        ("The partnership seeks to:", "priority"),
        ("Key actions completed include:", "completed"),
        ("Since the last report the team has:", "completed"),
        ("Achievements this year:", "completed"),
        ("Progress made so far includes:", "completed"),
        ("To do this the Council will:", "action"),
        ("The next steps are:", "action"),
        ("The following actions are planned:", "action"),
        ("The Board is asked to:", "none"),
        ("It is recommended that Cabinet:", "none"),
        ("This report tells of:", "none"),
        ("The following members attended:", "none"),
        ("The main risks are:", "none"),
        ("Consent is not required for:", "none"),
        ("Roofs of three kinds are found here:", None),
        ("", None),
    ],
)
def test_what_a_lead_in_announces(lead_in: str, kind: str | None) -> None:
    assert lead_in_kind(lead_in) == kind


def test_labels_alternate_only_where_they_come_often_and_name_actions() -> None:
    action, progress = heading("Action", 3), para("Progress:")
    assert labels_alternate(paper(action, "Mend.", progress, "Mended.", action, "Paint."))
    assert not labels_alternate(paper(action, "Mend.", progress, "Mended."))
    assert not labels_alternate(paper(progress, "Mended.", progress, "Painted.", progress, "Washed."))
    assert not labels_alternate(paper(table(["Action", "Progress"], ["Mend", "Done"]), item("Action")))
