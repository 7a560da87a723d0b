"""The loading of vocabularies, as the components of extraction use it."""

from pipeline.vocabulary import Model, fold, load, worded

__all__ = ["Model", "fold", "load", "worded"]
