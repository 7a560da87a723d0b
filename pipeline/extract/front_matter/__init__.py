"""Front matter: whose paper it is, for which body and meeting, what it is called, and what it asks."""

from pipeline.extract.front_matter.logic import front_matter
from pipeline.extract.front_matter.manifest import ManifestError
from pipeline.extract.front_matter.model import FieldValue, FrontMatter
from pipeline.extract.front_matter.rows import field_rows, paper_row

__all__ = ["FieldValue", "FrontMatter", "ManifestError", "field_rows", "front_matter", "paper_row"]
