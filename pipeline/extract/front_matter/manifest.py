"""Front matter that the user states: a row of a manifest outweighs what the paper says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.dates import parse_date
from pipeline.extract.front_matter.model import FieldValue
from schemas.records import FRONT_MATTER
from schemas.states import Decision, FieldSource, ReportType


class ManifestError(ValueError):
    """A manifest value that cannot be used; the message says what to change."""


def manifest_values(manifest: Mapping[str, str]) -> Iterator[FieldValue]:
    """The values a manifest row states, in the order of the columns; empty cells and other columns are passed over.

    Raises:
        ManifestError: a date that is none, or a report type or decision outside the vocabulary.
    """
    stated = {field: words for field in FRONT_MATTER if (words := " ".join((manifest.get(field) or "").split()))}
    as_written = stated.pop("meeting_date_text", None)
    if as_written:
        stated.setdefault("meeting_date", as_written)
    for field, words in stated.items():
        shown = as_written if as_written and field == "meeting_date" else words
        yield FieldValue(field, _checked(field, words), shown, FieldSource.MANIFEST, "manifest")


def _checked(field: str, words: str) -> str:
    if field == "meeting_date":
        mention = parse_date(words)
        if mention is None or mention.value is None:
            raise ManifestError(f"meeting_date is {words!r} in the manifest; write it as YYYY-MM-DD, YYYY-MM or YYYY.")
        return mention.value
    allowed = {"report_type": tuple(ReportType), "decision_sought": tuple(Decision)}.get(field)
    if allowed and words not in allowed:
        raise ManifestError(f"{field} is {words!r} in the manifest; use one of {', '.join(allowed)}.")
    return words
