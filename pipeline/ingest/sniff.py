"""What a file is, by its first bytes and never by its name."""

import re

from pipeline.ingest.source import ReadError
from schemas.states import State

_SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF8", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"{\\rtf", "application/rtf"),
    (b"PK\x03\x04", "application/zip"),
    (b"\x1f\x8b", "application/gzip"),
)
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?(?:[\s\x00]|<!--.{0,2000}?-->|<\?xml.{0,200}?\?>)*"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|script)(?![\w-])",
    re.IGNORECASE | re.DOTALL,
)
_PDF_WINDOW = 1024  # readers accept a PDF header anywhere in the first kilobyte


def media_type(data: bytes) -> str:
    """Media type of a file's bytes.

    Raises:
        ReadError: `empty` where there is nothing but white space, `unsupported` for binary data of no known kind.
    """
    head = data[:_PDF_WINDOW].lstrip(b"\xef\xbb\xbf \t\r\n\x00")
    if not data.strip(b" \t\r\n\x00"):
        raise ReadError(State.EMPTY, "The file holds nothing. Fetch it again from where it was published.")
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    if b"%PDF-" in data[:_PDF_WINDOW]:
        return "application/pdf"
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    if _HTML.match(data[: 4 * _PDF_WINDOW].replace(b"\x00", b"") if wide else data[: 4 * _PDF_WINDOW]):
        return "text/html"
    if wide:
        return "text/plain"
    if b"\x00" in data[:8192]:
        raise ReadError(State.UNSUPPORTED, "Binary data of no known kind. Convert the file to PDF or plain text.")
    return "text/plain"
