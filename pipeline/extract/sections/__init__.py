"""Sections and their roles."""

from pipeline.extract.sections.logic import (
    BOILERPLATE,
    CONTENT,
    Section,
    Sections,
    find_sections,
    heading_words,
    role_of,
)

__all__ = ["BOILERPLATE", "CONTENT", "Section", "Sections", "find_sections", "heading_words", "role_of"]
