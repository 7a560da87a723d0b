"""Frames as CSV: what rows would be, whatever stands in them."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.aggregate.tables import to_frame
from pipeline.export.frames import frame_lines
from pipeline.export.tables import lines
from schemas.records import MeasureRow

WORDS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=6) | st.sampled_from(
    [",", '"', "\r", "a\nb"]
)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False, width=32)
ROWS = st.builds(
    MeasureRow,
    paper_id=WORDS,
    measure_id=WORDS,
    text=WORDS,
    quantity=st.none() | WORDS,
    value=NUMBERS,
    baseline=st.none() | NUMBERS,
    start=st.integers(0, 9),
    end=st.integers(0, 9),
    ocr=st.booleans(),
)


@settings(max_examples=50, deadline=None)
@given(st.lists(ROWS, max_size=5))
def test_a_frame_is_written_as_its_rows_are(rows: list[MeasureRow]) -> None:
    assert frame_lines(to_frame(rows, MeasureRow)) == lines(rows)
