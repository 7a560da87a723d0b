"""Whatever the records are: no order of them changes a number, nothing is divided by zero, no authority is dropped."""

import math
import random

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.aggregate import Comparison, compare, tables_of
from pipeline.aggregate.tables import Tables
from schemas.dataset import Dataset, Records
from schemas.records import ActionRow, LinkRow, MeasureRow, PriorityRow, ProgressRow, ThemeRow
from schemas.states import Relation, Status
from tests.aggregate.specimens import paper

BODIES = [
    (None, None),
    ("Hartsmere District Council", "HTM"),
    ("Hartsmere Borough Council", "HTM"),
    ("Wexborough City Council", None),
    ("Silverdene Borough Council", "SDC"),
]
TITLES = [None, "Children in Care Strategy 2019-22", "Children in Care Strategy: Draft", "Corporate Parenting Panel"]
DATES = [None, "2019", "2020-03", "2020-03-09", "2021-06-01"]
AIMS = ["Health", "Fewer placement moves", "1. Health", "A zebra in every park"]
DEEDS = [
    "Open a second clinic for foster carers by the spring",
    "Open a third clinic for foster carers and adopters by the spring",
    "Agree a protocol with the two housing associations",
    "Review the contract for advocacy",
]
THEMES = [("care", "health"), ("care", "safety"), ("general", "finance")]
CARE_THEMES = {"care": ["health", "safety", "never"]}


@st.composite
def papers(draw: st.DrawFn, id_: str, earlier: list[str]) -> Records:
    """A paper with priorities, actions, reports, links, themes, measures; perhaps a duplicate of an earlier one."""
    name, own_id = draw(st.sampled_from(BODIES))
    front = {
        "title": draw(st.sampled_from(TITLES)),
        "meeting_date": draw(st.sampled_from(DATES)),
        "duplicate_of": draw(st.sampled_from([None, None, None, *earlier])),
    }
    own = paper(id_, name, own_id, draw(st.sampled_from([0, 1, 40, 900]))).model_copy(update=front)
    place = {"paper_id": id_, "end": 99, "rule": "r"}
    aims = draw(st.lists(st.sampled_from(AIMS), max_size=3))
    deeds = draw(st.lists(st.tuples(st.sampled_from(DEEDS), st.sampled_from(Status)), max_size=4))
    reports = draw(st.lists(st.tuples(st.sampled_from(DEEDS), st.sampled_from(Status)), max_size=3))
    aim_ids = [f"{id_}p{n}" for n in range(len(aims))]
    deed_ids = [f"{id_}a{n}" for n in range(len(deeds))]
    report_ids = [f"{id_}r{n}" for n in range(len(reports))]
    some_aim, some_deed = (st.sampled_from([None, *ids]) for ids in (aim_ids, deed_ids))
    links = [(deed, draw(some_aim), Relation.SERVES) for deed in deed_ids]
    links += [(report, draw(some_deed), Relation.REPORTS_ON) for report in report_ids]
    marked = [
        (id_, *draw(st.sampled_from(THEMES))) for id_ in (*aim_ids, *deed_ids, *report_ids) if draw(st.booleans())
    ]
    values = draw(st.lists(st.tuples(st.integers(0, 9), st.sampled_from(["%", "homes", None])), max_size=2))
    return Records(
        paper=own,
        priorities=tuple(
            PriorityRow(priority_id=own_id, text=text, start=n, **place)
            for n, (own_id, text) in enumerate(zip(aim_ids, aims, strict=True))
        ),
        actions=tuple(
            ActionRow(action_id=own_id, text=text, status=status, priority_id=draw(some_aim), start=10 + n, **place)
            for n, (own_id, (text, status)) in enumerate(zip(deed_ids, deeds, strict=True))
        ),
        progress=tuple(
            ProgressRow(
                progress_id=own_id,
                text=text,
                status=status,
                action_id=draw(some_deed),
                priority_id=draw(some_aim),
                start=20 + n,
                **place,
            )
            for n, (own_id, (text, status)) in enumerate(zip(report_ids, reports, strict=True))
        ),
        measures=tuple(
            MeasureRow(paper_id=id_, measure_id=f"{id_}m{n}", text="some", value=value, unit=unit, start=30 + n, end=99)
            for n, (value, unit) in enumerate(values)
        ),
        record_links=tuple(
            LinkRow(paper_id=id_, from_id=one, to_id=other, relation=relation, basis="heading")
            for one, other, relation in links
            if other
        ),
        record_themes=tuple(ThemeRow(record_id=own_id, taxonomy=t, theme=theme) for own_id, t, theme in marked),
    )


@st.composite
def datasets(draw: st.DrawFn) -> Dataset:
    ids = [f"p{n}" for n in range(draw(st.integers(0, 6)))]
    return Dataset(tuple(draw(papers(id_, ids[:n])) for n, id_ in enumerate(ids)))


def shuffled(tables: Tables, chance: random.Random) -> Tables:
    frames = {}
    for name, frame in vars(tables).items():
        order = list(range(len(frame)))
        chance.shuffle(order)
        frames[name] = frame.iloc[order].reset_index(drop=True)
    return Tables(**frames)


def numbers(frame: pd.DataFrame) -> list[float]:
    return [float(v) for name in frame.select_dtypes("number") for v in frame[name].dropna()]


@settings(max_examples=6, deadline=None)
@given(datasets(), st.randoms(use_true_random=False))
def test_whatever_the_records_are(dataset: Dataset, chance: random.Random) -> None:
    found = compare(dataset, CARE_THEMES)
    again = compare(shuffled(tables_of(dataset), chance), CARE_THEMES)
    for name, frame in found.frames().items():
        pd.testing.assert_frame_equal(frame, again.frames()[name], check_exact=True, obj=name)
        assert all(map(math.isfinite, numbers(frame))), name
    assert found.notes == again.notes
    found.rows()  # each is checked: shares from 0 to 1, counts of 0 or more
    _nobody_is_dropped(dataset, found)
    _counts_add_up(dataset, found)


def _nobody_is_dropped(dataset: Dataset, found: Comparison) -> None:
    counted = set(found.counted.loc[found.counted["counted"], "record_id"])
    bodies = {r.paper.authority_id or r.paper.authority for r in dataset.papers if r.paper.paper_id in counted}
    for frame in (found.completion, found.coverage, found.completion_by_theme):
        if not frame.empty:
            keys = frame["authority_id"].fillna(frame["authority"])
            assert {None if pd.isna(key) else key for key in keys} == bodies
    assert len(found.completion) == len(bodies) * len(Status)
    empty = found.completion[found.completion["total"] == 0]
    assert empty["share"].isna().all()


def _counts_add_up(dataset: Dataset, found: Comparison) -> None:
    counted = set(found.counted.loc[found.counted["counted"], "record_id"])
    actions = {a.action_id for r in dataset.papers for a in r.actions}
    themed = {(t.record_id, t.taxonomy, t.theme) for r in dataset.papers for t in r.record_themes}
    assert found.completion["actions"].sum() == len(actions & counted)
    assert found.coverage["actions"].sum() == sum(id_ in actions & counted for id_, _, _ in themed)
    by_status = found.completion_by_theme["actions"].sum()
    assert by_status == found.coverage["actions"].sum()
