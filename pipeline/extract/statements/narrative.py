"""Statements in running text: sentences that the classifier takes for a priority, an action or a report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.extract.minutes import Told, as_said, assigned, is_talk, request, undertaking, work_told
from pipeline.extract.sections import BOILERPLATE, Sections
from pipeline.extract.sentences import split_sentences
from pipeline.extract.statements.aims import find_aims
from pipeline.extract.statements.asides import is_aside
from pipeline.extract.statements.classifier import Features, Weights
from pipeline.extract.statements.features import Context, all_features, cue_words, shows
from pipeline.extract.statements.model import Kind, Statement
from pipeline.extract.statements.numbering import is_numbered_paragraph
from pipeline.extract.statements.parse import Grammar
from pipeline.extract.statements.planned import planned_step
from pipeline.extract.statements.structure import Reading
from pipeline.extract.status import Certainty, status_of
from pipeline.vectors import sentence_vector
from schemas.paper import BlockKind, Paper
from schemas.states import Status

_SKIPPED = frozenset({"background_papers", "appendices", "contact", "wards", "attendance"})
_GIVEN_UP = re.compile(
    r"\b(?:no further (?:action|work)|no longer|not (?:\w+ )?(?:proceed|take|taken|taking|go|going|pursue|progress)\w*|"
    r"(?:decided|agreed|resolved) (?:not|against|that there will be no)|"
    r"abandoned|cancelled|withdrawn|discontinued|ceased)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"(?:this|these|it|they|both|(?:\w+) of (?:these|them|which)|the (?:new|latter|former)|as a result|"
    r"(?:a further |another )?\d+(?:\.\d+)? ?(?:%|per cent) (?:was|were|had|is|are|have))\b",
    re.IGNORECASE,
)
_IN_WORDS = frozenset({"sentence.progress", "minutes.tally"})
"""Rules that hear a report in a sentence alone."""
_OF_WORK = {Told.UNDER_WAY: (Kind.ACTION, Kind.PROGRESS), Told.TALLY: (Kind.PROGRESS,), Told.MEANT: (Kind.ACTION,)}
_BEFORE = 300
"""Characters before a sentence in which the plan may be named that it goes on about."""
SHORTEST = 4
"""Words of a sentence: less is no statement."""
_NEARLY = 0.7
"""Of the classifier's threshold: what comes as near to a report, and states that it is done, is one."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence to be judged: its range, its block, where it stands, whether it is of minutes."""

    start: int
    end: int
    block: int
    context: Context
    minuted: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a sentence was found to state.

    Attributes:
        statements: without their groups.
        scores: the classifier's probability of each kind; () where it was not asked.
        aside: the sentence speaks of the paper, or of the meeting that it minutes, and is not judged.
        refused: kinds that the classifier heard well enough and that are no record all the same, and why.
    """

    statements: tuple[Statement, ...] = ()
    scores: tuple[float, ...] = ()
    aside: bool = False
    refused: tuple[tuple[Kind, str], ...] = ()


def passed_over(paper: Paper, sections: Sections, reading: Reading, excluded: frozenset[int], i: int) -> str:
    """Why no sentence of block number `i` is judged (`claimed`, `excluded`, `heading`, `skipped`), or ""."""
    top = _top(paper, i)
    if i in reading.claimed:
        return "claimed"
    if i in excluded or top in excluded:
        return "excluded"
    if paper.blocks[i].kind is BlockKind.HEADING:
        return "heading"
    return "skipped" if sections.at(top).role in _SKIPPED else ""


def _top(paper: Paper, i: int) -> int:
    while paper.blocks[i].parent >= 0:
        i = paper.blocks[i].parent
    return i


def context_of(paper: Paper, sections: Sections, reading: Reading, i: int) -> Context:
    """Where the sentences of block number `i` stand."""
    block, top = paper.blocks[i], _top(paper, i)
    path = sections.path(top)
    kind = BlockKind.PARAGRAPH if is_numbered_paragraph(block, paper.body(block)) else block.kind
    return Context(
        role=path[0].role,
        named=path[0].named,
        roles=tuple(s.role for s in path),
        block=kind,
        cell=top != i,
        listed=i in reading.lead_in,
        lead_kind=reading.lead_kind.get(i),
        depth=block.level if kind == BlockKind.LIST_ITEM else 0,
    )


def candidates(paper: Paper, sections: Sections, reading: Reading, excluded: frozenset[int]) -> list[Sentence]:
    """The sentences that the layout said nothing of, in reading order."""
    found = []
    read = {lead_in.lstrip(". ") for i, lead_in in reading.lead_in.items() if i in reading.claimed}
    for i in paper.leaves:
        if passed_over(paper, sections, reading, excluded, i):
            continue
        block = paper.blocks[i]
        context = context_of(paper, sections, reading, i)
        for start, end in split_sentences(paper.text, block.body, block.end):
            text = paper.text[start:end]
            if len(text.split()) >= SHORTEST and text not in read:
                found.append(Sentence(start, end, i, context, i in reading.minutes))
    return found


def sentence_features(
    paper: Paper, sentences: Sequence[Sentence], weights: Weights | None, grammar: Grammar | None
) -> list[Features]:
    """Features of each sentence; those of grammar only where a trained pipeline is given.

    Args:
        weights: of the classifier that will read them: words it does not know are left out, and sentences that it
            will refuse whatever their grammar are not parsed. None for training, where everything counts.
    """
    texts = [" ".join(paper.text[s.start : s.end].split()) for s in sentences]
    texts = [as_said(text) if s.minuted else text for text, s in zip(texts, sentences, strict=True)]
    known = weights.words if weights is not None else None
    named = all_features(texts, [s.context for s in sentences], [s.block for s in sentences], known)
    rows = [Features(names, sentence_vector(text)) for names, text in zip(named, texts, strict=True)]
    if grammar is not None:
        parsed = [i for i, row in enumerate(rows) if weights is None or weights.within_reach(row)]
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
    rows = sentence_features(paper, sentences, weights, grammar)
    found: list[Statement] = []
    likely: dict[int, float] = {}  # by start of a sentence: how near it comes to a report, 1 at the threshold
    for sentence, row in zip(sentences, rows, strict=True):
        group = -1
        verdict = judge(paper, sentence, row, weights)
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
    return join_reports(paper, found)


def judge(paper: Paper, sentence: Sentence, row: Features, weights: Weights) -> Verdict:
    """What a sentence states by itself, from its words and its features (`row`)."""
    text = paper.text[sentence.start : sentence.end]
    if is_aside(text):
        return Verdict(aside=True)
    aims = list(_aims_of(paper, sentence))
    place = (sentence.start, sentence.end, sentence.block)
    rule, cue = _taken(text, sentence.minuted)
    if cue:
        return Verdict((*aims, Statement(Kind.ACTION, *place, rule, cue)))
    if sentence.minuted:
        if is_talk(text):
            return Verdict(tuple(aims), aside=True)
        if found := work_told(text):
            told, cue = found
            return Verdict((*aims, *(Statement(kind, *place, f"minutes.{told}", cue) for kind in _OF_WORK[told])))
    scores = weights.scores(row)
    planned = "" if sentence.context.role in BOILERPLATE else _planned(text, sentence.minuted)
    stated = aims[:]
    refused: list[tuple[Kind, str]] = []
    for kind, score, threshold in zip(weights.kinds, scores, weights.threshold, strict=True):
        trusted = score >= threshold
        if not (trusted or (planned and kind is Kind.ACTION)):
            continue
        # "The following comments were made:" leads talk in, and in minutes all that was reported beside it
        if sentence.context.lead_kind == "none" and not sentence.minuted:
            refused.append((kind, "lead_in"))
        elif kind is Kind.PRIORITY:  # of ten such that no rule found, one was right: it sees aims in any wish
            refused.append((kind, "aim_stated" if aims else "no_aim_stated"))
        elif trusted:
            name = weights.cue(row.names, kind)
            cue = cue_words(text, name) or name
            stated.append(Statement(kind, *place, f"sentence.{kind}", cue, score=score))
        else:
            stated.append(Statement(kind, *place, "sentence.planned", planned, score=score))
    return Verdict(tuple(stated), scores, refused=tuple(refused))


def _planned(text: str, minuted: bool) -> str:
    """The words by which a sentence plans a step, as the paper has them; in minutes "would be" is "will be"."""
    cue = planned_step(as_said(text) if minuted else text)
    return cue if cue in text else cue.replace("will", "would", 1)


def _taken(text: str, minuted: bool) -> tuple[str, str]:
    """The rule and the words by which a sentence says that somebody took on, was given or asked for some work."""
    if cue := undertaking(text):
        return "sentence.undertaking", cue
    if minuted and (cue := assigned(text)):
        return "minutes.assigned", cue
    if minuted and (cue := request(text)):
        return "minutes.request", cue
    return "", ""


def given_up(
    paper: Paper, sentences: Sequence[Sentence], found: Sequence[Statement], reading: Reading
) -> Iterator[Statement]:
    """Intentions that the next sentence gives up: the action that was meant, and the report that it is stopped."""
    known = {(s.kind, s.start): s for s in found}
    for plan, end in pairwise(sentences):
        text = paper.text[end.start : end.end]
        match = _GIVEN_UP.search(text)
        if match is None or plan.block != end.block:
            continue
        if not shows(paper.text[plan.start : plan.end], "planned"):
            continue
        if status_of(text, kind="progress").status is not Status.STOPPED:
            continue
        action = known.get((Kind.ACTION, plan.start))
        report = known.get((Kind.PROGRESS, end.start))
        group = action.group if action else reading.groups
        reading.groups += action is None
        cue = match.group()
        if action is None:
            yield Statement(Kind.ACTION, plan.start, plan.end, plan.block, "sentence.given_up", cue, group=group)
        if report is None:
            yield Statement(Kind.PROGRESS, end.start, end.end, end.block, "sentence.given_up", cue, group=group)
        else:
            report.group = group


def own_reports(paper: Paper, found: Sequence[Statement], likely: dict[int, float]) -> Iterator[Statement]:
    """Actions whose own words state that they are under way, or done, are reports as well, with the same words.

    Args:
        likely: how near the classifier came to calling a sentence a report, by the start of the sentence; only what
            comes near is one for stating that it is done ("we can now use", "have promised" are none).
    """
    reported = {s.start for s in found if s.kind is Kind.PROGRESS}
    for action in found:
        if action.rule != "sentence.action" or action.start in reported:
            continue
        text = paper.text[action.start : action.end]
        finding = status_of(text, kind="action")
        if finding.status is not Status.IN_PROGRESS or finding.certainty is not Certainty.STATED:
            finding = status_of(text, kind="progress")
            done = finding.status in (Status.COMPLETED, Status.IN_PROGRESS) and finding.certainty is Certainty.STATED
            if not done or likely.get(action.start, 0.0) < _NEARLY:
                continue
        yield Statement(
            Kind.PROGRESS,
            action.start,
            action.end,
            action.block,
            "action.reports_itself",
            finding.cue,
            group=action.group,
        )


def join_reports(paper: Paper, statements: list[Statement]) -> list[Statement]:
    """Reports that go on about the same matter ("This has ...") as one statement with the report before."""
    kept: list[Statement] = []
    acting = {s.start for s in statements if s.kind is Kind.ACTION}
    last: Statement | None = None  # the report that a sentence may go on from
    for statement in statements:
        if statement.kind is not Kind.PROGRESS or statement.rule not in _IN_WORDS:
            kept.append(statement)
            continue
        follows = (
            last is not None
            and last.block == statement.block
            and statement.start not in acting  # what is an action by itself keeps its own report
            and not paper.text[last.end : statement.start].strip()
            and _GOES_ON.match(paper.text, statement.start) is not None
        )
        if follows and last is not None:
            last.end = statement.end
        else:
            kept.append(statement)
            last = statement
    return kept


def _aims_of(paper: Paper, sentence: Sentence) -> Iterator[Statement]:
    """Priorities that a sentence states as an aim; of officers' standard comments those that it names by number."""
    boiler = sentence.context.role in BOILERPLATE
    if boiler and sentence.context.role != "implications":
        return
    text = paper.text[sentence.start : sentence.end]
    form, aims = find_aims(text, paper.text[paper.blocks[sentence.block].body : sentence.start][-_BEFORE:])
    if boiler and form != "labelled":
        return
    for aim in aims:
        start, end = sentence.start + aim.start, sentence.start + aim.end
        cue = text[: aim.start].strip() or form
        yield Statement(Kind.PRIORITY, start, end, sentence.block, f"aim.{form}", cue, label=aim.label)


__all__ = [
    "SHORTEST",
    "Sentence",
    "Verdict",
    "candidates",
    "context_of",
    "judge",
    "passed_over",
    "read_narrative",
    "sentence_features",
]
