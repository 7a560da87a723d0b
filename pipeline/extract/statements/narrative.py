"""Statements in running text: sentences that the classifier takes for a priority, an action or a report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.columns import named_role
from pipeline.extract.labels import heads_list
from pipeline.extract.minutes import (
    Told,
    as_said,
    assigned,
    is_talk,
    request,
    said_from,
    undertaking,
    work_told,
)
from pipeline.extract.sections import BOILERPLATE, Sections
from pipeline.extract.sentences import split_sentences
from pipeline.extract.statements.aims import find_aims
from pipeline.extract.statements.asides import is_aside
from pipeline.extract.statements.classifier import Features, Weights
from pipeline.extract.statements.features import Context, all_features, cue_words
from pipeline.extract.statements.model import Kind, Statement
from pipeline.extract.statements.named import named_aims
from pipeline.extract.statements.numbering import is_numbered_paragraph
from pipeline.extract.statements.parse import Grammar
from pipeline.extract.statements.planned import planned_step
from pipeline.extract.statements.reports import IN_WORDS, given_up, join_reports, own_reports
from pipeline.extract.statements.structure import Reading
from pipeline.vectors import sentence_vector
from schemas.ids import fold
from schemas.paper import BlockKind, Paper

_SKIPPED = frozenset({"background_papers", "appendices", "contact", "wards", "attendance"})
_COUNTS = re.compile(
    r"(?:(?:so far|to date|at (?:the end of )?[\w ]{2,20}),? )?(?:of (?:the |these |those |its |our |all )?)?"
    r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty)\b",
    re.IGNORECASE,
)
"""How a sentence opens that counts what has got how far."""
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
_OF_WORK = {Told.UNDER_WAY: (Kind.ACTION, Kind.PROGRESS), Told.TALLY: (Kind.PROGRESS,), Told.MEANT: (Kind.ACTION,)}
_BEFORE = 300
"""Characters before a sentence in which the plan may be named that it goes on about."""
_ABOVE = 1500
"""The same for priorities that the sentence may count out."""
_TOO_OFTEN = 3
"""Times that a running title stands in a paper at the least."""
_LABEL = re.compile(r"([A-Z][\w’' ]{2,40}):\s+(?=\S+\s\S+\s\S)")
_HEADED = {"completed": Kind.PROGRESS, "action": Kind.ACTION}
_REPORTS = re.compile(
    r"\b(?:annual re(?:port|view)|progress|updates?|monitoring|one year on|end of year|half[- ]year|outturn)\b",
    re.IGNORECASE,
)
"""What a paper calls itself that reports on a plan."""
_OPENING = 800  # characters
_HEADED_SHARE = 0.3
"""Of the threshold, what a sentence has to reach that is what its heading says."""
SHORTEST = 4
"""Words of a sentence: less is no statement."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence to be judged: its range, its block, where it stands, whether it is of minutes, and what its heading
    says that sentences below it are ("What have we done?")."""

    start: int
    end: int
    block: int
    context: Context
    minuted: bool = False
    headed: Kind | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a sentence was found to state.

    Attributes:
        statements: without their groups.
        scores: the classifier's probability of each kind; () where it was not asked.
        settled: rules alone decided; the classifier is not asked.
        aside: the sentence speaks of the paper, or of the meeting that it minutes, and is not judged.
        refused: kinds that the classifier heard well enough and that are no record all the same, and why.
    """

    statements: tuple[Statement, ...] = ()
    scores: tuple[float, ...] = ()
    settled: bool = False
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
    repeated = _repeated(paper)
    for i in paper.leaves:
        block = paper.blocks[i]
        if passed_over(paper, sections, reading, excluded, i) or fold(paper.body(block)) in repeated:
            continue
        context = context_of(paper, sections, reading, i)
        headed = None if i in reading.minutes else _HEADED.get(heads_list(sections.at(_top(paper, i)).title) or "")
        for start, end in split_sentences(paper.text, block.body, block.end):
            text = paper.text[start:end]
            if len(text.split()) >= SHORTEST and text not in read:
                found.append(Sentence(start, end, i, context, i in reading.minutes, headed))
    return found


def _repeated(paper: Paper) -> frozenset[str]:
    """What stands again and again as a line of its own, folded: a running title, or that there is nothing to tell."""
    lines = Counter(fold(paper.body(paper.blocks[i])) for i in paper.leaves)
    return frozenset(line for line, count in lines.items() if count >= _TOO_OFTEN and line)


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
    unasked = [verdict.settled or _is_led_in_as_heard(s) for s, verdict in zip(sentences, told, strict=True)]
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
    found = join_reports(paper, found)
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
        if s.headed is None and fold(sections.at(_top(paper, s.block)).title) in named
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
            yield from _aims_of(paper, Sentence(start, end, i, context, i in reading.minutes))


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


def judge(
    paper: Paper, sentence: Sentence, row: Features, weights: Weights, by_rules: Verdict | None = None
) -> Verdict:
    """What a sentence states by itself, from its words and its features (`row`).

    Args:
        by_rules: what `judge_by_rules` says of it, where it was asked already.
    """
    by_rules = by_rules or judge_by_rules(paper, sentence)
    return by_rules if by_rules.settled else _judge_by_features(paper, sentence, by_rules, row, weights)


def judge_by_rules(paper: Paper, sentence: Sentence) -> Verdict:
    """What a sentence states by rules alone: all of it where they settle what it is, else the aims that it states."""
    text = paper.text[sentence.start : sentence.end]
    if is_aside(text):  # "Members will recall that the plan has two aims, to ... and to ..."
        listed = tuple(aim for aim in _aims_of(paper, sentence) if aim.rule == "aim.listed")
        return Verdict(listed, settled=True, aside=True)
    aims = tuple(_aims_of(paper, sentence))
    if text.rstrip().endswith("?"):  # a question promises nothing and reports nothing
        return Verdict(aims, settled=True, aside=True)
    place = (sentence.start, sentence.end, sentence.block)
    rule, cue = _taken(text, sentence.minuted)
    if cue:
        return Verdict((*aims, Statement(Kind.ACTION, *place, rule, cue)), settled=True)
    if sentence.minuted:
        if is_talk(text):
            return Verdict(aims, settled=True, aside=True)
        if found := work_told(text):
            told, cue = found
            stated = (Statement(kind, *place, f"minutes.{told}", cue) for kind in _OF_WORK[told])
            return Verdict((*aims, *stated), settled=True)
    elif _COUNTS.match(text) and (found := work_told(text)) and found[0] is Told.TALLY:
        return Verdict((*aims, Statement(Kind.PROGRESS, *place, "minutes.tally", found[1])), settled=True)
    return Verdict(aims)


def _judge_by_features(paper: Paper, sentence: Sentence, by_rules: Verdict, row: Features, weights: Weights) -> Verdict:
    """What the classifier hears in a sentence that rules did not settle, beside what they found in it."""
    text = paper.text[sentence.start : sentence.end]
    aims = by_rules.statements
    place = (sentence.start, sentence.end, sentence.block)
    scores = weights.scores(row)
    planned = "" if sentence.context.role in BOILERPLATE else _planned(text, sentence.minuted)
    stated = [*aims]
    refused: list[tuple[Kind, str]] = []
    for kind, score, threshold in zip(weights.kinds, scores, weights.threshold, strict=True):
        trusted = score >= threshold * (_HEADED_SHARE if kind is sentence.headed else 1)
        if not (trusted or (planned and kind is Kind.ACTION)):
            continue
        if _is_led_in_as_heard(sentence):
            refused.append((kind, "lead_in"))
        elif kind is Kind.PRIORITY:  # of ten such that no rule found, one was right: it sees aims in any wish
            refused.append((kind, "aim_stated" if aims else "no_aim_stated"))
        elif trusted:
            name = weights.judging(row).cue(row.names, kind)
            cue = cue_words(text, name) or name
            stated.append(Statement(kind, *place, f"sentence.{kind}", cue, score=score))
        else:
            stated.append(Statement(kind, *place, "sentence.planned", planned, score=score))
    return Verdict(tuple(stated), scores, refused=tuple(refused))


def _is_led_in_as_heard(sentence: Sentence) -> bool:
    """Whether its list holds what was said: "The following comments were made:" leads talk in, but in minutes also all
    that was reported beside it.
    """
    return sentence.context.lead_kind == "none" and not sentence.minuted


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


def _aims_of(paper: Paper, sentence: Sentence) -> Iterator[Statement]:
    """Priorities that a sentence states as an aim; of officers' standard comments those that it names by number."""
    boiler = sentence.context.role in BOILERPLATE
    if boiler and sentence.context.role != "implications":
        return
    text = paper.text[sentence.start : sentence.end]
    before = paper.text[max(sentence.start - _ABOVE, 0) : sentence.start]
    near = paper.text[paper.blocks[sentence.block].body : sentence.start][-_BEFORE:]
    form, aims = find_aims(text, near, before)
    if boiler and form != "labelled":
        return
    if not aims:
        form, aims = "named", named_aims(text, near)
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
    "judge_by_rules",
    "passed_over",
    "read_narrative",
    "sentence_features",
]
