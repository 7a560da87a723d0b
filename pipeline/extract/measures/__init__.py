"""Quantities in records."""

from pipeline.extract.measures.logic import Measure, find_measures

__all__ = ["Measure", "find_measures"]
