"""Reports that call their actions by number, or by a definite subject that only one of them has."""

from pipeline.extract.links import find_links
from pipeline.extract.sections import find_sections
from pipeline.extract.statements.model import Kind, Statement
from pipeline.ingest.assemble import Draft
from schemas.states import Relation
from tests.extract.specimens import item, paper, para

STEPS = (item("Cutting verges once a year", "3.1"), item("Buying no peat", "3.2"))


def reported(*drafts: Draft | str, actions: tuple[str, ...], reports: tuple[str, ...]) -> dict[str, str]:
    made = paper(*drafts)

    def statement(kind: Kind, words: str) -> Statement:
        start = made.text.index(words)
        block = max(i for i in made.leaves if made.blocks[i].start <= start)
        return Statement(kind, start, start + len(words), block, "sentence.action")

    statements = [statement(Kind.ACTION, a) for a in actions] + [statement(Kind.PROGRESS, r) for r in reports]
    return {
        made.text[k.source.start : k.source.end]: made.text[k.target.start : k.target.end]
        for k in find_links(made, find_sections(made), statements)
        if k.relation is Relation.REPORTS_ON
    }


def test_numbers_in_brackets_and_behind_a_noun() -> None:
    reports = ("Since May none has been bought (3.2).", "Under step 3.1 we got to 44 per cent.")
    actions = ("Cutting verges once a year", "Buying no peat")
    assert reported(*STEPS, para(" ".join(reports)), actions=actions, reports=reports) == {
        reports[0]: "Buying no peat",
        reports[1]: "Cutting verges once a year",
    }


def test_a_number_that_no_action_has_links_nothing() -> None:
    report = "Paragraph 3.9 of the guide was rewritten (3.9)."
    assert not reported(*STEPS, para(report), actions=("Buying no peat",), reports=(report,))


def test_a_definite_subject_that_only_one_action_has() -> None:
    drafts = (item("A parallel crossing outside the bakery", "-"), item("Benches at the quay", "-"))
    report = "The parallel crossing was switched on this morning."
    actions = ("A parallel crossing outside the bakery", "Benches at the quay")
    assert reported(*drafts, para(report), actions=actions, reports=(report,)) == {report: actions[0]}


def test_a_sentence_that_counts_what_the_one_before_asked_for() -> None:
    text = "Stickers will be in the windows of 25 shops by June. Nine have joined up to now."
    action, report = "Stickers will be in the windows of 25 shops by June.", "Nine have joined up to now."
    assert reported(para(text), actions=(action,), reports=(report,)) == {report: action}
