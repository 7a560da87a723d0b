"""A Paper to Records: one folder a component."""

from pipeline.extract.extractor import Extractor

__all__ = ["Extractor"]
