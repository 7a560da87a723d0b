"""Statements in running text: sentences that the classifier takes for a priority, an action or a report."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from pipeline.columns import named_role
from pipeline.extract.minutes import (
    as_said,
    said_from,
)
from pipeline.extract.sections import Sections
from pipeline.extract.sentences import split_sentences
from pipeline.extract.statements.candidates import SHORTEST, Sentence, candidates, context_of, passed_over
from pipeline.extract.statements.classifier import Features, Weights
from pipeline.extract.statements.features import all_features
from pipeline.extract.statements.judging import aims_of, is_led_in_as_heard, judge, judge_by_rules
from pipeline.extract.statements.model import Kind, Statement
from pipeline.extract.statements.named_reports import with_named_reports
from pipeline.extract.statements.parse import Grammar
from pipeline.extract.statements.reports import IN_WORDS, given_up, join_actions, join_reports, own_reports
from pipeline.extract.statements.structure import Reading
from pipeline.vectors import sentence_vector
from schemas.ids import fold
from schemas.paper import BlockKind, Paper

_HEARD = frozenset(
    {
        "sentence.action",
        "sentence.planned",
        "action.reports_itself",
        "minutes.meant",
        "minutes.under_way",
        *IN_WORDS,
    }
)
"""Rules by which a sentence is a record whoever said it."""
_LABEL = re.compile(r"([A-Z][\w’' ]{2,40}):\s+(?=\S+\s\S+\s\S)")
_REPORTS = re.compile(
    r"\b(?:annual re(?:port|view)|progress|updates?|monitoring|one year on|end of year|half[- ]year|outturn)\b",
    re.IGNORECASE,
)
"""What a paper calls itself that reports on a plan."""
_OPENING = 800  # characters


def sentence_features(
    paper: Paper,
    sentences: Sequence[Sentence],
    weights: Weights | None,
    grammar: Grammar | None,
    settled: Sequence[bool] | None = None,
) -> list[Features]:
    """Features of each sentence; those of grammar only where a trained pipeline is given.

    Args:
        weights: of the classifier that will read them: words it does not know are left out, and sentences of which
            it is sure without their grammar are not parsed. None for training, where everything counts.
        settled: of each sentence whether the classifier's answer will not be used, so that it is not parsed.
    """
    texts = [" ".join(paper.text[s.start : s.end].split()) for s in sentences]
    texts = [as_said(text) if s.minuted else text for text, s in zip(texts, sentences, strict=True)]
    known = weights.words if weights is not None else None
    named = all_features(texts, [s.context for s in sentences], [s.block for s in sentences], known)
    rows = [Features(names, sentence_vector(text)) for names, text in zip(named, texts, strict=True)]
    if grammar is not None:
        asked = (i for i in range(len(rows)) if not (settled and settled[i]))
        parsed = [i for i in asked if weights is None or weights.look(rows[i])]
        for i, features in zip(parsed, grammar.features([texts[i] for i in parsed]), strict=True):
            rows[i].names.extend(features)
    return rows


def read_narrative(
    paper: Paper,
    sections: Sections,
    reading: Reading,
    excluded: frozenset[int],
    weights: Weights,
    grammar: Grammar | None = None,
) -> list[Statement]:
    """Statements of the sentences that pass the classifier's thresholds."""
    noted = [s for s in reading.statements if s.rule == "minutes.note"]
    sentences = [
        s
        for s in candidates(paper, sections, reading, excluded)
        if not any(s.start < note.end and note.start < s.end for note in noted)
    ]
    found: list[Statement] = list(_told_in_passing(paper, sections, reading, excluded))
    told = [judge_by_rules(paper, sentence) for sentence in sentences]
    if _REPORTS.search(paper.text[:_OPENING]):
        sentences = _under_priorities(
            paper, sections, sentences, [*reading.statements, *(s for v in told for s in v.statements)]
        )
    unasked = [verdict.settled or is_led_in_as_heard(s) for s, verdict in zip(sentences, told, strict=True)]
    rows = sentence_features(paper, sentences, weights, grammar, unasked)
    likely: dict[int, float] = {}  # by start of a sentence: how near it comes to a report, 1 at the threshold
    for sentence, by_rules, row in zip(sentences, told, rows, strict=True):
        group = -1
        verdict = judge(paper, sentence, row, weights, by_rules)
        for kind, score, threshold in zip(weights.kinds, verdict.scores, weights.threshold, strict=False):
            if kind is Kind.PROGRESS:
                likely[sentence.start] = score / threshold
        for statement in verdict.statements:
            if statement.kind is not Kind.PRIORITY:
                if group < 0:
                    group = reading.groups
                    reading.groups += 1
                statement.group = group
            if statement.kind is Kind.ACTION and sentence.block in reading.owners:
                statement.cells["lead"] = reading.owners[sentence.block]
            found.append(statement)
    found.extend(given_up(paper, sentences, found, reading))
    found.extend(own_reports(paper, found, likely))
    found.sort(key=lambda s: (s.start, s.end, s.kind))
    found = join_actions(paper, join_reports(paper, found))
    passed = excluded | reading.claimed
    found, reading.groups = with_named_reports(paper, sections, passed, found, reading.groups)
    _without_speakers(paper, found, {s.start for s in sentences if s.minuted})
    _without_labels(paper, found, {s.start for s in sentences})
    return found


def _under_priorities(
    paper: Paper, sections: Sections, sentences: list[Sentence], found: Sequence[Statement]
) -> list[Sentence]:
    """The sentences of a report, those below headings that name its priorities known for telling of these."""
    named = {fold(paper.text[s.start : s.end]) for s in found if s.kind is Kind.PRIORITY}
    return [
        replace(s, headed=Kind.PROGRESS)
        if s.headed is None and fold(sections.at(paper.top(s.block)).title) in named
        else s
        for s in sentences
    ]


def _told_in_passing(
    paper: Paper, sections: Sections, reading: Reading, excluded: frozenset[int]
) -> Iterator[Statement]:
    """Aims told in blocks that were read as something else and gave no record ("Why is this needed?")."""
    stated = {s.block for s in reading.statements}
    for i in paper.leaves:
        block = paper.blocks[i]
        prose = block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) and block.parent < 0
        if i in stated or not prose or passed_over(paper, sections, reading, excluded, i) != "claimed":
            continue
        context = context_of(paper, sections, reading, i)
        for start, end in split_sentences(paper.text, block.body, block.end):
            yield from aims_of(paper, Sentence(start, end, i, context, i in reading.minutes))


def _without_speakers(paper: Paper, found: Sequence[Statement], minuted: Container[int]) -> None:
    """Cut off who said it: what "Mr Ash explained that" opens is the record."""
    for statement in found:
        if statement.start in minuted and statement.rule in _HEARD:
            text = paper.text[statement.start : statement.end]
            at = said_from(text)
            if at and len(text[at:].split()) > SHORTEST:
                statement.start += at


def _without_labels(paper: Paper, found: Sequence[Statement], sentences: Container[int]) -> None:
    """Cut off the label that a sentence stands behind ("What we are doing: Plans are being rewritten.")."""
    for statement in found:
        label = _LABEL.match(paper.text, statement.start, statement.end)
        if label and statement.start in sentences and named_role(label[1]) and not statement.rule.startswith("aim."):
            statement.start = label.end()
