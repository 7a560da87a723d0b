"""Links between records."""

from pipeline.extract.links.logic import Link, find_links, without_doubles

__all__ = ["Link", "find_links", "without_doubles"]
