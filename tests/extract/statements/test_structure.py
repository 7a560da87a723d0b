"""What the layout gives away outside tables."""

import pytest

from pipeline.extract.sections import find_sections
from pipeline.extract.statements.merge import merge_priorities
from pipeline.extract.statements.model import Kind
from pipeline.extract.statements.structure import Reading, read_structure
from pipeline.ingest.assemble import Draft
from schemas.paper import Paper
from tests.extract.specimens import heading, item, paper, para, table
from tests.extract.statements.reading import shown, words


def read(*drafts: Draft | str, excluded: frozenset[int] = frozenset()) -> tuple[Paper, Reading]:
    made = paper(*drafts)
    return made, read_structure(made, find_sections(made), excluded)


def found(*drafts: Draft | str) -> list[tuple[str, str]]:
    made, reading = read(*drafts)
    return shown(made, reading.statements)


ACTION, PROGRESS = heading("Action", 3), heading("Progress", 3)


def test_labels_that_alternate_say_what_stands_below_them() -> None:
    made, reading = read(
        ACTION, item("Mend roofs"), PROGRESS, item("Half are mended"), item("The rest wait"), ACTION, item("Paint")
    )  # fmt: skip
    assert shown(made, reading.statements) == [
        ("action", "Mend roofs"),
        ("progress", "Half are mended"),
        ("progress", "The rest wait"),
        ("action", "Paint"),
    ]
    groups = [s.group for s in reading.statements]
    assert groups[0] == groups[1] == groups[2] != groups[3]


def test_a_label_by_a_name_of_the_paper_s_own_that_takes_turns_with_one_that_is_known() -> None:
    for mine, known in (
        ("Venture", "Progress"),
        ("Activity", "Progress"),
        ("Commitment", "Progress"),
        ("Action", "Narrative"),
    ):
        promised, told = heading(mine, 3), heading(known, 3)
        steps = [item("Mend roofs"), item("Paint doors"), item("Sweep yards")]
        reports = [item("Half are mended"), item("Done"), item("Not begun")]
        drafts = [d for step, report in zip(steps, reports, strict=True) for d in (promised, step, told, report)]
        assert found(*drafts) == [
            ("action", "Mend roofs"),
            ("progress", "Half are mended"),
            ("action", "Paint doors"),
            ("progress", "Done"),
            ("action", "Sweep yards"),
            ("progress", "Not begun"),
        ]


def test_headings_that_come_again_but_take_no_turns_are_no_labels() -> None:
    drafts = [PROGRESS, item("Half are mended"), PROGRESS, item("The rest wait"), PROGRESS, item("All done")]
    wards = [
        heading("Ward", 3),
        "Millbank has nine roofs.",
        heading("Ward", 3),
        "Northgate has six.",
        heading("Ward", 3),
    ]
    made, reading = read(*drafts, *wards, "Castle has two.")
    assert not any("roofs" in words for _, words in shown(made, reading.statements))


def test_what_stands_before_each_list_of_actions_is_no_report_on_it() -> None:
    why, will = heading("The background", 3), heading("What we will do", 3)
    parts = [("Roofs leak in nine streets.", "Mend roofs"), ("Doors stick.", "Paint doors"), ("It is dull.", "Plant")]
    drafts = [draft for text, step in parts for draft in (why, text, will, item(step))]
    assert ("progress", "Doors stick.") not in found(*drafts)


def test_a_label_that_was_left_out_before_the_next_action() -> None:
    assert found(
        ACTION, item("Mend roofs"), PROGRESS, item("Half are mended"), item("Paint doors"), PROGRESS, item("Done")
    ) == [
        ("action", "Mend roofs"),
        ("progress", "Half are mended"),
        ("action", "Paint doors"),
        ("progress", "Done"),
    ]  # fmt: skip


def test_what_speaks_of_the_paper_below_a_label_is_no_record() -> None:
    assert found(
        PROGRESS, "The sections below set out each roof again.", ACTION, "Mend.", PROGRESS, "Mended."
    ) == [("action", "Mend."), ("progress", "Mended.")]  # fmt: skip


def test_a_heading_ends_what_a_label_began() -> None:
    made, reading = read(ACTION, "Mend.", PROGRESS, "Mended.", ACTION, "Paint.", heading("Costs"), "They are low.")
    assert [words for _, words in shown(made, reading.statements)] == ["Mend.", "Mended.", "Paint."]


def test_labels_with_their_words_behind() -> None:
    assert found("Action: mend roofs", "Progress: half are mended", "It rained.") == [
        ("action", "mend roofs"),
        ("progress", "half are mended"),
    ]


def test_numbered_priorities_in_headings_and_with_the_words_below() -> None:
    made, reading = read(
        heading("Priority 1: Dry homes"), "Homes are wet.", heading("Priority 2"), "Warm homes", "They are cold."
    )
    assert [(s.label, made.text[s.start : s.end]) for s in reading.statements] == [
        ("Priority 1", "Dry homes"),
        ("Priority 2", "Warm homes"),
    ]


def test_a_numbered_list_below_a_priority_alone_is_not_its_words() -> None:
    _, reading = read(heading("Priority 2"), item("Roofs leak.", "2.1"))
    assert not reading.statements


def test_a_long_paragraph_after_a_label_is_no_title() -> None:
    assert not found("Priority 1: " + "homes stay dry and " * 20)


@pytest.mark.parametrize(
    ("lead_in", "kinds"),
    [
        ("Our priorities are:", ["priority"]),
        ("To do this the Council will:", ["action"]),
        ("Key actions completed include:", ["action", "progress"]),
        ("The Board is asked to:", []),
        ("The following councillors attended:", []),
        ("Roofs of three kinds are found here:", []),
    ],
)
def test_a_list_is_what_its_lead_in_announces(lead_in: str, kinds: list[str]) -> None:
    made, reading = read(lead_in, item("keep all homes dry"), item("keep all homes warm"))
    assert shown(made, reading.statements) == [
        (kind, words) for words in ("keep all homes dry", "keep all homes warm") for kind in kinds
    ]
    assert reading.lead_in == {1: lead_in, 2: lead_in}


def test_a_completed_item_is_an_action_and_its_report() -> None:
    _, reading = read("Key actions completed include:", item("Two roofs were mended"), item("Four doors were painted"))
    groups = [s.group for s in reading.statements]
    assert groups[0] == groups[1] != groups[2] == groups[3]


def test_a_list_below_a_heading_that_names_it() -> None:
    assert found(heading("Our priorities"), item("Dry homes"), item("Warm homes")) == [
        ("priority", "Dry homes"),
        ("priority", "Warm homes"),
    ]


def test_a_reports_numbered_paragraphs_are_no_list() -> None:
    assert not found(
        heading("Our priorities"),
        item("The Council has many homes. They are old.", "2.1"),
        item("It mends them.", "2.2"),
    )
    assert not found(item("Our priorities are:", "3."), item("The roofs are old.", "4."))


def test_items_of_items_and_other_lead_ins_are_left_to_the_reader_of_sentences() -> None:
    assert found("Our priorities are:", item("Dry homes"), item("roofs", level=1), item("Warm homes:")) == [
        ("priority", "Dry homes")
    ]


def test_a_paragraph_ends_a_list() -> None:
    assert found("Our priorities are:", item("Dry homes"), "That is all.", item("Warm homes")) == [
        ("priority", "Dry homes")
    ]


def test_a_lead_in_that_recurs_is_a_running_line() -> None:
    assert not found("Our priorities are:", item("Dry homes"), "Our priorities are:", item("Warm homes"))


def test_boilerplate_and_excluded_blocks_yield_nothing() -> None:
    assert not found(heading("Financial implications"), "The Council will:", item("mend all roofs"))
    made, reading = read("Our priorities are:", item("Dry homes"), excluded=frozenset({1}))
    assert not shown(made, reading.statements)


def test_tables_are_read_and_end_a_list() -> None:
    assert found(
        "Our priorities are:", table(["Action", "Lead"], ["Mend roofs", "Ms Ash"]), item("Warm homes")
    ) == [("action", "Mend roofs")]  # fmt: skip


def test_a_table_goes_on_only_where_nothing_stands_between() -> None:
    first = table(["Action", "Lead"], ["Mend roofs", "Ms Ash"])
    rest = table(["Clear gutters", "Mr Birch"], header=0)
    assert [w for _, w in found(first, rest)] == ["Mend roofs", "Clear gutters"]
    assert [w for _, w in found(first, "Gutters:", rest)] == ["Mend roofs"]


def test_labels_among_column_names_are_no_labels() -> None:
    assert not found(*(para(name) for name in ("Lead", "Action", "By when")), "Ms Ash")


def test_groups_are_never_shared_by_what_stands_apart() -> None:
    made, reading = read(
        table(["Action", "Lead"], ["Mend roofs", "Ms Ash"], ["Paint doors", "Ms Ash"]),
        "Action: clear gutters",
        "Key actions completed include:",
        item("Two roofs were mended"),
        table(["Action", "Lead"], ["Wash walls", "Mr Birch"]),
    )
    by_words = {made.text[s.start : s.end]: s.group for s in reading.statements}
    assert len(set(by_words.values())) == len(by_words) == 5
    assert all(0 <= group < reading.groups for group in by_words.values())


def test_milestones_below_their_heading_are_actions_with_their_dates() -> None:
    made, reading = read(
        heading("Key milestones"), item("Roofs surveyed – May 2021"), item("Roofs mended – mid 2022"), heading("Costs"),
        item("Budget agreed – May 2020"),
    )  # fmt: skip
    assert [(s.rule, s.cells["due"].text(made)) for s in reading.statements] == [
        ("list.milestone", "May 2021"),
        ("list.milestone", "mid 2022"),
    ]


def test_a_table_that_goes_on_under_its_title_repeated_keeps_its_heading() -> None:
    made, reading = read(
        heading("Our plan"),
        table(["Action", "Led by", "Timescale"], ["Dry homes"], ["Mend roofs", "Ms Ash", "2027"]),
        heading("Our plan"),
        table(["Action", "Led by", "Timescale"], ["Clear gutters", "Ms Ash", "2027"]),
    )
    aims = [s.cells["priority"].text(made) for s in reading.statements if s.kind == "action"]
    assert aims == ["Dry homes", "Dry homes"]


def test_numbered_themes_under_a_heading_that_names_priorities_and_their_lists() -> None:
    assert found(
        heading("The Homes Plan – Our Commitments"), heading("Dry homes", 2, "1."), item("Mend roofs that leak"),
        item("No gutter left blocked"), heading("Warm homes", 2, "2."), item("Boilers for all who have none"),
        heading("Costs", 1), item("They are low and will be met from reserves"),
    ) == [
        ("priority", "Dry homes"),
        ("priority", "Mend roofs that leak"),
        ("priority", "No gutter left blocked"),
        ("priority", "Warm homes"),
        ("priority", "Boilers for all who have none"),
    ]  # fmt: skip


def test_a_vision_below_its_lead_in_is_a_priority_without_its_quotation_marks() -> None:
    assert found("Our vision for the town is therefore to:", "‘keep every home dry by 2030’.", "Roofs leak.") == [
        ("priority", "keep every home dry by 2030")
    ]
    assert found(heading("Our vision"), "A town in which every home is dry.") == [
        ("priority", "A town in which every home is dry.")
    ]
    assert not found(heading("Our vision"), "The vision was agreed in 2019.")
    assert not found(heading("Our vision"), "A survey was held. It rained.")


def test_what_a_form_asks_for_is_the_aim() -> None:
    assert found(heading("1. What is the aim of the policy?"), "To lend a bicycle to anybody who asks.") == [
        ("priority", "To lend a bicycle to anybody who asks.")
    ]
    assert not found(heading("What is the aim of the policy?"), "Members asked this in 2019.")


def test_promises_that_come_again_lead_their_lists_in_each_time() -> None:
    assert found(
        heading("Boats"), "We will", item("mend the slipway by May"), item("dredge the inner harbour"),
        heading("Bells"), "We will", item("oil the town clock twice a year"),
    ) == [
        ("action", "mend the slipway by May"),
        ("action", "dredge the inner harbour"),
        ("action", "oil the town clock twice a year"),
    ]  # fmt: skip


def test_aims_that_a_paper_serves_are_named_without_how_it_serves_them() -> None:
    assert found("The plan supports all three corporate objectives:", item("Dry homes: roofs will be mended")) == [
        ("priority", "Dry homes")
    ]


def test_what_follows_a_list_of_actions_is_none_though_no_heading_parts_them() -> None:
    assert found(
        ACTION,
        item("Open a repair shop in the market hall"),
        item("Lend tools to every allotment"),
        para("The market in winter and at Easter"),
        para("Traders who asked us to be better neighbours"),
        PROGRESS,
        item("Forty tools have been lent"),
        ACTION,
        item("Plant an orchard on each estate"),
    ) == [
        ("action", "Open a repair shop in the market hall"),
        ("action", "Lend tools to every allotment"),
        ("progress", "Forty tools have been lent"),
        ("action", "Plant an orchard on each estate"),
    ]


def test_a_heading_that_names_an_aim_of_the_list_above_takes_no_other_words_for_it() -> None:
    made, reading = read(
        para("The Council has two objectives:"),
        item("Dry homes", "A."),
        item("Lively markets", "B."),
        heading("Corporate objective B"),
        para("Stalls let, all markets"),
    )
    priorities = [(s.label, made.text[s.start : s.end]) for s in reading.statements if s.kind is Kind.PRIORITY]
    assert priorities == [("A", "Dry homes"), ("B", "Lively markets")]


def test_items_and_cells_that_report_on_what_they_ask_for() -> None:
    made, reading = read(
        item("Mend the roof. Done."),
        table(
            ["Action", "Lead"],
            ["Visit all tenants. Half of the tenants have been visited.", "Housing"],
            ["Let the garages. Both were let in May.", "Estates"],
        ),
    )
    assert shown(made, reading.statements) == [
        ("action", "Mend the roof"),
        ("progress", "Done."),
        ("action", "Visit all tenants"),
        ("action", "Let the garages"),
        ("progress", "Half of the tenants have been visited."),
        ("progress", "Both were let in May."),
    ]
    groups = [s.group for s in reading.statements]
    assert groups[0] == groups[1]
    assert groups[2] == groups[4]
    assert groups[3] == groups[5]
    assert len(set(groups)) == 3


def test_a_slogan_with_its_aim_below_is_that_aim_and_one_record() -> None:
    made, reading = read(
        heading("AIM 1: GROW"),
        "To make the borough a place where small firms do well",
        heading("AIM 1: GROW"),
        heading("Why this matters"),
    )
    merged = merge_priorities(made, list(reading.statements))
    assert shown(made, merged) == [("priority", "To make the borough a place where small firms do well")]
    assert merged[0].label == "AIM 1"


def test_a_slogan_above_other_prose_stays_the_title() -> None:
    assert found(heading("AIM 1: GROW"), "Firms here have grown fast. Rents are low.") == [("priority", "GROW")]


DONE = ["A new depot was opened in May", "Bins for paper are out in all streets", "Two crews were hired"]


def test_what_was_done_is_action_and_report_under_a_label_that_recurs() -> None:
    blocks: list[Draft | str] = []
    for name in ("Homes", "Roads"):
        blocks += [heading(name), "What we did in 2031/32", item(f"Mended all {name}"), "What we will do in 2032/33"]
        blocks.append(item(f"Paint {name} green"))
    assert found(*blocks) == [
        (kind, words)
        for name in ("Homes", "Roads")
        for kind, words in (
            ("action", f"Mended all {name}"),
            ("progress", f"Mended all {name}"),
            ("action", f"Paint {name} green"),
        )
    ]


def test_lines_below_a_lead_in_that_lost_their_bullets() -> None:
    assert found(
        "Members will be aware of what has been done to date:", *DONE, "2.4 The rest is prose. It goes on."
    ) == [(kind, words) for words in DONE for kind in ("action", "progress")]
    assert found("The plan has two ambitions, which hold for all services:", "Dry homes for all", "Quiet roads") == [
        ("priority", "Dry homes for all"),
        ("priority", "Quiet roads"),
    ]


def test_prose_below_a_lead_in_is_no_list() -> None:
    assert found("We will:", "Much was said of this. It was late.", "Then we went home. The end came.") == []
    assert found("The plan has two ambitions:", "This is prose that ends like it.", "So is this one.") == []


def test_what_was_not_done_is_reported_on_behind_its_name() -> None:
    assert found(
        heading("Not yet delivered"),
        item("Allotments at Mill Lane. The land is still wet and nobody has bid for it."),
        item("The bridge was not mended."),
    ) == [
        ("action", "Allotments at Mill Lane"),
        ("progress", "The land is still wet and nobody has bid for it."),
        ("action", "The bridge was not mended."),
        ("progress", "The bridge was not mended."),
    ]


def test_a_lead_in_that_only_points_to_its_list_leaves_it_to_the_heading_what_that_is() -> None:
    done, planned = heading("What we have done", 2), heading("What we will do next", 2)
    main = (
        para("Most of it went well. The main ones are:"),
        item("lights along the quay mended"),
        item("two cranes bought"),
    )
    more = (para("In particular:"), item("a new slipway for the clubs"), item("a warden on the beach"))
    assert found(done, *main, planned, *more) == [
        ("action", "lights along the quay mended"),
        ("progress", "lights along the quay mended"),
        ("action", "two cranes bought"),
        ("progress", "two cranes bought"),
        ("action", "a new slipway for the clubs"),
        ("action", "a warden on the beach"),
    ]


def test_commitments_under_each_aim_of_a_plan_are_steps_toward_it() -> None:
    label = heading("Our commitments:", 3)
    steps = [item("Open the lido at dawn."), item("Teach every pupil to float.")]
    more = [item("Light the towpath."), item("Lend bells to riders.")]
    twice = found(heading("Swimmers", 2), label, *steps, heading("Riders", 2), label, *more)
    assert [kind for kind, _ in twice] == ["action"] * 4
    assert [kind for kind, _ in found(heading("Swimmers", 2), label, *steps)] == ["priority"] * 2


def test_what_we_will_have_done_by_a_year_leads_its_list_in_each_time() -> None:
    ahead = "By 2031 we will have"
    assert [kind for kind, _ in found(
        heading("Swimmers", 2), ahead, item("opened two lidos"), item("taught 900 pupils"),
        heading("Riders", 2), ahead, item("lit the towpath"), item("lent 400 bells"),
    )] == ["action"] * 4  # fmt: skip


def test_lines_without_bullets_below_a_label_that_tells_of_work_done_or_not_done() -> None:
    made, reading = read(
        para("Where we succeeded"), para("The ferry is back"),
        para("What went well"), para("The pier was opened in May"), para("40 boats have moved to the marina"),
        para("What did not go to plan"), para("The crane was never ordered"), para("Half of the nets were to be new"),
        para("Our staff"), para("We have nine staff. Two of them are new."),
    )  # fmt: skip
    works = ["The pier was opened in May", "40 boats have moved to the marina", "The crane was never ordered"]
    works.append("Half of the nets were to be new")
    assert [w for kind, w in shown(made, reading.statements) if kind == "action"] == works
    assert [w for kind, w in shown(made, reading.statements) if kind == "progress"] == works


def test_one_line_is_enough_below_a_label_that_each_part_of_a_plan_has_and_items_behind_it_are_another_list() -> None:
    made, reading = read(
        heading("1. Harbour"), para("Since 2031"), para("The quay has been mended"), item("dredge the basin"),
        heading("2. Town"), para("Since 2031"), para("900 lamps were changed"), item("3.1 Paint all of the posts"),
        heading("3. Moor"), para("Since 2031"), para("The fences are up"),
    )  # fmt: skip
    assert [words(made, s) for s in reading.statements if s.rule == "list.completed" and s.kind is Kind.PROGRESS] == [
        "The quay has been mended", "900 lamps were changed", "The fences are up"
    ]  # fmt: skip
