"""A source to Papers: one reader per format, one layout assembler."""

from pipeline.ingest.read import read
from pipeline.ingest.source import ReadError, Source

__all__ = ["ReadError", "Source", "read"]
