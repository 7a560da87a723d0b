"""What holds of the records of any paper: offsets, ids, links, and the same again each time."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.config import Settings
from pipeline.extract.components import COMPONENTS, build_pipeline, findings_of
from pipeline.extract.extractor import Extractor
from pipeline.ingest.assemble import Draft
from pipeline.ingest.read import read
from pipeline.ingest.source import ReadError, Source
from schemas.dataset import Records
from schemas.paper import Paper
from tests.extract.specimens import heading, item, paper, para, table

VOCABULARY = """
    Action Progress: Priority 1 2.1 Aim: priorities are: will mend roofs the Council has been completed Lead Ms Ash by
    May 2021 from 5 to 13 % aims to RESOLVED recommended that we strategy homes. Amber next steps; • SO1 not undertook
"""
WORDS = st.sampled_from(VOCABULARY.split())
TEXT = st.lists(WORDS, min_size=1, max_size=9).map(" ".join)
COLUMN = st.sampled_from(["Action", "Priority", "Lead", "By when", "Progress", "RAG", "Ref", "Objective", "Ward", ""])
MARKER = st.sampled_from(["•", "1.", "2.", "(a)", "1.1", "1.1a"])
LEAD_IN = st.sampled_from(
    [
        "Our priorities are:",
        "The Council will:",
        "Key actions completed include:",
        "It is recommended that:",
        "Risks are:",
    ]
)
TABLE = st.integers(1, 4).flatmap(
    lambda width: st.builds(
        lambda names, rows, header: table(names, *rows, header=header),
        st.lists(COLUMN, min_size=width, max_size=width),
        st.lists(st.lists(st.one_of(TEXT, st.just("")), min_size=width, max_size=width), max_size=4),
        st.integers(0, 1),
    )
)
BLOCK: st.SearchStrategy[Draft] = st.one_of(
    st.builds(heading, TEXT, st.integers(1, 3)),
    st.sampled_from(["Action", "Progress", "Recommendations", "Next steps", "Legal implications"]).map(heading),
    TEXT.map(para),
    LEAD_IN.map(para),
    st.builds(item, TEXT, MARKER, st.integers(0, 1)),
    st.builds(item, TEXT, MARKER, st.integers(0, 1)),
    TABLE,
)
PAPER = st.lists(BLOCK, max_size=14).map(lambda drafts: paper(*drafts))
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def ranges(records: Records) -> Iterator[tuple[int, int, str]]:
    for rows in (records.recommendations, records.priorities, records.actions, records.progress, records.measures):
        for row in rows:
            yield row.start, row.end, row.text


def check(made: Paper, records: Records) -> None:
    """What holds of the records of every paper."""
    for start, end, text in ranges(records):
        assert start < end
        assert made.text[start:end] == text
    priorities = {r.priority_id for r in records.priorities}
    actions = {r.action_id for r in records.actions}
    reports = {r.progress_id for r in records.progress}
    others = [r.recommendation_id for r in records.recommendations] + [r.measure_id for r in records.measures]
    known = priorities | actions | reports
    assert len(known) == records.count, "an id is given once"
    assert len(known.union(others)) == records.count + len(others)
    for link in records.record_links:
        assert {link.from_id, link.to_id} <= known
        assert link.from_id != link.to_id
        assert link.basis
    assert len({(k.from_id, k.to_id, k.relation) for k in records.record_links}) == len(records.record_links)
    assert {r.priority_id for r in (*records.actions, *records.progress)} <= priorities | {None}
    assert {r.action_id for r in records.progress} <= actions | {None}
    assert {m.record_id for m in records.measures} <= actions | reports
    assert {r.record_id for r in (*records.record_themes, *records.places)} <= known
    for row in (*records.priorities, *records.actions, *records.progress):
        assert row.rule
        assert row.paper_id == made.paper_id


@given(PAPER)
@QUICK
def test_offsets_ids_and_links_of_any_paper(extractor: Extractor, made: Paper) -> None:
    check(made, extractor.extract(made))


@given(PAPER)
@QUICK
def test_the_same_again(extractor: Extractor, made: Paper) -> None:
    assert extractor.extract(made) == extractor.extract(made)


@given(st.lists(PAPER, min_size=2, max_size=4))
@settings(parent=QUICK, max_examples=20)
def test_the_order_of_papers_does_not_matter(extractor: Extractor, papers: list[Paper]) -> None:
    forwards = [extractor.extract(made) for made in papers]
    backwards = [extractor.extract(made) for made in reversed(papers)]
    assert forwards == backwards[::-1]


def test_a_doc_comes_to_the_same_records(extractor: Extractor) -> None:
    made = paper(heading("Actions"), item("We will mend two roofs by May 2024."), "Two roofs have been mended.")
    records = extractor.extract(made)
    assert records.actions
    assert extractor.records(extractor.doc(made)) == records


def test_a_doc_shows_its_layers(extractor: Extractor) -> None:
    made = paper(
        heading("Homes"), "Our priorities are:", item("Dry homes"), table(["Action", "Progress"], ["Mend", "Half done"])
    )
    doc = extractor.doc(made)
    assert doc.text == made.text
    assert set(doc.spans) >= {"sentences", "sections", "recommendations", "priorities", "actions", "progress"}
    assert [span.text for span in doc.spans["priorities"]] == ["Dry homes"]
    assert [span.text for span in doc.spans["actions"]] == ["Mend"]
    assert [span.text for span in doc.spans["progress"]] == ["Half done"]
    starts = {token.idx for token in doc if token.is_sent_start}
    assert {block.start for block in (made.blocks[i] for i in made.leaves) if not block.marker} <= starts


def test_what_the_user_knows_of_a_paper_overrides_it(extractor: Extractor) -> None:
    made = paper("Committee: Homes Board", "Two roofs were mended.")
    records = extractor.extract(made, {"committee": "Roofs Panel"})
    assert records.paper.committee == "Roofs Panel"


def test_components_are_registered_and_ask_for_a_paper() -> None:
    nlp = build_pipeline()
    assert tuple(nlp.pipe_names) == COMPONENTS
    with pytest.raises(TypeError, match="Extractor"):
        findings_of(nlp.make_doc("Homes"))


def test_settings_choose_the_taxonomies() -> None:
    chosen = Settings.model_validate({"extract": {"taxonomies": ["general"]}})
    assert [t.name for t in Extractor(chosen).taxonomies] == ["general"]


def test_offsets_ids_and_links_of_real_papers(shared: Path, extractor: Extractor) -> None:
    checked = 0
    for path in sorted((shared / "papers").rglob("*")):
        if path.suffix not in {".txt", ".pdf"} or ".scan" in path.name:  # the scan is read by the tests of the reader
            continue
        try:
            papers = read(Source(path.name, path.read_bytes()))
        except ReadError:
            continue
        for made in papers:
            check(made, extractor.extract(made))
            checked += 1
    assert checked


def test_the_specimens(corpus: Path, extractor: Extractor) -> None:
    paths = sorted(path for path in (corpus / "papers").iterdir() if path.suffix == ".txt")
    assert paths
    for path in paths:
        for made in read(Source(path.name, path.read_bytes())):
            records = extractor.extract(made)
            check(made, records)
            assert records.count, path.name
