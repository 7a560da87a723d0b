"""The status of an action by its own words: an order has yet to be carried out, a past tense tells what was done."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.extract.status.cells import cell_word
from pipeline.extract.status.clauses import TO_COME, body_of, main_clause, sentences, told
from pipeline.extract.status.finding import MOST_TEXTS, Certainty, StatusFinding, finding
from pipeline.extract.status.shares import part_done
from pipeline.extract.status.vocabulary import BEGUN, patterns
from schemas.states import Status

_BUT = re.compile(r"\b(?:but|however|although)\b")
_GERUND = re.compile(
    r"\W*(?:(?!(?i:currently|presently|now|actively)\b)\w+ly\s+)?"
    r"(?!(?i:continu|ongo|await|wait|dur|follow|outstand|includ)ing)\w{3,}ing\s+(?!is|are|was|were|has|have|had|will|would)"
    r"(?=[^A-Z]|[A-Z]{2})"
)
# "The board approved the plan", not "services provided by the board": a past tense has its object behind it.
_PAST_WITH_OBJECT = re.compile(
    r"(?:\b(?i:we|they|it|he|she|council|cabinet|committee|board|panel|group|team|service|officers|members|director|"
    r"programme|partnership|authority)|\b[A-Z]{2,6})\s+(?:\w+ly\s+)?(?:\w{3,}ed|held|made|took|gave|met|led|sent|wrote|"
    r"undertook|drew|did|brought|found|ran|saw|spent|won|sought)\b(?!\s+by\b)|"
    r"(?<!of )(?<!to )(?<!the )(?<!and )(?<!, )\b"
    r"(?:\w{3,}ed|held|made|took|gave|led|sent|wrote|undertook|drew|brought|ran|won|sought)"
    r"\s+(?:the|a|an|its|their|our|his|her|that|all|both|two|three|\d+|notices|meetings)\b"
)
# Nouns of doing: an action that opens with one has that work still before it.
_WORK = re.compile(
    r"\W*(?:\w+\s+)?(?:\w{3,}(?:ment|tion|sion|ing|al|ance|ery)|review|audit|roll.?out|launch|set.?up|training|survey|"
    r"pilot|draft|update|new|extension)s?\b",
    re.IGNORECASE,
)
# "A letter to landlords – done".
_LAST_WORD = re.compile(r"\s[–—-]\s+((?:[\w’'/%-]+\s+){0,2}[\w’'/%-]+)\W*$")


@lru_cache(maxsize=MOST_TEXTS)
def own_status(text: str) -> StatusFinding:
    """The status that an action's own words tell or imply; `not_started` where they only say what is to be done."""
    known = patterns()
    if order := known.order(text):
        return finding(Status.NOT_STARTED, order, Certainty.IMPLIED)
    # "Numbering of the bins has begun": what is begun with may be the subject of what is told.
    if (doing := _GERUND.match(text)) and not told(text, doing.end()):
        return finding(Status.NOT_STARTED, doing, Certainty.IMPLIED)
    for start, end in sentences(text)[:1]:
        body = body_of(text, start, end)
        if found := _held_up(text, body, end) or _stated(text, body, end) or _implied(text, body, end):
            return found
    if len(text.split()) <= known.name_words and known.name.search(text) and not _WORK.match(text):
        return StatusFinding(Status.UNCLEAR, None, "", Certainty.ASSUMED)
    return StatusFinding(Status.NOT_STARTED, None, "", Certainty.ASSUMED)


def _held_up(text: str, body: int, end: int) -> StatusFinding | None:
    """What tells that an action was stopped, or is late."""
    known = patterns()
    if match := known.stated[Status.STOPPED].search(text, body, end):
        return finding(Status.STOPPED, match)
    if late := main_clause(known.missed, text, body, end):
        return finding(Status.BEHIND, late)
    behind = known.stated[Status.BEHIND]
    if (but := _BUT.search(text, body, end)) and (match := behind.search(text, but.end(), end)):
        return finding(Status.BEHIND, match)
    # What is to be done about delays is not itself late: the sentence has to tell something first.
    late = main_clause(behind, text, body, end) if told(text, body) else None
    if late and not main_clause(known.future, text, body, late.start()):
        return finding(Status.BEHIND, late)
    return None


def _stated(text: str, body: int, end: int) -> StatusFinding | None:
    """What is first said of an action: that it goes on, is to come, or is done."""
    known = patterns()
    found: list[tuple[int, int, StatusFinding]] = []
    for rank, (status, pattern) in enumerate(
        (
            (Status.IN_PROGRESS, known.stated[Status.IN_PROGRESS]),
            (Status.IN_PROGRESS, known.bare[Status.IN_PROGRESS]),
            (Status.NOT_STARTED, known.future),
            (Status.NOT_STARTED, known.stated[Status.NOT_STARTED]),
            (Status.COMPLETED, known.stated[Status.COMPLETED]),
        )
    ):
        if match := main_clause(pattern, text, body, end):
            found.append((match.start(), rank, finding(status, match)))
    if not found:
        return None
    first = min(found, key=lambda item: item[:2])[2]
    return _or_under_way(text, first, [item[2] for item in found])


def _or_under_way(text: str, first: StatusFinding, found: list[StatusFinding]) -> StatusFinding:
    """What is said first, unless it says "done" and the text goes on to say that more is to come."""
    if first.status is not Status.COMPLETED or first.words is None:
        return first
    going_on = next((f for f in found if f.status is Status.IN_PROGRESS and not BEGUN.search(f.cue)), None)
    if going_on:
        return going_on
    end = first.words[1]
    more = part_done(text) or patterns().remaining.search(text, end) or TO_COME.search(text, end)
    return finding(Status.IN_PROGRESS, more) if more else first


def _implied(text: str, body: int, end: int) -> StatusFinding | None:
    """What the tense of an action tells: "We gave ...", "Shelter opened in May", "12 homes brought back into use"."""
    known = patterns()
    past = (
        main_clause(_PAST_WITH_OBJECT, text, body, end)
        or main_clause(known.told_past, text, body, end)
        or known.told_opening.match(text, body, end)
        or known.told_dated.search(text, body, end)
        or known.told_counted.match(text, body, end)
    )
    if past:
        return finding(Status.COMPLETED, past, Certainty.IMPLIED)
    if share := part_done(text):
        return finding(Status.IN_PROGRESS, share, Certainty.IMPLIED)
    if (last := _LAST_WORD.search(text, body, end)) and (word := cell_word(last[1])):
        return StatusFinding(word.status, last.span(1), word.cue, word.certainty)
    return None


__all__ = ["own_status"]
