"""`Explainer`: one paper extracted, to be asked about its records and its sentences."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Mapping

from pipeline.explain.fields import fields_of
from pipeline.explain.find import places_of
from pipeline.explain.model import (
    Decided,
    Explanation,
    Heading,
    Linked,
    RecordExplanation,
    Score,
    SentenceExplanation,
    Words,
)
from pipeline.explain.passages import TOO_SHORT, Passages
from pipeline.explain.vocabulary import feature_in_words, rule_in_words
from pipeline.extract.components import findings_of
from pipeline.extract.confidence import confidence_of
from pipeline.extract.extractor import Extractor
from pipeline.extract.statements.model import Statement
from schemas.paper import BlockKind, Paper
from schemas.records import MeasureRow, RecommendationRow

_ASKED = frozenset({"sentence.action", "sentence.progress", "sentence.planned", "sentence.stated"})
"""Rules that rest on the classifier's word, or had it and overruled it."""
_ELSEWHERE = "sentence.given_up"
"""The rule whose cue stands in the next sentence."""


class Explainer:
    """A paper with its records and what each rests on.

    Args:
        manifest: front-matter values by column, as for `Extractor.extract`.
    """

    def __init__(self, extractor: Extractor, paper: Paper, manifest: Mapping[str, str] | None = None) -> None:
        self.paper = paper
        doc = extractor.doc(paper, manifest)
        self.builder = extractor.builder(doc)
        self.records = extractor.records(doc, self.builder)
        self.passages = Passages(findings_of(doc), extractor.weights)
        self.statements = {identity: statement for statement, identity in self.builder.ids.items()}
        self.others: dict[str, RecommendationRow | MeasureRow] = {
            **{row.recommendation_id: row for row in self.records.recommendations},
            **{row.measure_id: row for row in self.records.measures},
        }

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of all records, those of recommendations and measures last."""
        return (*self.statements, *self.others)

    def record(self, identity: str) -> RecordExplanation:
        """Why a record is one.

        Raises:
            KeyError: the paper has no such record.
        """
        if identity in self.others:
            return self._other(self.others[identity])
        statement = self.statements[identity]
        cue = self._cue(statement)
        says, otherwise = rule_in_words(statement.rule, " ".join(cue.text.split()) if cue else "")
        scores, not_scored = self._scores(statement)
        calibration = self.builder.calibration
        return RecordExplanation(
            paper_id=self.paper.paper_id,
            record_id=identity,
            kind=statement.kind.value,
            text=self.builder.text(statement),
            start=statement.start,
            end=statement.end,
            page=self.paper.page_of(statement.start),
            rule=statement.rule,
            rule_says=says,
            cue=cue,
            path=self.passages.path(statement.block),
            fields=tuple(fields_of(self.builder, statement)),
            links=tuple(self._links(statement)),
            confidence=confidence_of(statement, calibration),
            confidence_basis=calibration.basis(statement.kind, statement.rule, statement.score),
            otherwise=otherwise,
            asked=statement.rule in _ASKED,
            scores=scores,
            not_scored=not_scored,
        )

    def passage(self, words: str) -> list[Explanation]:
        """What became of each sentence in which `words` stand, and why the records there are records.

        Raises:
            NotFoundError: `words` is empty.
        """
        ranges = places_of(self.paper, words)
        sentences = dict.fromkeys(s for start, end in ranges for s in self.passages.sentences(start, end))
        told: list[Explanation] = [self.sentence(*sentence) for sentence in sentences]
        touched = [
            identity
            for identity, s in self.statements.items()
            if any(s.start < end and s.end > start for start, end in ranges)
        ]
        touched += [i for i, row in self.others.items() if any(row.start < b and row.end > a for a, b in ranges)]
        return [*told, *(self.record(identity) for identity in touched)]

    def sentence(self, start: int, end: int, block: int) -> SentenceExplanation:
        """What became of the sentence at text[start:end], which stands in block number `block`."""
        passages = self.passages
        inside = [s for s in self.statements.values() if s.start < end and s.end > start]
        ids = [self.builder.ids[s] for s in inside]
        ids += [i for i, row in self.others.items() if row.start < end and row.end > start]
        reasons = [f"Its words are in the {s.kind.value} {self.builder.ids[s]} (rule {s.rule})." for s in inside]
        reasons += [
            f"It states the {s.kind.value} {self.builder.ids[s]} again, whose record stands elsewhere."
            for s in self.statements.values()
            if any(m.start < end and m.end > start for m in s.mentions)
        ]
        skipped = passages.not_judged(start, end, block)
        if skipped and not reasons:
            reasons.extend([*self._cell_of(start, end), skipped])
        n = None if self._is_heading(block) else passages.index(block, start, end)
        verdict = passages.verdict(block, n) if n is not None and not skipped else None
        scores: tuple[Score, ...] = ()
        if n is not None:
            scores = passages.judged(block).scores(n, verdict)
        if verdict is not None and not reasons:
            reasons.append(_nothing(scores))
        return SentenceExplanation(
            paper_id=self.paper.paper_id,
            text=self.paper.text[start:end],
            start=start,
            end=end,
            page=self.paper.page_of(start),
            path=passages.path(block),
            records=tuple(ids),
            reasons=tuple(reasons),
            asked=verdict is not None and bool(verdict.scores),
            scores=scores,
            not_scored="" if scores else self._no_opinion(block),
        )

    def _cell_of(self, start: int, end: int) -> list[str]:
        """Of which records the range is a cell of the row, in words."""
        return [
            f"It is the row's {role.replace('_', ' ')}, in record {identity}."
            for identity, statement in self.statements.items()
            for role, span in statement.cells.items()
            if span.start < end and span.end > start
        ]

    def _scores(self, statement: Statement) -> tuple[tuple[Score, ...], str]:
        """What the classifier makes of the sentence of a statement that shares most with it; or why nothing."""
        for block in self.passages.leaves(statement.start, statement.end):
            n = None if self._is_heading(block) else self.passages.index(block, statement.start, statement.end)
            if n is not None:
                return self.passages.judged(block).scores(n, self.passages.verdict(block, n)), ""
        return (), self._no_opinion(statement.block)

    def _is_heading(self, block: int) -> bool:
        return self.paper.blocks[block].kind is BlockKind.HEADING

    def _no_opinion(self, block: int) -> str:
        return "It has no opinion on headings." if self._is_heading(block) else TOO_SHORT

    def _cue(self, statement: Statement) -> Words | None:
        """The cue where it stands: in the statement, else (for a label, lead-in, column name) last before it."""
        cue = " ".join(statement.cue.split())
        if not cue:
            return None
        pattern = re.compile(r"\s+".join(map(re.escape, cue.split())), re.IGNORECASE)
        text = self.paper.text
        by_words = statement.rule.startswith(("sentence.", "action.", "minutes."))
        end = self.paper.blocks[statement.block].end if statement.rule == _ELSEWHERE else statement.end
        if by_words:
            match = pattern.search(text, statement.start, end)
        else:
            match = next(iter(deque(pattern.finditer(text, 0, statement.end), maxlen=1)), None)
        if match:
            return Words(match.group(), *match.span())
        return Words(feature_in_words(cue, self.builder.text(statement)) if by_words else cue)

    def _links(self, statement: Statement) -> list[Linked]:
        found = []
        for link in self.builder.links:
            if statement is link.source or statement is link.target:
                outgoing = statement is link.source
                other = link.target if outgoing else link.source
                text = " ".join(self.builder.text(other).split())
                identity = self.builder.ids[other]
                found.append(Linked(link.relation.value, outgoing, identity, other.kind.value, text, link.basis))
        return found

    def _other(self, row: RecommendationRow | MeasureRow) -> RecordExplanation:
        """A recommendation or a measure: what it is and where; it has neither rule nor rival."""
        kind = "recommendation" if isinstance(row, RecommendationRow) else "measure"
        says, otherwise = rule_in_words(kind, "")
        links: tuple[Linked, ...] = ()
        fields: list[Decided]
        if isinstance(row, RecommendationRow):
            identity = row.recommendation_id
            fields = [Decided("decision", row.decision or "", "by the heading or the words that lead it in")]
            fields += [Decided("number", row.number, "printed before it")] if row.number else []
        else:
            identity = row.measure_id
            values = (("quantity", row.quantity), ("value", f"{row.value:g}"), ("unit", row.unit))
            fields = [Decided(name, value, "in its words") for name, value in values if value]
            if row.baseline is not None:
                fields.append(Decided("baseline", f"{row.baseline:g}", "in its words"))
            if row.record_id in self.statements:
                of = self.statements[row.record_id]
                text = " ".join(self.builder.text(of).split())
                links = (Linked("measure of", True, row.record_id, of.kind.value, text, "stands in its words"),)
        leaves = self.passages.leaves(row.start, row.end)
        path: tuple[Heading, ...] = self.passages.path(leaves[0]) if leaves else ()
        return RecordExplanation(
            paper_id=self.paper.paper_id,
            record_id=identity,
            kind=kind,
            text=row.text,
            start=row.start,
            end=row.end,
            page=row.page,
            rule=kind,
            rule_says=says,
            cue=None,
            path=path,
            fields=tuple(fields),
            links=links,
            confidence=None,
            otherwise=otherwise,
            not_scored="The classifier is not asked.",
        )


def _nothing(scores: tuple[Score, ...]) -> str:
    """Why a judged sentence is no record."""
    refused = [f"{score.kind} {score.probability:.2f}, but {score.refused}" for score in scores if score.refused]
    below = [f"{s.kind} {s.probability:.2f} < {s.threshold:g}" for s in scores if not s.passed]
    heard = f"The classifier heard it ({'; '.join(refused)}). " if refused else ""
    missed = f"Below the threshold: {', '.join(below)}." if below else ""
    return f"No record. {heard}{missed}".strip()


__all__ = ["Explainer"]
