"""Front matter as rows: the columns of `papers.csv` and the rows of `paper_fields.csv`."""

from __future__ import annotations

from pipeline.extract.front_matter.logic import COLUMNS
from pipeline.extract.front_matter.model import FrontMatter
from schemas.paper import Paper
from schemas.records import FieldRow, PaperRow


def paper_row(paper: Paper, front: FrontMatter, *, duplicate_of: str | None = None) -> PaperRow:
    """The row of `papers.csv`. The first value of each field fills its column; warnings are the reader's and these."""
    columns = {field: front.get(field) for field in COLUMNS if field in PaperRow.model_fields}
    date = front.first("meeting_date")
    return PaperRow.model_validate(
        {
            **columns,
            "paper_id": paper.paper_id,
            "source_id": paper.source_id,
            "text_id": paper.text_id,
            "file": paper.file,
            "part_of": paper.part_of or None,
            "first_page": paper.first_page or None,
            "last_page": paper.last_page or None,
            "duplicate_of": duplicate_of,
            "media_type": paper.media_type,
            "pages": len(paper.pages) or None,
            "words": paper.words,
            "ocr": paper.ocr,
            "meeting_date_text": " ".join(date.words.split()) if date and date.words else None,
            "warnings": "; ".join((*paper.warnings, *front.warnings)) or None,
        }
    )


def field_rows(paper: Paper, front: FrontMatter) -> tuple[FieldRow, ...]:
    """The rows of `paper_fields.csv`, in the order of the columns."""
    return tuple(
        FieldRow(
            paper_id=paper.paper_id,
            field=value.field,
            value=value.value,
            words=value.words,
            source=value.source,
            rule=value.rule,
            page=paper.page_of(value.start) if value.start is not None else None,
            start=value.start,
            end=value.end,
        )
        for value in front.values
    )
