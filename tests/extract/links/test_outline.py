"""Short headings that take up listed priorities in their order."""

from pipeline.extract.links.outline import find_outline
from pipeline.extract.sections import find_sections
from pipeline.extract.statements.model import Kind, Statement
from pipeline.ingest.assemble import Draft
from tests.extract.specimens import heading, item, paper, para

LISTED = ("getting more young people into work", "keeping our streets clean and green", "fixing anti-social parking")


def under(*drafts: Draft | str, records: tuple[str, ...], listed: tuple[str, ...] = LISTED) -> dict[str, str]:
    """The priority whose title stands over each record, or ""; the list of priorities comes first."""
    made = paper(para("Our priorities are:"), *(item(words, "•") for words in listed), *drafts)

    def statement(kind: Kind, words: str) -> Statement:
        start = made.text.index(words)
        block = max(i for i in made.leaves if made.blocks[i].start <= start)
        return Statement(kind, start, start + len(words), block, "list.priority")

    priorities = [statement(Kind.PRIORITY, words) for words in listed]
    actions = [statement(Kind.ACTION, words) for words in records]
    reaches = find_outline(made, find_sections(made), [*priorities, *actions], [priorities])
    return {
        made.text[a.start : a.end]: next(
            (made.text[r.priority.start : r.priority.end] for r in reversed(reaches) if r.start <= a.start < r.end),
            "",
        )
        for a in actions
    }


RECORDS = ("Ninety apprentices began in May.", "Two sweepers were bought.", "Bollards went in at the school.")
TAKEN_UP = dict(zip(RECORDS, LISTED, strict=True))


def test_headings_that_shorten_listed_priorities_stand_over_their_reports() -> None:
    assert under(
        heading("Young people and work", 2),
        para(RECORDS[0]),
        heading("Clean streets", 2),
        para(RECORDS[1]),
        heading("Parking", 2),
        para(RECORDS[2]),
        heading("Money", 2),
        para("The budget was underspent in the year."),
        records=(*RECORDS, "The budget was underspent in the year."),
    ) == {**TAKEN_UP, "The budget was underspent in the year.": ""}


def test_the_title_between_two_that_fit_stands_for_the_priority_between_them() -> None:
    assert (
        under(
            heading("Young people and work", 2),
            para(RECORDS[0]),
            heading("How the place looks", 2),
            para(RECORDS[1]),
            heading("ASP and parking", 2),
            para(RECORDS[2]),
            records=RECORDS,
        )
        == TAKEN_UP
    )


def test_the_first_words_of_paragraphs_are_titles_too() -> None:
    assert (
        under(
            *(
                para(f"{title}: {words}")
                for title, words in zip(("Young people", "Clean streets", "Parking"), RECORDS, strict=True)
            ),
            records=RECORDS,
        )
        == TAKEN_UP
    )


def test_one_heading_that_shares_a_word_is_no_title() -> None:
    assert under(heading("Parking charges", 2), para(RECORDS[2]), records=RECORDS[2:]) == {RECORDS[2]: ""}


def test_titles_under_which_other_priorities_stand_are_left_to_these() -> None:
    made = paper(
        para("The plan has two themes: jobs and streets"),
        heading("Jobs", 2),
        para("More young people with a job"),
        para(RECORDS[0]),
        heading("Streets", 2),
        para("No litter by noon"),
        para(RECORDS[1]),
    )

    def at(kind: Kind, words: str) -> Statement:
        start = made.text.index(words)
        return Statement(
            kind, start, start + len(words), max(i for i in made.leaves if made.blocks[i].start <= start), ""
        )

    named = [at(Kind.PRIORITY, words) for words in ("jobs", "streets")]
    others = [at(Kind.PRIORITY, "More young people with a job"), at(Kind.PRIORITY, "No litter by noon")]
    actions = [at(Kind.ACTION, words) for words in RECORDS[:2]]
    sections = find_sections(made)
    assert find_outline(made, sections, [*named, *others, *actions], [named]) == []
    assert len(find_outline(made, sections, [*named, *actions], [named])) == len(named)
