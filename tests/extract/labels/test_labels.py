"""What labels and lead-ins announce."""

import pytest

from pipeline.extract.labels import (
    announces_statement,
    heads_list,
    label_of,
    labels_alternate,
    lead_in_kind,
    priority_label,
    run_in_label,
    served_name,
)
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
        ("PILLAR: Dry homes", "PILLAR", "Dry homes"),
        ("Focus area: Dry homes", "Focus area", "Dry homes"),
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
        ("The partners said that they would concentrate on three things:", "priority"),
        ("The plan aims to bring change in five areas in particular:", "priority"),
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


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Our priorities are:", "priority"),
        ("The key priorities for 2024/25 are:", "priority"),
        ("The strategy has three aims:", "priority"),
        ("The plan is built around five themes:", "priority"),
        ("The strategy is based on four pillars:", "priority"),
        ("Our vision is to:", "priority"),
        ("The objectives of the strategy are to:", "priority"),
        ("The plan focuses on:", "priority"),
        ("We want to:", "priority"),
        ("The strategy's ambitions are that:", "priority"),
        ("The Council's corporate objectives are as follows:", "priority"),
        ("Outcomes we want to achieve:", "priority"),
        ("What we want to achieve:", "priority"),
        ("The Partnership has agreed the following shared outcomes:", "priority"),
        ("Our strategic goals are:", "priority"),
        ("We are committed to:", "priority"),
        ("We pledge to:", "priority"),
        ("We promise to:", "priority"),
        ("The strategy aims to:", "priority"),
        ("This policy seeks to:", "priority"),
        ("Five missions guide our work:", "priority"),
        ("The purpose of the strategy is to:", "priority"),
        ("The vision is supported by six ambitions:", "priority"),
        ("The plan sets out four long-term outcomes for the borough:", "priority"),
        ("It identifies three cornerstones:", "priority"),
        ("Our areas of focus will be:", "priority"),
        ("To deliver these priorities we will:", "action"),
        ("Alongside the new depot we will:", "action"),
        ("Councillors may recall what has been achieved under the plan so far:", "completed"),
        ("Members will know what was done in the first year:", "completed"),
        ("Progress over the winter was reported:", "completed"),
        ("Much has been put in place since the flood:", "completed"),
        ("During its life the scheme has:", "completed"),
        ("Thanks to this funding we have:", "completed"),
        ("The following changes have been made:", "completed"),
        ("Last year we:", "completed"),
        ("Since April:", "completed"),
        ("We are proud to have:", "completed"),
        ("The year saw:", "completed"),
        ("The scheme has so far:", "completed"),
        ("Measures already in place include:", "completed"),
        ("Officers are now:", "completed"),
        ("Some things took longer than we hoped:", "completed"),
        ("The next phase will include:", "action"),
        ("Work planned for the winter:", "action"),
        ("The Trust has agreed to:", "action"),
        ("The scheme consists of:", "action"),
        ("We want every child to:", "priority"),
        ("In order to meet this objective the Council will:", "action"),
        ("Actions to support the climate objectives include:", "action"),
        ("To achieve our vision the service plans to:", "action"),
        ("The following work is planned to meet the aims of the strategy:", "action"),
        ("Measures which will help us to reach our targets are:", "action"),
        ("We will deliver this outcome by:", "action"),
        ("To support this priority officers will:", "action"),
        ("How we will achieve this priority:", "action"),
        ("What we will do to deliver our vision:", "action"),
        ("Progress against each of the priorities was considered on the following grounds:", "none"),
        ("Members raised the following questions on the priorities:", "none"),
        ("Risks to the delivery of the objectives are:", "none"),
        ("This Council notes that:", "none"),
        ("This Council believes that:", "none"),
        ("This Council resolves to:", "none"),
        ("Council therefore calls on the Government to:", "none"),
        ("The consultation asked about the following themes:", "none"),
        ("The following themes emerged from the responses:", "none"),
        ("Comments on the vision were as follows:", "none"),
        ("The objectives of the audit were to:", "none"),
        ("The aim of the consultation was to:", "none"),
        ("The purpose of this report is to:", "none"),
        ("The purpose of the meeting was to:", "none"),
    ],
)
def test_ways_to_lead_a_list_in(text: str, kind: str) -> None:
    assert lead_in_kind(text) == kind


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Strategic objective SO2: Dry homes", "Strategic objective SO2"),
        ("Council Plan Priority 2: Dry homes", "Council Plan Priority 2"),
        ("Cross-cutting theme 4 – Dry homes", "Cross-cutting theme 4"),
        ("Long-term outcome 1. Dry homes", "Long-term outcome 1"),
        ("Corporate vision: Dry homes", "Corporate vision"),
    ],
)
def test_labels_with_words_before_them(text: str, label: str) -> None:
    assert priority_label(text) == (label, text.index("Dry"))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Since 2016", "completed"),
        ("Since our last plan", "completed"),
        ("Since March the roads", None),
        ("What we did in 2031/32", "completed"),
        ("What we've done since the storm", None),
        ("What we’ve achieved so far", "completed"),
        ("Our key achievements this year", "completed"),
        ("Progress to date", "completed"),
        ("What did we do last year?", "completed"),
        ("What we'll do in the first year", "action"),
        ("What we are going to do next", "action"),
        ("What happens next?", "action"),
        ("What has gone well", "completed"),
        ("What has not gone so well", "completed"),
        ("What did not", "completed"),
        ("What didn't go to plan", "completed"),
        ("What went less well", "completed"),
        ("What did not matter to residents", None),
        ("Already in place", "completed"),
        ("What we are doing now", "completed"),
        ("Short term (0-12 months)", "action"),
        ("How we will do it", "action"),
        ("Planned work for 2033", "action"),
        ("Main actions needed and being taken forward", "action"),
        ("Steps agreed", "action"),
        ("Action is required", None),
        ("What we do", None),
        ("What we heard", None),
        ("What happened in the storm", None),
        ("Our work with schools", None),
    ],
)
def test_a_label_alone_above_a_list(text: str, kind: str | None) -> None:
    assert heads_list(text) == kind


def test_a_vision_is_announced_by_its_lead_in_or_by_a_heading_over_words_that_state_one() -> None:
    assert announces_statement("Our vision for the town is:", "Dry homes.", by_heading=False)
    assert announces_statement("Our vision", "To keep homes dry.", by_heading=True)
    assert not announces_statement("Our vision", "The vision was agreed in May.", by_heading=True)
    assert not announces_statement("Our priorities are:", "Dry homes.", by_heading=False)
    assert not announces_statement("The aim of the survey is:", "Dry homes.", by_heading=False)


def test_the_name_of_an_aim_that_is_served_is_told_from_how() -> None:
    assert served_name("The plan supports these corporate objectives:", "Dry homes: roofs will be mended") == 9
    assert served_name("The plan supports these corporate objectives:", "Dry homes") == 0
    assert served_name("Our objectives are:", "Dry homes: roofs will be mended") == 0


def test_a_word_in_capitals_names_a_priority_where_nothing_follows() -> None:
    assert priority_label("Objective GATHER") == ("Objective GATHER", 16)
    assert priority_label("Objective GATHER more wood") is None
    assert priority_label("OUTCOMES FRAMEWORK") is None


def test_what_was_taken_from_elsewhere_is_no_completed_work() -> None:
    assert lead_in_kind("In our work we hold to four rules, taken from the parish charter:") is None
    assert lead_in_kind("Actions taken since May:") == "completed"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The council intends to:", "action"),
        ("Over the next year we’ll:", "action"),
        ("The team is now planning to:", "action"),
        ("The commissioners will:", "action"),
        ("The next phase is to:", "action"),
        ("The council aims to:", "priority"),
        ("Our focus will be on:", "priority"),
        ("Our plan has four linked foundations:", "priority"),
        ("What matters most to residents", "priority"),
        ("We’ve:", "completed"),
        ("In 2023/24 the service:", "completed"),
        ("In 2023/24 the service will:", "action"),
        ("Actions closed since May:", "completed"),
        ("Drivers of growth:", None),
    ],
)
def test_what_a_lead_in_in_other_words_announces(text: str, kind: str | None) -> None:
    assert lead_in_kind(text.rstrip(":")) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The story so far", "completed"),
        ("Where we’ve got to", "completed"),
        ("Looking back on the year", "completed"),
        ("Milestones reached", "completed"),
        ("What we’re going to do", "action"),
        ("Making it happen", "action"),
        ("Turning plans into action", "action"),
        ("What you can expect from us", "action"),
        ("Looking back street", None),
    ],
)
def test_what_a_list_holds_by_a_label_in_other_words(text: str, kind: str | None) -> None:
    assert heads_list(text) == kind
