"""The trained pipeline at work on candidate sentences: loaded once, asked in batches."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from spacy.language import Language

from pipeline.extract.statements.grammar import clauses, grammar_features
from pipeline.models import load_model

_UNUSED = ("ner", "senter", "attribute_ruler", "lemmatizer")
_BATCH = 256
_LONGEST = 120  # words: of a longer sentence the beginning is parsed


@lru_cache(maxsize=2)
def _load(name: str) -> Language:
    return load_model(name, exclude=_UNUSED)


class Grammar:
    """Grammar features of sentences by the trained pipeline `name`; the pipeline is loaded at the first call."""

    def __init__(self, name: str) -> None:
        self.name = name

    def features(self, texts: Sequence[str]) -> list[list[str]]:
        """Feature names of each sentence, in order."""
        found = []
        short = (" ".join(text.split()[:_LONGEST]) for text in texts)
        for doc in _load(self.name).pipe(short, batch_size=_BATCH):
            sentence = max(doc.sents, key=len, default=None)
            found.append([f"g.{name}" for name in grammar_features(clauses(sentence))] if sentence is not None else [])
        return found
