"""Priorities of invented authorities put together."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.aggregate.aims import BUILT_IN, matcher
from pipeline.aggregate.alignment import Group, Priority, align, confidence
from pipeline.aggregate.likeness import alike

TITLES = {"h": "Strategy for Looked After Children", "m": "Children in Care Strategy", "w": "Corporate Plan"}
PRIORITIES = [
    Priority("h", "1", "Health", "HAR"),
    Priority("h", "2", "Fewer placement moves", "HAR"),
    Priority("h", "3", "A marmalade festival in every harbour", "HAR"),
    Priority("m", "1", "Good physical health for every child in our care", "MOR"),
    Priority("m", "2", "Stable homes and permanence without delay", "MOR"),
    Priority("m", "3", "A marmalade festival in every harbour", "MOR"),
    Priority("w", "1", "Fill potholes within a week", "WES"),
    Priority("w", "2", "Zebra statues", "WES"),
]


def grouped(priorities: list[Priority]) -> list[Group]:
    return align(priorities, TITLES, matcher((BUILT_IN,)))


def members(groups: list[Group]) -> set[frozenset[tuple[str, str]]]:
    return {frozenset((m.priority.paper_id, m.priority.id) for m in group.members) for group in groups}


def test_what_means_the_same_stands_together_and_what_does_not_stands_alone() -> None:
    assert members(grouped(PRIORITIES)) == {
        frozenset({("h", "1"), ("m", "1")}),
        frozenset({("h", "2"), ("m", "2")}),
        frozenset({("h", "3"), ("m", "3")}),
        frozenset({("w", "1")}),
        frozenset({("w", "2")}),
    }


def test_every_priority_stands_in_a_group() -> None:
    assert {m.priority for group in grouped(PRIORITIES) for m in group.members} == set(PRIORITIES)


@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_priorities_changes_nothing(chance: random.Random) -> None:
    shuffled = PRIORITIES.copy()
    chance.shuffle(shuffled)
    assert grouped(shuffled) == grouped(PRIORITIES)


def test_the_id_of_an_aims_group_outlives_other_papers() -> None:
    def health(priorities: list[Priority]) -> str:
        return next(g.id for g in grouped(priorities) if g.aim == "cic-health")

    assert health(PRIORITIES) == health(PRIORITIES[:1])


def test_a_group_of_like_words_is_labelled_by_a_member() -> None:
    group = next(g for g in grouped(PRIORITIES) if g.members[0].priority.id == "3")
    assert (group.aim, group.label) == (None, "A marmalade festival in every harbour")
    assert all(m.confidence is None for m in group.members)


def test_a_long_label_is_cut_between_words() -> None:
    (group,) = grouped([Priority("w", "1", "Zebra statues " * 20, "WES")])
    assert group.label.endswith("statues …") or group.label.endswith("Zebra …")
    assert len(group.label) <= 92
    (group,) = grouped([Priority("w", "1", "z" * 300, "WES")])
    assert group.label == "z" * 90 + " …"


def test_confidence_rises_with_salience_and_with_likeness() -> None:
    assert 0 < confidence(0.5, 0.1) < confidence(0.9, 0.1) < confidence(0.9, 0.8) < 1


def test_no_priorities_make_no_groups() -> None:
    assert grouped([]) == []


def test_a_chain_is_not_a_group_where_its_ends_differ() -> None:
    angles = np.radians([0.0, 30.0, 60.0])
    rows = np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)
    assert alike(rows, 0.8) == [[0, 1], [2]]
    assert alike(rows, 0.4) == [[0, 1, 2]]


def test_rows_without_a_vector_stand_alone() -> None:
    assert alike(np.zeros((3, 4), dtype=np.float32)) == [[0], [1], [2]]


@pytest.mark.parametrize("n", [1, 5, 400, 1100])
def test_every_row_stands_once(n: int) -> None:
    rows = np.tile(np.array([[1.0, 0.0], [0.0, 1.0]], dtype=np.float32), (n, 1))
    assert sorted(i for group in alike(rows[:n]) for i in group) == list(range(n))
