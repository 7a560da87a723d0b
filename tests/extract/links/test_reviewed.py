"""Actions listed in one place and reviewed in another."""

from pipeline.extract.links.logic import find_links, without_doubles
from pipeline.extract.links.reviewed import find_reviews, lists_of_actions, shared_out
from pipeline.extract.sections import find_sections
from pipeline.extract.statements.model import Kind, Statement
from pipeline.ingest.assemble import Draft
from schemas.paper import Paper
from tests.extract.specimens import heading, item, paper, para

LISTED = (
    "Dredge the inner basin",
    "Paint the lighthouse white",
    "Count the seals each month",
    "Ban jet skis at the bar",
)


def listed() -> list[Draft | str]:
    return [para("The four actions in the plan are:"), *(item(words, f"{n}.") for n, words in enumerate(LISTED, 1))]


def at(made: Paper, kind: Kind, words: str) -> Statement:
    start = made.text.index(words)
    block = max(i for i in made.leaves if made.blocks[i].start <= start)
    return Statement(kind, start, start + len(words), block, "list.action")


def reviewed(*drafts: Draft | str, reports: tuple[str, ...]) -> list[str]:
    """The listed action that each report is found to review, or ""."""
    made = paper(*listed(), *drafts)
    actions = [at(made, Kind.ACTION, words) for words in LISTED]
    found = [at(made, Kind.PROGRESS, words) for words in reports]
    reaches = find_reviews(made, find_sections(made), [*actions, *found], lists_of_actions(made, actions))
    return [
        next((made.text[r.priority.start : r.priority.end] for r in reaches if r.start <= s.start < r.end), "")
        for s in found
    ]


REPORTS = (
    "Two thirds of the mud has been dredged.",
    "Nothing can be painted before the lighthouse is dry.",
    "We counted 61 in May and 70 in June.",
    "The byelaw on jet skis was sealed.",
)


def test_as_many_numbered_paragraphs_as_actions_review_them_in_their_order() -> None:
    assert reviewed(
        heading("Where we are", 2), *(item(words, f"4.{n}") for n, words in enumerate(REPORTS, 1)), reports=REPORTS
    ) == list(LISTED)


def test_other_numbered_paragraphs_review_none() -> None:
    other = ("The harbour opened in 1840.", "It has three quays.", "Fees are set by law.", "Boats pay by the foot.")
    assert reviewed(
        heading("About the harbour", 2), *(item(words, f"4.{n}") for n, words in enumerate(other, 1)), reports=other
    ) == [""] * len(other)


def test_short_titles_take_up_listed_actions() -> None:
    titles = ("The basin", "Lighthouse", "Seals", "Jet skis")
    drafts = [d for title, words in zip(titles, REPORTS, strict=True) for d in (heading(title, 2), para(words))]
    assert reviewed(*drafts, reports=REPORTS) == list(LISTED)


def test_a_sentence_shares_actions_out_to_priorities_by_their_numbers() -> None:
    made = paper(
        para("Outcome 1 is a safe harbour and Outcome 2 a clean sea."),
        *listed(),
        para("Actions 1 and 2 are about Outcome 1, 3 to 4 about Outcome 2."),
    )
    safe, clean = at(made, Kind.PRIORITY, "a safe harbour"), at(made, Kind.PRIORITY, "a clean sea")
    actions = [at(made, Kind.ACTION, words) for words in LISTED]
    found = shared_out(made, lists_of_actions(made, actions), {"1": safe, "2": clean})
    assert [found[id(action)] for action in actions] == [safe, safe, clean, clean]


def test_an_action_heard_in_the_review_of_a_listed_one_is_no_second_action() -> None:
    made = paper(*listed(), heading("Where we are", 2), *(item(words, f"4.{n}") for n, words in enumerate(REPORTS, 1)))
    actions = [at(made, Kind.ACTION, words) for words in LISTED]
    reports = [at(made, Kind.PROGRESS, words) for words in REPORTS]
    again = at(made, Kind.ACTION, REPORTS[3])
    again.rule = "sentence.action"
    again.group = reports[3].group = 7
    statements = [*actions, *reports, again]
    kept, links = without_doubles(statements, find_links(made, find_sections(made), statements))
    assert kept == [*actions, *reports]
    assert [(k.source, k.target) for k in links if k.source is reports[3]] == [(reports[3], actions[3])]
