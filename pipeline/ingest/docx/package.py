"""Opening Word files: a zip of XML parts that refer to each other. Guards against what is no Word file, or hostile."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError, XMLParser

from pipeline.config import IngestSettings
from pipeline.ingest.source import ReadError, Source
from schemas.states import State

_TRANSITIONAL = b"http://schemas.openxmlformats.org/"
_STRICT = (  # ISO 29500 Strict names its vocabularies otherwise
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", _TRANSITIONAL + b"wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _TRANSITIONAL + b"officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", _TRANSITIONAL + b"officeDocument/2006/math"),
    (b"http://purl.oclc.org/ooxml/drawingml/main", _TRANSITIONAL + b"drawingml/2006/main"),
)
_MOST_PARTS = 20_000
_DAMAGED = "The Word file is damaged or cut off. Fetch it again from where it was published, or save it anew in Word."
_LOCKED = "The file is locked with a password. Save a copy without password, or ask its publisher for one."
_OLE_KINDS = (
    ("Workbook", "An old Excel file (.xls)", "Save the sheets as PDF"),
    ("PowerPoint Document", "An old PowerPoint file (.ppt)", "Save it as PDF"),
    ("__properties_version", "An Outlook message (.msg)", "Save its attachments, or the message as PDF"),
)
_ZIP_KINDS = (
    ("xl/workbook", "An Excel file", "Save the sheets as PDF"),
    ("ppt/presentation", "A PowerPoint file", "Save it as PDF"),
    ("content.xml", "An OpenDocument file that is no text", "Save it as PDF"),
    ("META-INF/container.xml", "An e-book", "Convert it to PDF"),
)


@dataclass(frozen=True, slots=True)
class Relation:
    """A part's reference to another: its kind (the last word of its type), and the name of the part."""

    kind: str
    target: str


class Package:
    """The parts of a Word file by name. Nothing is unpacked but what is asked for, and no more than `most` bytes."""

    def __init__(self, archive: zipfile.ZipFile, most: int) -> None:
        self._archive = archive
        self._names = {name.lstrip("/").lower(): name for name in archive.namelist()}
        self._most = self._left = most

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._names

    def read(self, name: str) -> bytes:
        """The bytes of a part.

        Raises:
            ReadError: the part is lacking or damaged, or all parts read together are too large.
        """
        try:
            with self._archive.open(self._names[name.lower()]) as stream:
                data = stream.read(self._left + 1)
        except RuntimeError as error:  # the zip's own password
            raise ReadError(State.ENCRYPTED, _LOCKED) from error
        except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
            raise ReadError(State.CORRUPT, _DAMAGED) from error
        self._left -= len(data)
        if self._left < 0:
            raise ReadError(
                State.TOO_LARGE,
                f"The Word file unpacks to more than {self._most:,} bytes. Split it, or raise ingest.max_bytes.",
            )
        return data

    def xml(self, name: str) -> Element:
        """The root element of a part. Raises ReadError as `read` does, and `corrupt` where it is no XML."""
        data = self.read(name)
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        if b"<!DOCTYPE" in data[:2000]:  # Word writes none; entities could swell it without bounds
            raise ReadError(State.CORRUPT, _DAMAGED)
        parser = XMLParser()
        try:
            parser.feed(data)
            root: Element = parser.close()
        except (ParseError, ValueError, LookupError) as error:
            raise ReadError(State.CORRUPT, _DAMAGED) from error
        return root

    def relations(self, name: str) -> dict[str, Relation]:
        """What a part refers to, by id; "" stands for the package itself. References to outside are left out."""
        folder, base = posixpath.split(name)
        rels = posixpath.join(folder, "_rels", f"{base}.rels")
        if rels not in self:
            return {}
        found: dict[str, Relation] = {}
        for element in self.xml(rels):
            if element.get("TargetMode") == "External":
                continue
            target = element.get("Target", "")
            full = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[element.get("Id", "")] = Relation(element.get("Type", "").rsplit("/", 1)[-1], full)
        return found


def open_package(source: Source, settings: IngestSettings) -> Package:
    """The parts of a Word file; of their text no more than `settings.max_bytes` is unpacked.

    Raises:
        ReadError: `encrypted`, `corrupt`, `unsupported` (another kind of file) or `too_large`.
    """
    if source.data.startswith(b"\xd0\xcf\x11\xe0"):
        raise _no_package(source.data)
    try:
        archive = zipfile.ZipFile(io.BytesIO(source.data))
    except (zipfile.BadZipFile, struct.error, NotImplementedError, OSError, ValueError, EOFError, IndexError) as error:
        raise ReadError(State.CORRUPT, _DAMAGED) from error
    names = archive.namelist()
    if len(names) > _MOST_PARTS:
        raise ReadError(State.TOO_LARGE, f"The file holds {len(names):,} parts; no Word file has that many.")
    package = Package(archive, settings.max_bytes)
    if not any(name.lower().startswith("word/") for name in names) and "[content_types].xml" not in package:
        raise _other_zip(names)
    return package


def main_part(package: Package) -> str:
    """The name of the part that holds the text. Raises ReadError where there is none."""
    for relation in package.relations("").values():
        if relation.kind == "officeDocument" and relation.target in package:
            return relation.target
    if "word/document.xml" in package:
        return "word/document.xml"
    raise ReadError(State.CORRUPT, _DAMAGED)


def other_kind(package: Package, name: str) -> ReadError:
    """What to say of an Office file whose main part is no text."""
    return _other_zip([name])


def _no_package(data: bytes) -> ReadError:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return ReadError(State.ENCRYPTED, _LOCKED)
    for stream, kind, remedy in _OLE_KINDS:
        if stream.encode("utf-16-le") in data:
            return ReadError(State.UNSUPPORTED, f"{kind} cannot be read. {remedy} and run again.")
    return ReadError(State.UNSUPPORTED, "An old Office file cannot be read. Save it as .docx or PDF and run again.")


def _other_zip(names: list[str]) -> ReadError:
    for part, kind, remedy in _ZIP_KINDS:
        if any(name.startswith(part) for name in names):
            return ReadError(State.UNSUPPORTED, f"{kind} cannot be read. {remedy} and run again.")
    return ReadError(State.UNSUPPORTED, "A zip archive cannot be read. Unpack it and give the files in it.")
