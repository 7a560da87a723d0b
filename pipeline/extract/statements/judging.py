"""What a sentence states: by rules where they settle it, else by the classifier."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.extract.minutes import Told, as_said, assigned, is_talk, request, undertaking, work_told
from pipeline.extract.sections import BOILERPLATE
from pipeline.extract.statements.aims import find_aims
from pipeline.extract.statements.asides import is_aside
from pipeline.extract.statements.candidates import Sentence
from pipeline.extract.statements.classifier import Features, Weights
from pipeline.extract.statements.features import cue_words
from pipeline.extract.statements.model import Kind, Statement
from pipeline.extract.statements.named import named_aims
from pipeline.extract.statements.planned import planned_step
from pipeline.extract.statements.stated import stated_progress
from schemas.paper import Paper

_COUNTS = re.compile(
    r"(?:(?:so far|to date|at (?:the end of )?[\w ]{2,20}),? )?(?:of (?:the |these |those |its |our |all )?)?"
    r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty)\b",
    re.IGNORECASE,
)
"""How a sentence opens that counts what has got how far."""
_OF_WORK = {Told.UNDER_WAY: (Kind.ACTION, Kind.PROGRESS), Told.TALLY: (Kind.PROGRESS,), Told.MEANT: (Kind.ACTION,)}
_BEFORE = 300
"""Characters before a sentence in which the plan may be named that it goes on about."""
_ABOVE = 1500
"""The same for priorities that the sentence may count out."""
_HEADED_SHARE = 0.7
"""Of the threshold, what a sentence has to reach that is what its heading says."""


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
        listed = tuple(aim for aim in aims_of(paper, sentence) if aim.rule == "aim.listed")
        return Verdict(listed, settled=True, aside=True)
    aims = tuple(aims_of(paper, sentence))
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
    reached = "" if sentence.context.role in BOILERPLATE else stated_progress(text)
    rules = {Kind.ACTION: ("sentence.planned", planned), Kind.PROGRESS: ("sentence.stated", reached)}
    stated = [*aims]
    refused: list[tuple[Kind, str]] = []
    for kind, score, threshold in zip(weights.kinds, scores, weights.threshold, strict=True):
        trusted = score >= threshold * (_HEADED_SHARE if kind is sentence.headed else 1)
        rule, words = rules.get(kind, ("", ""))
        if not (trusted or words):
            continue
        if is_led_in_as_heard(sentence):
            refused.append((kind, "lead_in"))
        elif kind is Kind.PRIORITY:  # of ten such that no rule found, one was right: it sees aims in any wish
            refused.append((kind, "aim_stated" if aims else "no_aim_stated"))
        elif trusted:
            name = weights.judging(row).cue(row.names, kind)
            cue = cue_words(text, name) or name
            stated.append(Statement(kind, *place, f"sentence.{kind}", cue, score=score))
        else:
            stated.append(Statement(kind, *place, rule, words, score=score))
    return Verdict(tuple(stated), scores, refused=tuple(refused))


def is_led_in_as_heard(sentence: Sentence) -> bool:
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


def aims_of(paper: Paper, sentence: Sentence) -> Iterator[Statement]:
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
