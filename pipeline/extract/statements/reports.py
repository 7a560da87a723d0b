"""What follows from what stands round a sentence: intentions given up, actions that report on themselves, and records
that go on over the next sentence.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.extract.caseless import Caseless
from pipeline.extract.statements.features import shows
from pipeline.extract.statements.model import Kind, Statement
from pipeline.extract.statements.structure import Reading
from pipeline.extract.status import Certainty, status_of
from schemas.paper import Paper
from schemas.states import Status

if TYPE_CHECKING:
    from pipeline.extract.statements.candidates import Sentence

_GIVEN_UP = Caseless(
    r"\b(?:no further (?:action|work)|no longer|not (?:\w+ )?(?:proceed|take|taken|taking|go|going|pursue|progress)\w*|"
    r"(?:decided|agreed|resolved) (?:not|against|that there will be no)|"
    r"abandoned|cancelled|withdrawn|discontinued|ceased)\b"
)
_NUMBER = (
    r"\d[\d,.]*(?: ?%| per cent)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|"
    r"twenty|thirty|forty|fifty|half|most|none"
)
_GOES_ON = re.compile(
    r"(?:this|these|it|they|both|(?:\w+) of (?:these|them|which)|the (?:new|latter|former)|as a result|"
    rf"so far (?:a |some |about |around |over )?(?:{_NUMBER})\b|"
    rf"(?:a further |another )?(?:{_NUMBER}) (?:was|were|had|is|are|have|has|did|do))\b",
    re.IGNORECASE,
)
_SAME_WORK = re.compile(
    r"(?:this|these) (?:(?!(?:will|would|shall|is|are|was|were|has|have|can|could|should|may|must|council|authority|"
    r"committee|board|panel|cabinet|partnership|borough|county|city|district|town|government|year|month|quarter|"
    r"reports?|papers?|documents?|sections?|strategy|strategies|plans?|policy|policies)\b)[\w’'-]+ ){1,4}"
    r"(?:will|would|shall|is to|are to|is (?:due|expected|planned|intended)|are (?:due|expected|planned|intended))\b",
    re.IGNORECASE,
)
_TOLD = frozenset({"sentence.action", "sentence.planned"})
_GOING_ON = Caseless(
    r"\b(?:(?:will|shall|would|to|should|must|can|may)\s+(?:\w+ly\s+)?|^\W*)(?:continue|carry on|keep on|go on)\b"
)
"""What goes on and will do so is a plan: "The team will continue to ..." tells of nothing that has come about."""
IN_WORDS = frozenset({"sentence.progress", "sentence.stated", "minutes.tally"})
"""Rules that hear a report in a sentence alone."""
_NEARLY = 0.7
"""Of the classifier's threshold: what comes as near to a report, and states that it is done, is one."""


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
        if _GOING_ON.search(text):
            continue
        finding = status_of(text, kind="action")
        if finding.status is not Status.IN_PROGRESS or finding.certainty is not Certainty.STATED:
            if likely.get(action.start, 0.0) < _NEARLY:
                continue
            finding = status_of(text, kind="progress")
            if (
                finding.status not in (Status.COMPLETED, Status.IN_PROGRESS)
                or finding.certainty is not Certainty.STATED
            ):
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


def join_actions(paper: Paper, statements: Sequence[Statement]) -> list[Statement]:
    """Actions that only tell more of the one in the sentence before ("This training will ...") as one with it."""
    return _joined(paper, statements, Kind.ACTION, _TOLD, _SAME_WORK)


def join_reports(paper: Paper, statements: Sequence[Statement]) -> list[Statement]:
    """Reports that go on about the same matter ("This has ...") as one statement with the report before."""
    return _joined(paper, statements, Kind.PROGRESS, IN_WORDS, _GOES_ON)


def _joined(
    paper: Paper, statements: Sequence[Statement], kind: Kind, rules: Collection[str], goes_on: re.Pattern[str]
) -> list[Statement]:
    """Statements of a kind, by some rules, that open as `goes_on` has it, as one with the one right before."""
    kept: list[Statement] = []
    other = Kind.PROGRESS if kind is Kind.ACTION else Kind.ACTION
    apart = {s.start for s in statements if s.kind is other}  # what is both keeps its own
    last: Statement | None = None  # the statement that a sentence may go on from
    for statement in statements:
        if statement.kind is not kind or statement.rule not in rules:
            kept.append(statement)
        elif (
            last is not None
            and last.block == statement.block
            and statement.start not in apart
            and not paper.text[last.end : statement.start].strip()
            and goes_on.match(paper.text, statement.start) is not None
        ):
            last.end = statement.end
        else:
            kept.append(statement)
            last = statement
    return kept
