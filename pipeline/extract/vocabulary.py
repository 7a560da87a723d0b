"""The loading of vocabularies, as the components of extraction use it."""

from pipeline.vocabulary import Model, WordedForms, fold, load, worded

__all__ = ["Model", "WordedForms", "fold", "load", "worded"]
