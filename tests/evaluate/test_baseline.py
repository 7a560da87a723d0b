"""The keyword search."""

from pipeline.evaluate.baseline import baseline
from pipeline.ingest.assemble import Draft, Piece, assemble
from pipeline.ingest.source import Source
from schemas.paper import BlockKind, Paper
from schemas.states import Status

SENTENCES = [
    "Homes for children in care",
    "Our priority is homes near schools. We will open two new homes. It rained on the day of the visit.",
    "Two carers have been recruited.",
    "We will open two new homes.",
]


def paper() -> Paper:
    drafts = [Draft(BlockKind.PARAGRAPH, [Piece(text)]) for text in SENTENCES]
    return assemble(Source("hartsmere.txt", b"specimen"), drafts, "text/plain")


def test_sentences_with_a_word_of_a_kind_are_records_of_it() -> None:
    records = baseline(paper())
    assert [r.text for r in records.priorities] == ["Our priority is homes near schools."]
    assert [r.text for r in records.actions] == ["We will open two new homes."] * 2
    assert [r.text for r in records.progress] == ["Two carers have been recruited."]
    assert [r.status for r in records.actions] == [Status.NOT_STARTED] * 2
    assert records.progress[0].status is Status.COMPLETED


def test_offsets_lead_to_the_words_and_ids_differ() -> None:
    own = paper()
    records = baseline(own)
    found = [*records.priorities, *records.actions, *records.progress]
    assert all(own.text[r.start : r.end] == r.text for r in found)
    assert len({r.action_id for r in records.actions}) == 2
