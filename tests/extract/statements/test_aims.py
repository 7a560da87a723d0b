"""Aims in running text."""

import csv
from pathlib import Path

import pytest

from pipeline.extract.statements.aims import find_aims
from pipeline.extract.statements.asides import is_aside
from pipeline.extract.vocabulary import worded


def aims(text: str) -> list[str]:
    return [text[s.start : s.end] for s in find_aims(text)[1]]


@pytest.mark.parametrize(
    ("text", "form", "found"),
    [
        ("The strategy aims to keep every home dry.", "whole", ["The strategy aims to keep every home dry."]),
        ("The Council is committed to keeping homes dry.", "whole", ["The Council is committed to keeping homes dry."]),
        (
            "Our overarching aim is to keep every home in the town dry.",
            "clause",
            ["to keep every home in the town dry."],
        ),
        (
            "The purpose of the Dry Homes Strategy is to mend all roofs in the town.",
            "clause",
            ["to mend all roofs in the town."],
        ),
        (
            "The plan was adopted in March 2023 and aimed to free every home of damp by 2025.",
            "clause",
            ["to free every home of damp by 2025."],
        ),
        (
            "The trust, which was set up in 1994, exists to keep the old boats afloat for all to see.",
            "listed",
            ["to keep the old boats afloat for all to see"],
        ),
        (
            "The plan is arranged under three themes: A lively quay, Strong and happy crews and A clean sea.",
            "listed",
            ["A lively quay", "Strong and happy crews", "A clean sea"],
        ),
        (
            "The plan has three aims (dry to live in, cheap to heat and safe) and runs to 2030.",
            "listed",
            ["dry to live in", "cheap to heat", "safe"],
        ),
        (
            "Keeping homes dry, heating them and making them safe are the three outcomes on which we are judged.",
            "listed",
            ["Keeping homes dry", "heating them", "making them safe"],
        ),
        (
            "There are three priorities: dry homes; warm homes; and safe homes.",
            "listed",
            ["dry homes", "warm homes", "safe homes"],
        ),
    ],
)
def test_aims(text: str, form: str, found: list[str]) -> None:
    assert find_aims(text)[0] == form
    assert aims(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "The roofs were mended in June.",
        "The purpose of this report is to set out the aims of the strategy.",
        "The government’s strategy aims to keep homes dry.",
        "There are three priorities: dry homes and warm homes.",
        "The Council is committed to fund 40 roofs.",
        "",
        "The UK has a binding target to halve its use of oil by 2040.",
        "In May 2031 England set itself the aim of ending rough sleeping within a decade.",
        "The licensing authority is bound by law to three objectives: quiet nights, safe streets and sober drivers.",
    ],
)
def test_no_aims(text: str) -> None:
    assert aims(text) == []
    assert find_aims(text)[0] == ""


def test_what_follows_an_aim_is_left_out() -> None:
    assert aims(
        "Our key objective is to keep every home in the town dry, in line with the housing charter of the region."
    ) == ["to keep every home in the town dry"]


STATED = [
    (
        "Our vision is for every child in Elmshire to grow up safe, happy and ready for life.",
        ["for every child in Elmshire to grow up safe, happy and ready for life."],
    ),
    ("Our vision is of a borough where nobody is left behind.", ["of a borough where nobody is left behind."]),
    (
        "The vision for the borough is a place where people want to live and work.",
        ["a place where people want to live and work."],
    ),
    ("The council's vision is that all residents enjoy a decent home.", ["that all residents enjoy a decent home."]),
    (
        "The plan was written after a court case and is meant to win back the trust of tenants.",
        ["to win back the trust of tenants."],
    ),
    ("The revised scheme has a clear aim: that no child waits.", ["that no child waits."]),
    (
        "Our mission is to put residents at the heart of everything that we do.",
        ["to put residents at the heart of everything that we do."],
    ),
    (
        "The overall aim of the Housing Strategy 2024-29 is to increase the supply of affordable homes.",
        ["to increase the supply of affordable homes."],
    ),
    (
        "The primary objective of the Local Transport Plan is to cut congestion in the town centre by a fifth.",
        ["to cut congestion in the town centre by a fifth."],
    ),
    (
        "The strategy has three aims: a) to prevent homelessness; b) to add homes; and c) to end rough sleeping.",
        ["to prevent homelessness", "to add homes", "to end rough sleeping"],
    ),
    (
        "The plan is built around five themes, namely health, homes, jobs and skills, safety, and the environment.",
        ["health", "homes", "jobs and skills", "safety", "the environment"],
    ),
    (
        "The strategy is based on four pillars: prevention, early help, protection and recovery.",
        ["prevention", "early help", "protection", "recovery"],
    ),
    (
        "The Corporate Plan has three priorities – stronger communities, a growing economy and a greener district.",
        ["stronger communities", "a growing economy", "a greener district"],
    ),
    (
        "It sets out three ambitions: cleaner air, warmer homes and safer streets.",
        ["cleaner air", "warmer homes", "safer streets"],
    ),
    (
        "The outcomes are: (i) children are safe; (ii) adults are well; (iii) towns thrive; (iv) trade is strong.",
        ["children are safe", "adults are well", "towns thrive", "trade is strong"],
    ),
    (
        "The Council is committed to becoming carbon neutral by 2030.",
        ["The Council is committed to becoming carbon neutral by 2030."],
    ),
    (
        "Elmshire County Council is committed to achieving net zero by 2030.",
        ["Elmshire County Council is committed to achieving net zero by 2030."],
    ),
    (
        "In 2019 the Council declared a climate emergency and set a target of becoming a net zero council by 2030.",
        ["becoming a net zero council by 2030."],
    ),
    ("The Council has pledged to reach net zero carbon by 2035 at the latest.", ["reach net zero carbon by 2035"]),
    (
        "We will be a council that listens to and works with its communities.",
        ["We will be a council that listens to and works with its communities."],
    ),
    ("We want every child to have the best start in life.", ["We want every child to have the best start in life."]),
    (
        "By 2030 Hartsmere will be a town where everyone can afford to live.",
        ["By 2030 Hartsmere will be a town where everyone can afford to live."],
    ),
    (
        "This strategy sets out how the Council will reduce the use of temporary housing over five years.",
        ["reduce the use of temporary housing over five years."],
    ),
    (
        "The policy is designed to ensure that allocations are fair and go to those in need.",
        ["The policy is designed to ensure that allocations are fair and go to those in need."],
    ),
    (
        "The purpose of the Digital Strategy is to make services simple, fast and open to all.",
        ["to make services simple, fast and open to all."],
    ),
    (
        "The proposal supports Priority 2: Thriving towns and Priority 4: Clean and green of the Council Plan.",
        ["Thriving towns", "Clean and green"],
    ),
    ("This report contributes to Outcome 3 – Healthier lives.", ["Healthier lives"]),
    ("The work links to Corporate Priority 1 (A fair start for all) and to the budget.", ["A fair start for all"]),
    (
        "It delivers the Council Plan commitment to ‘make every neighbourhood a place to be proud of’.",
        ["make every neighbourhood a place to be proud of"],
    ),
    (
        "Our long-term goal is to close the gap in life expectancy between the east and the west of the city.",
        ["to close the gap in life expectancy between the east and the west of the city."],
    ),
    (
        "A key priority for the partnership is to reduce the number of children who are criminally exploited.",
        ["to reduce the number of children who are criminally exploited."],
    ),
    (
        "The Board's ambition is that no young person leaves care without a plan for work or study.",
        ["that no young person leaves care without a plan for work or study."],
    ),
    ("The Council has an ambitious goal of planting half a million trees.", ["planting half a million trees."]),
    (
        "At the heart of the plan is a commitment to tackle inequality in all its forms.",
        ["tackle inequality in all its forms."],
    ),
    (
        "The Council aims to halve the waste that goes to landfill by 2028.",
        ["The Council aims to halve the waste that goes to landfill by 2028."],
    ),
    (
        "The Youth Justice Plan seeks to prevent offending and to keep children out of custody.",
        ["The Youth Justice Plan seeks to prevent offending and to keep children out of custody."],
    ),
    (
        "Our overarching objective is ensuring that every family gets help early.",
        ["ensuring that every family gets help early."],
    ),
    (
        "We must focus our efforts on the neighbourhoods where need is greatest.",
        ["We must focus our efforts on the neighbourhoods where need is greatest."],
    ),
    (
        "The strategy aims to reduce loneliness among older people, which was found to be high in the survey of 2021.",
        ["The strategy aims to reduce loneliness among older people"],
    ),
    (
        "The partnership's three strategic objectives are to prevent crime, to protect people and to cut waste.",
        ["to prevent crime", "to protect people", "to cut waste"],
    ),
    (
        "Our shared ambition is for Marlshire to be the best place in the country to grow old.",
        ["for Marlshire to be the best place in the country to grow old."],
    ),
    (
        "Ending rough sleeping by 2027 is the Council's overriding objective.",
        ["Ending rough sleeping by 2027"],
    ),
    (
        "Pellbridge aspires to be the driest town in the county.",
        ["Pellbridge aspires to be the driest town in the county."],
    ),
    (
        "Our promise to care leavers is that they will never face the future alone.",
        ["that they will never face the future alone."],
    ),
    ("The service's aim is simple: to get people home safely.", ["to get people home safely."]),
    ("Elmshire Council has pledged to build 900 homes by 2031.", ["build 900 homes by 2031"]),
]
"""How strategies and reports on them put their aims, and what is the aim in it."""

UNSTATED = [
    "The aim of the pilot is to test the software.",
    "The purpose of the site visit was to view the access.",
    "The company aims to open its new store in May.",
    "Officers aim to report back in September.",
    "The applicant seeks to vary condition 4.",
    "The purpose of this report is to update members on the budget.",
    "The aim of the consultation was to hear from residents.",
    "The aim of the meeting was to agree a timetable for the review.",
    "The Government's aim is to build 1.5 million homes by 2029.",
    "The objective of the Act is to protect children.",
    "The aim is to complete the works by March 2025.",
    "The contractor is committed to finishing on time.",
    "The objectives of the audit were to assess whether controls were working.",
    "The priority is to report back in June.",
    "Priority 1 findings were made in two audits.",
    "A copy of the vision statement is attached.",
    "The report sets out three priorities for the year.",
    "The scheme would give priority to shopping centre traders.",
    "The Council is committed to fund the post for two years.",
    "The committee asked how the strategy would be funded.",
    "There were three objectives in the last plan and all were met.",
    "The event aimed to bring partners together.",
    "The review seeks approval for the plan.",
    "Members sought assurance that the plan was on track.",
    "The application is for planning permission for the erection of a house.",
    "It is not the aim of the policy to prevent development of brownfield land.",
    "The project aims to install forty bird boxes in the park.",
    "The paper is seeking approval to go out to consultation on the draft plan.",
    "The policy aims are set out in appendix 2.",
    "The target for 2023/24 was 95% and 93% was achieved.",
    "The risk of the plan failing is low.",
    "The purpose of the visit was to see the new depot in use.",
    "The plan was approved by Cabinet in June 2021.",
    "How does this proposal support the priorities of the Council Plan?",
    "Three themes emerged from the consultation: parking, noise and cost.",
    "The Leader said that his priority was to have the roof mended before winter.",
    "The strategy sets out how the money has been spent.",
    "Two options were considered: to mend the roof or to replace it.",
]
"""Aims of reports, meetings, works and others, and words for aims that state none."""


@pytest.mark.parametrize(("text", "found"), STATED)
def test_ways_to_state_an_aim(text: str, found: list[str]) -> None:
    assert aims(text) == found
    assert not is_aside(text)


@pytest.mark.parametrize("text", UNSTATED)
def test_ways_to_speak_of_aims_without_stating_one(text: str) -> None:
    assert is_aside(text) or aims(text) == []


def test_numbered_priorities_that_a_sentence_names_keep_their_labels() -> None:
    text = "This supports Priority 2: Dry homes and Priority 3: Safe streets within the Elm Plan."
    form, found = find_aims(text)
    assert form == "labelled"
    assert [(a.label, text[a.start : a.end]) for a in found] == [
        ("Priority 2", "Dry homes"),
        ("Priority 3", "Safe streets"),
    ]


def test_lists_by_commas_need_as_many_items_as_the_sentence_says() -> None:
    assert aims("The plan has three themes: homes, roads and parks.") == ["homes", "roads", "parks"]
    assert aims("The plan has four themes: homes, roads and parks.") == []
    assert aims("The plan has themes: homes, roads and parks.") == []


def test_a_form_that_names_words_the_vocabulary_has_not_is_told() -> None:
    with pytest.raises(KeyError):
        worded("@aim@", {})
    assert worded("@aim@s", {"aim": "goal"}).pattern == "goals"


def told_in_sentences() -> list[tuple[str, str, str]]:
    with (Path(__file__).parent / "aims_in_sentences.tsv").open(encoding="utf-8", newline="") as file:
        return [(row["sentence"], row["before"], row["aims"]) for row in csv.DictReader(file, delimiter="\t")]


@pytest.mark.parametrize(("text", "before", "aims"), told_in_sentences())
def test_aims_told_inside_a_sentence(text: str, before: str, aims: str) -> None:
    found = [text[aim.start : aim.end].rstrip(".") for aim in find_aims(text, before)[1]]
    assert found == [aim for aim in aims.split(" | ") if aim]


def test_what_it_seeks_is_an_aim_only_where_it_is_a_plan() -> None:
    text = "It seeks to cut the cost of heating and to make old houses warmer."
    assert len(find_aims(text, "The Warm Homes Strategy was adopted in 2011.")[1]) == 2
    assert find_aims(text, "The company wrote to us in May.")[1] == []
    assert find_aims(text)[1] == []


def test_how_many_are_old_in_some_year_is_no_aim() -> None:
    assert find_aims("By 2035 one in four of our residents will be over 65.")[1] == []


def test_a_purpose_that_says_two_things_is_two_aims_unless_one_date_is_of_both() -> None:
    purpose = (
        "Its purpose is to keep a ferry running on every day of the week and to give islanders half fares for life."
    )
    assert aims(purpose) == [
        "to keep a ferry running on every day of the week",
        "to give islanders half fares for life.",
    ]
    dated = "Its purpose is to keep a ferry running on every day of the week and to halve all island fares by 2030."
    assert len(aims(dated)) == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "The Ferry Plan was agreed in 2019 with the aim of keeping two boats at sea all winter.",
            "keeping two boats at sea all winter.",
        ),
        ("The fund remains on course for its goal of 40 new moorings by 2031.", "40 new moorings by 2031"),
        (
            "The plan's headline aim, that no island be cut off for a day, was missed.",
            "that no island be cut off for a day",
        ),
        ("The Trust wishes to see an island on which nobody has to leave to work.", "an island on which nobody has to"),
        ("The hope that every islander will have a doctor has not gone away.", "every islander will have a doctor"),
        ("What matters most is that the school stays open.", "that the school stays open."),
        ("The overall purpose of the Plan is to meet the needs of those who live there.", "to meet the needs of those"),
    ],
)
def test_one_aim_told_in_prose(text: str, found: str) -> None:
    (aim,) = aims(text)
    assert aim.startswith(found)


def test_aims_after_that_are_parted() -> None:
    text = (
        "The Plan's aims, that every boat be safe, that every crew be trained and that no sea be fouled, were agreed."
    )
    assert aims(text) == ["that every boat be safe", "that every crew be trained", "that no sea be fouled"]


@pytest.mark.parametrize(
    "text",
    [
        "Inspectors have a target of ten working days to look at a boat.",
        "The intention was that islanders would be told in the autumn.",
        "Members wished to see the figures for last winter before they agreed.",
    ],
)
def test_targets_of_days_and_intentions_to_act_are_no_aims(text: str) -> None:
    assert aims(text) == []
