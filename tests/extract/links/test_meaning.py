"""Links by number, name, heading and shared words, among statements that the layout does not tie together."""

from pipeline.extract.links import find_links
from pipeline.extract.sections import find_sections
from pipeline.extract.statements.model import Kind, Statement
from pipeline.ingest.assemble import Draft
from tests.extract.specimens import heading, item, paper

FILLER = (
    "Parking permits are sold at the town hall.",
    "The museum has a collection of clocks.",
    "Rents rose with inflation.",
    "The ferry is run by a private firm.",
    "Allotments are let by the parish.",
    "Beach huts are painted each spring.",
)


def links(
    *drafts: Draft | str, priorities: tuple[str, ...] = (), actions: tuple[str, ...] = (), reports: tuple[str, ...] = ()
) -> set[tuple[str, str, str]]:
    """Source, target and basis of each link among statements that are found by their words in the paper."""
    made = paper(*drafts, *FILLER)
    statements = []
    for kind, texts in ((Kind.PRIORITY, priorities), (Kind.ACTION, actions), (Kind.PROGRESS, reports)):
        for text in texts:
            start = made.text.index(text)
            block = next(i for i in made.leaves if made.blocks[i].body <= start < made.blocks[i].end)
            statements.append(Statement(kind, start, start + len(text), block, f"sentence.{kind}"))
    return {
        (made.text[k.source.start : k.source.end], made.text[k.target.start : k.target.end], k.basis)
        for k in find_links(made, find_sections(made), statements)
    }


WARDENS = "Dockside wardens will patrol the towpath at night."


def test_a_report_that_takes_up_the_sentence_before() -> None:
    report = "This work has now started."
    assert links(f"{WARDENS} {report}", actions=(WARDENS,), reports=(report,)) == {(report, WARDENS, "goes on from it")}


def test_a_report_on_something_else_does_not_go_on() -> None:
    report = "This is because rents have risen."
    assert not links(f"{WARDENS} {report}", actions=(WARDENS,), reports=(report,))


def test_a_report_within_which_the_action_stands() -> None:
    action = "a mooring fund was set up"
    report = f"After the flood {action}, and boats are back."
    assert links(report, actions=(action,), reports=(report,)) == {(report, action, "within its words")}


def test_a_report_in_like_words_in_the_same_section() -> None:
    report = "The towpath is patrolled by two wardens since May."
    assert links(
        heading("Canal"), WARDENS, "Herons are seen there.", report, actions=(WARDENS,), reports=(report,)
    ) == {(report, WARDENS, "like words")}


def test_a_report_in_other_words_on_the_same_matter_in_the_same_section() -> None:
    action = "Young people will be offered training and jobs as apprentices by the harbour."
    report = "Four school leavers were given an apprenticeship at the harbour this year, and employment after it."
    drafts = (heading("Work"), action, heading("Money"))
    assert links(heading("Work"), action, report, actions=(action,), reports=(report,)) == {
        (report, action, "like meaning")
    }
    assert not links(*drafts, report, actions=(action,), reports=(report,))


def test_further_off_more_words_must_be_shared() -> None:
    near = "Wardens began their towpath patrols in May."
    whole = "Night patrols of the towpath by dockside wardens have begun."
    drafts = (heading("Plan"), WARDENS, heading("News"), near, whole)
    assert links(*drafts, actions=(WARDENS,), reports=(near, whole)) == {(whole, WARDENS, "like words")}


def test_a_report_on_another_matter_is_not_linked() -> None:
    report = "A clock collection has been lent to the museum."
    assert not links(WARDENS, report, actions=(WARDENS,), reports=(report,))


def test_a_report_serves_what_its_action_serves() -> None:
    report = "This has been completed."
    found = links(
        heading("Safe waterways"), f"{WARDENS} {report}", "Our priority is", item("Safe waterways for all"),
        priorities=("Safe waterways for all",), actions=(WARDENS,), reports=(report,),
    )  # fmt: skip
    assert (WARDENS, "Safe waterways for all", "heading") in found
    assert (report, "Safe waterways for all", "by its action") in found


def test_a_heading_in_the_words_of_a_priority_stands_over_its_section() -> None:
    assert links(
        "We have two priorities:", item("Dry and warm homes"), item("Safe waterways"),
        heading("Warm, dry homes"), "Boilers will be mended.", heading("Costs"), "Fees will be frozen.",
        priorities=("Dry and warm homes", "Safe waterways"),
        actions=("Boilers will be mended.", "Fees will be frozen."),
    ) == {("Boilers will be mended.", "Dry and warm homes", "heading")}  # fmt: skip


def test_a_priority_in_passing_heads_no_section() -> None:
    """A section was put under a priority that its first paragraph merely mentions."""
    aim = "to halve the number of empty shops by 2030."
    assert not links(
        heading("Background"), f"The plan was adopted in 2021 and aimed {aim} Members asked for news.",
        "Kiosks will be let to young traders.",
        priorities=(aim,), actions=("Kiosks will be let to young traders.",),
    )  # fmt: skip


def test_a_sentence_that_opens_with_the_number_of_a_priority() -> None:
    aim = "clear the moorings of wrecks"
    report = f"With regard to Priority 2, the Harbour Board went on to {aim}, and nine are gone."
    action = "Divers will survey the basin."
    other = "Turning to Priority 3, bins will be emptied on Sundays."
    assert links(f"{report} {action} {other}", priorities=(aim,), actions=(action, other), reports=(report,)) == {
        (report, aim, "named in its words"),
        (action, aim, "named before it"),
    }


def test_the_numbered_priority_of_another_document_is_not_ours() -> None:
    action = "Kiosks will be let, as in priority 1 of Forward Hartsmere."
    assert not links(
        "In terms of Priority 1, we want to fill empty shops.", "Elsewhere", action,
        priorities=("fill empty shops",), actions=(action,),
    )  # fmt: skip


def test_a_priority_by_its_name() -> None:
    action = "Under the Safe Waterways theme, lifebelts will be hung at each lock."
    assert links(
        "Our themes are:", item("Safe waterways"), item("Busy markets"), action,
        priorities=("Safe waterways", "Busy markets"), actions=(action,),
    ) == {(action, "Safe waterways", "named in its words")}  # fmt: skip


def test_a_record_in_the_words_of_a_priority() -> None:
    aim = "Bring the derelict tannery buildings back into use as studios"
    action = "We will convert the derelict tannery buildings for use as studios."
    assert links("Our aims are:", item(aim), "Later", action, priorities=(aim,), actions=(action,)) == {
        (action, aim, "like words")
    }
