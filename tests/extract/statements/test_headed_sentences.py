"""Sentences of which the heading, or the label before them, says what they are."""

from pipeline.extract.extractor import Extractor
from pipeline.ingest import Source, read

PLAIN_WORDS = b"""Wendlebury Adult Care
Improvement Board, 9 May 2022

Priority A: Nobody waits

What have we done?
We have taken on four assessors. Calls are now put through to the right team.

What will we do next?
We will move the team to Mill House by October 2022. We will ask carers what they think of the new form.
Will it cost more to run?
"""

REPORT = b"""WENDLEBURY FLOOD PARTNERSHIP

ANNUAL REPORT 2021/22

Our plan has two priorities. They are ready households and clear ditches.

Ready households

Eight wardens now go round with sandbags every time the river is up. Store rooms opened in two parishes.

Clear ditches

Farmers cut back sixty miles of hedge and ditch over the winter.
"""

LABELLED = b"""Wendlebury Council

Our answer to the inspectors

What we are doing: All the site plans are being written again; forty are finished.
"""


def _texts(data: bytes) -> tuple[list[str], list[str]]:
    (paper,) = read(Source("paper.txt", data))
    tables = Extractor().extract(paper).tables()
    return [row.text for row in tables["actions.csv"]], [row.text for row in tables["progress.csv"]]


def test_questions_as_headings_say_what_the_sentences_below_them_are() -> None:
    actions, progress = _texts(PLAIN_WORDS)
    assert progress == ["We have taken on four assessors.", "Calls are now put through to the right team."]
    assert actions == [
        "We will move the team to Mill House by October 2022.",
        "We will ask carers what they think of the new form.",
    ]


def test_a_report_s_sentences_under_its_priorities_tell_of_them() -> None:
    _, progress = _texts(REPORT)
    assert any("wardens now go round" in text for text in progress)


def test_the_label_before_a_sentence_is_no_part_of_the_record() -> None:
    _, progress = _texts(LABELLED)
    assert progress == ["All the site plans are being written again; forty are finished."]
