"""What a column holds by its header."""

import pytest

from pipeline.columns import column_role, named_role


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Ref.", "reference"),
        ("No", "reference"),
        ("Priority", "priority"),
        ("What we want to achieve", "priority"),
        ("Our pledge to you", "priority"),
        ("Action", "action"),
        ("What will we do?", "action"),
        ("Key milestones", "action"),
        ("Lead officer(s)", "lead"),
        ("By whom", "lead"),
        ("Who is responsible?", "lead"),
        ("By when", "due"),
        ("Timescal e", "due"),
        ("To be completed by", "due"),
        ("Success measure", "measure"),
        ("How will we know?", "measure"),
        ("Progress", "progress"),
        ("Position as at June 2019", "progress"),
        ("RAG status", "status"),
        ("BRAG", "status"),
        ("% complete", "status"),
        ("Direction of travel", "status"),
        ("Cost (£)", "resources"),
        ("Delivery partners", "partners"),
        ("Main risks", "risk"),
        ("Recommendation of the inspectors", "recommendation"),
        ("Date of last action", "action"),
        ("Steps being taken", "action"),
        ("Step / Cam", "action"),
        ("What was agreed", "action"),
        ("Piece of work", "action"),
        ("Follow-up findings", "progress"),
        ("Auditor's comment", "progress"),
        ("Quarter 3 commentary", "progress"),
        ("Autumn 2021 position", "progress"),
        ("Current situation", "progress"),
        ("Q2 verdict", "status"),
        ("Colour", "status"),
        ("Person in charge", "lead"),
        ("Due for completion", "due"),
        ("Area of weakness", "priority"),
        ("Ward", None),
        ("", None),
        ("–", None),
        ("The action that the Council took in the year that ended in March was as set out here below", None),
    ],
)
def test_role_of_a_column(header: str, role: str | None) -> None:
    assert column_role(header) == role


def test_a_word_decides_by_itself_not_as_part_of_another() -> None:
    assert column_role("Stakeholder leaders") is None
    assert column_role("Lead for stakeholders") == "lead"


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Stage (begun / planned / dropped)", "status"),
        ("RAG (Red, Amber or Green)", "status"),
        ("What we did in the year", "progress"),
        ("Update this quarter", "progress"),
        ("NEXT (to May)", "action"),
        ("Owner (job title)", "lead"),
        ("Stage (of the river)", "action"),
        ("River (north bank)", None),
    ],
)
def test_a_name_with_a_scale_a_period_or_an_aside_behind_it(header: str, role: str | None) -> None:
    assert named_role(header) == role


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Milestone owner", "lead"),
        ("Action lead officer's update", "progress"),
        ("Activity deadline", "due"),
        ("RAG commentary", "progress"),
        ("Status narrative", "progress"),
        ("Outcome status", "status"),
        ("Workstream tasks", "action"),
        ("Date of closure", "due"),
        ("Owner of the task", "lead"),
        ("Risk update", "risk"),
        ("Budget owner", "resources"),
    ],
)
def test_a_name_is_about_its_last_word(header: str, role: str | None) -> None:
    assert column_role(header) == role


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Expected delivery date", "due"),
        ("Revised timescales", "due"),
        ("Our actions", "action"),
        ("Overall rating", "status"),
        ("Achieved (Y/N)", "status"),
        ("Lead deadline", None),  # the names of two columns
        ("Action update", "progress"),
        ("Key", None),
    ],
)
def test_a_name_is_known_whole_where_the_words_before_its_last_are_no_names(header: str, role: str | None) -> None:
    assert named_role(header) == role


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("What the council will do", "action"),
        ("What the partnership intends to do", "action"),
        ("How the service is going to do this", None),
        ("The trust will", "action"),
        ("What our partners have done so far", "progress"),
        ("What the board has achieved", "progress"),
        ("The council", None),
        ("The programme", None),
    ],
)
def test_who_acts_does_not_change_what_a_column_holds(header: str, role: str | None) -> None:
    assert named_role(header) == role
