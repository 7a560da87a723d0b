"""What the classifier made of a sentence, or would have made of it, and which features spoke for and against."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.explain.model import Score, Weighed
from pipeline.explain.vocabulary import feature_in_words, vocabulary
from pipeline.extract.statements.candidates import Sentence
from pipeline.extract.statements.classifier import Weights
from pipeline.extract.statements.judging import Verdict
from pipeline.extract.statements.narrative import sentence_features
from pipeline.extract.statements.parse import Grammar
from schemas.paper import Paper

_SHOWN = 4
MEANING = "meaning"
"""The feature that stands for the whole of a sentence's vector."""
_LEAST = 0.05  # log-odds: what moves a probability by less is no reason


class Judged:
    """The sentences of one block, each with its features."""

    def __init__(self, paper: Paper, sentences: Sequence[Sentence], weights: Weights, grammar: Grammar | None) -> None:
        self.paper = paper
        self.sentences = tuple(sentences)
        self.weights = weights
        self.rows = sentence_features(paper, self.sentences, weights, grammar)

    def text(self, n: int) -> str:
        """The words of sentence `n`, "" where there is none."""
        if not 0 <= n < len(self.sentences):
            return ""
        return " ".join(self.paper.text[self.sentences[n].start : self.sentences[n].end].split())

    def scores(self, n: int, verdict: Verdict | None = None) -> tuple[Score, ...]:
        """What the classifier makes of sentence `n`, one score a kind.

        Args:
            verdict: what became of the sentence, where it was judged.
        """
        row, weights = self.rows[n], self.weights
        refused = dict(verdict.refused) if verdict else {}
        return tuple(
            Score(
                kind=kind.value,
                probability=probability,
                threshold=threshold,
                refused=vocabulary().refused[refused[kind]] if kind in refused else "",
                speaks_for=self._strongest(n, k, 1),
                speaks_against=self._strongest(n, k, -1),
            )
            for k, (kind, probability, threshold) in enumerate(
                zip(weights.kinds, weights.scores(row), weights.threshold, strict=True)
            )
        )

    def _strongest(self, n: int, k: int, sign: int) -> tuple[Weighed, ...]:
        row = self.rows[n]
        judging = self.weights.judging(row)
        own = judging.features
        found = [(sign * own[name][k], name) for name in dict.fromkeys(row.names) if name in own]
        found.append((sign * judging.meaning(row.vector)[k], MEANING))
        found = sorted((f for f in found if f[0] >= _LEAST), key=lambda f: (-f[0], f[1]))[:_SHOWN]
        text, before, after = self.text(n), self.text(n - 1), self.text(n + 1)
        return tuple(
            Weighed(name, feature_in_words(name, text, before, after), round(sign * weight, 2))
            for weight, name in found
        )
