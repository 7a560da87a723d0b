"""The trained pipeline at work on candidate sentences: loaded once, asked in batches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, cast

from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.tokens import Doc

from pipeline.extract.statements.context_vectors import ContextVectors, context_vectors
from pipeline.extract.statements.grammar import clauses, grammar_features
from pipeline.models import load_model

_UNUSED = ("ner", "senter", "attribute_ruler", "lemmatizer")
_BATCH = 256
_LONGEST = 120  # words: of a longer sentence the beginning is parsed


@lru_cache(maxsize=2)
def _load(name: str) -> tuple[Language, ContextVectors | None]:
    nlp = load_model(name, exclude=_UNUSED)
    return nlp, context_vectors(nlp)


class Grammar:
    """Grammar features of sentences by the trained pipeline `name`; the pipeline is loaded at the first call."""

    def __init__(self, name: str) -> None:
        self.name = name

    def features(self, texts: Sequence[str]) -> list[list[str]]:
        """Feature names of each sentence, in order."""
        short = [" ".join(text.split()[:_LONGEST]) for text in texts]
        batches = (short[first : first + _BATCH] for first in range(0, len(short), _BATCH))
        return [_features(doc) for batch in batches for doc in self._parse(batch)]

    def _parse(self, texts: Sequence[str]) -> Iterable[Doc]:
        nlp, vectors = _load(self.name)
        if vectors is None or not any(texts):
            return nlp.pipe(texts)
        docs: list[Any] = [nlp.make_doc(text) for text in texts]
        for doc, rows in zip(docs, vectors(docs), strict=True):
            doc.tensor = rows  # where the components behind look for them
        for _, component in nlp.pipeline[1:]:
            reader = cast(TrainablePipe, component)
            reader.set_annotations(docs, reader.predict(docs))
        return docs


def _features(doc: Doc) -> list[str]:
    sentence = max(doc.sents, key=len, default=None)
    return [f"g.{name}" for name in grammar_features(clauses(sentence))] if sentence is not None else []
