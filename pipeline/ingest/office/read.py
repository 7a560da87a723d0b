"""A file to a Paper by way of LibreOffice; the ids are those of the file that was given."""

from __future__ import annotations

from dataclasses import replace

from pipeline.config import IngestSettings
from pipeline.ingest.docx import read_docx
from pipeline.ingest.office.kinds import Kind, is_locked
from pipeline.ingest.office.libreoffice import ConversionError, convert, find_libreoffice
from pipeline.ingest.source import ReadError, Source
from schemas.ids import paper_id
from schemas.paper import Paper
from schemas.states import State

_LOCKED = "The file is locked with a password. Save a copy without password, or ask its publisher for one."


def read_office(source: Source, kind: Kind, settings: IngestSettings) -> list[Paper]:
    """Read a file that is of `kind` (see `kinds.kind_of`) into one Paper, without pages.

    Raises:
        ReadError: `unsupported` where LibreOffice is not installed or must not be used, `encrypted`, `timed_out`,
            `corrupt` where it cannot be converted; and what `read_docx` raises.
    """
    if is_locked(source.data, kind):
        raise ReadError(State.ENCRYPTED, _LOCKED)
    if settings.office == "never":
        raise ReadError(
            State.UNSUPPORTED,
            f"{kind.words} is not read where ingest.office is `never`. Set it to `auto`, or save it as .docx or PDF.",
        )
    program = find_libreoffice()
    if program is None:
        raise ReadError(
            State.UNSUPPORTED,
            f"{kind.words} can be read where LibreOffice is installed, and here it is not. Install it, or save the "
            "file as .docx or PDF, and run again.",
        )
    try:
        converted = convert(program, source.data, kind.suffix, settings.office_seconds)
    except TimeoutError as error:
        raise ReadError(
            State.TIMED_OUT,
            f"LibreOffice took longer than {settings.office_seconds:g} seconds. Save it as .docx or PDF, or raise "
            "ingest.office_seconds.",
        ) from error
    except ConversionError as error:
        raise ReadError(
            State.CORRUPT, f"LibreOffice cannot convert it ({error}). Open it by hand, save it as .docx or PDF."
        ) from error
    source_id = source.source_id
    return [
        replace(paper, source_id=source_id, paper_id=paper_id(source_id), media_type=kind.media_type)
        for paper in read_docx(Source(source.file, converted), settings)
    ]
