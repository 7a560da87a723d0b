"""Invented statements, each labelled before the rules had seen it, against the status that the rules give."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pipeline.extract.status import status_of
from schemas.states import Status

_HERE = Path(__file__).parent
LEAST = {
    "statements.tsv": 0.96,
    "statements_second.tsv": 0.93,
    "statements_third.tsv": 0.94,
    "statements_fourth.tsv": 0.8,
}
"""The share of each file that has to come out right: what was reached when it was last read."""


@pytest.mark.parametrize("name", sorted(LEAST))
def test_statements_as_councils_put_them(name: str) -> None:
    with (_HERE / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    assert len(rows) >= 50
    wrong = [
        (row["text"], row["status"])
        for row in rows
        if status_of(row["text"], kind="action" if row["kind"] == "action" else "progress").status
        is not Status(row["status"])
    ]
    assert 1 - len(wrong) / len(rows) >= LEAST[name], wrong


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The fund has stopped 30 tenants from being put out.", Status.COMPLETED),
        ("The Council has stopped the grant to the club.", Status.STOPPED),
        ("Not agreed. The road is too narrow for a crossing.", Status.STOPPED),
        ("Five of the nine ponds have been dredged.", Status.IN_PROGRESS),
        ("Six of the nine promises were kept in full, two in part and one was dropped.", Status.IN_PROGRESS),
        ("All twelve jetties have now been visited by the wardens.", Status.COMPLETED),
        ("The speed limit now applies to every channel.", Status.COMPLETED),
        ("Patrols were to have begun in May but the boat was not ready.", Status.BEHIND),
        ("Reed beds have been laid in six ponds instead of the 14 that were promised.", Status.BEHIND),
        ("The boat club did not get off the ground.", Status.BEHIND),
        ("The byelaw has not had the effect that we hoped for.", Status.BEHIND),
        ("The trust decided in May not to buy the island.", Status.STOPPED),
        ("That order is being drafted and will be sealed in May.", Status.IN_PROGRESS),
        ("Free moorings were extended in June to anglers up to 18 who live here.", Status.COMPLETED),
        ("All nine ponds have been dredged.", Status.COMPLETED),
        ("Nine of the nine ponds have been dredged.", Status.COMPLETED),
        ("The plan has been agreed and will be printed in May.", Status.IN_PROGRESS),
        ("The ferry has not started, because the jetty is unsafe.", Status.BEHIND),
        ("Consent was refused and an appeal has been lodged.", Status.BEHIND),
        ("Sixteen schemes are complete, nine are on track and two are behind.", Status.IN_PROGRESS),
    ],
)
def test_what_remains_of_the_work_decides(text: str, status: Status) -> None:
    assert status_of(text, kind="progress").status is status
