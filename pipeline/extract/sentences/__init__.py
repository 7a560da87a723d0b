"""Sentences of blocks."""

from pipeline.extract.sentences.logic import Sentence, find_sentences, split_sentences

__all__ = ["Sentence", "find_sentences", "split_sentences"]
