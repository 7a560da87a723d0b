"""Themes of records."""

from pipeline.extract.themes.logic import Taxonomy, TaxonomyFile, Theme, built_in, choose_taxonomy, themes_of

__all__ = ["Taxonomy", "TaxonomyFile", "Theme", "built_in", "choose_taxonomy", "themes_of"]
