"""Links between records."""

from pipeline.extract.links.logic import Link, find_links

__all__ = ["Link", "find_links"]
