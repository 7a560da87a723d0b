"""`read`: bytes to Papers, by the format that their first bytes tell."""

from pipeline.config import IngestSettings
from pipeline.ingest.sniff import media_type
from pipeline.ingest.source import ReadError, Source
from schemas.paper import Paper
from schemas.states import State


def read(source: Source, settings: IngestSettings | None = None) -> list[Paper]:
    """Read a source into its Papers (a pack holds several).

    Raises:
        ReadError: nothing can be read; carries the ledger state and a reason that says what to do next.
    """
    settings = settings or IngestSettings()
    if len(source.data) > settings.max_bytes:
        raise ReadError(
            State.TOO_LARGE,
            f"{len(source.data):,} bytes; the limit is {settings.max_bytes:,}. "
            "Split the file, or raise ingest.max_bytes.",
        )
    kind = media_type(source.data)
    if kind == "application/pdf":
        from pipeline.ingest.pdf import read_pdf

        return read_pdf(source, settings)
    if kind in ("application/zip", "application/x-ole-storage", "application/rtf"):
        from pipeline.ingest.office.kinds import kind_of
        from pipeline.ingest.office.read import read_office

        if office := kind_of(source.data, kind):
            return read_office(source, office, settings)
    if kind in ("application/zip", "application/x-ole-storage"):
        from pipeline.ingest.docx import read_docx

        return read_docx(source, settings)
    if kind == "text/html":
        from pipeline.ingest.html import read_html

        return read_html(source, settings)
    if kind == "text/plain":
        from pipeline.ingest.text import read_text

        return read_text(source, settings)
    raise ReadError(State.UNSUPPORTED, f"{kind} cannot be read. Convert it to PDF, .docx or plain text and run again.")
