"""Labelled lines ("Lead officer: ...", a label alone above its words): which words each label stands before.

A paper is cut into fields, plain blocks and breaks. What a field means is told by the label's role, from the same
vocabulary as the columns of tables; whether fields make a record is for `forms` to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.columns import beside_role, colon_role, field_role, known_labels
from pipeline.extract.labels import priority_label
from pipeline.extract.statements.cells import says_of
from pipeline.extract.statements.model import Span
from pipeline.extract.status import Certainty, status_of
from pipeline.vocabulary import fold
from schemas.paper import BlockKind, Paper

_LONGEST_LABEL = 60  # characters
_NUMBER = r"[A-Z]{0,3}\d{1,3}(?:[./]\d{1,3}){0,2}[a-z]?"
# "Action 2.1:", "Lead officer –", "Due      March": a label, perhaps numbered, before the words on its line.
_RUN_IN = re.compile(
    rf"\s*(?P<label>[A-Z][^:\n\t]{{0,{_LONGEST_LABEL}}}?)(?P<sep>\s*:(?:\s*[-–—](?=\s))?|\s+[-–—](?=\s)|\t|\s{{2,}})\s*"
)
# "Recommendation 3. That ...": a numbered label before a full stop.
_STOPPED = re.compile(r"\s*(?P<label>[A-Z][A-Za-z ]{2,40}?\s+\d{1,2}(?:\.\d{1,2})?)[.)]\s+(?=[A-Z])")
_STATED = re.compile(r"\.\s+(?P<state>[A-Z][\w’' ]{1,30})\.?\s*$")
_NUMBERED = re.compile(rf"^(?P<words>.*?)[\s(#]+(?:[Nn]o\.?\s*|[Nn]umber\s+)?(?P<number>{_NUMBER})[\s).]*$")
# "Action 2.1  Draw up ...", where the gap behind the number is lost.
_OWN_NUMBER = re.compile(rf"{_NUMBER}[.):]?\s+(?=[A-Z“‘\"'£])")
_NUMBERED_ROLES = frozenset(("action", "recommendation"))
_SENTENCE_END = re.compile(r"[.;!?](?=\s)")
# "Position at 30 September 2018", "Update – Q3", "Progress since March".
_WHEN = (
    r"(?:\d{1,2}(?:st|nd|rd|th)?|jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|january|february|march|april|august|"
    r"september|october|november|december|spring|summer|autumn|winter|q[1-4]|quarter|year|month|end|mid|last|this|the|"
    r"meeting|report|date|first|second|third|fourth|half|\d{4}|\d{2,4}[/-]\d{2,4}|\d{1,2}/\d{1,2}/\d{2,4}|of|and|–|-|,|/)"
)
_DATED = re.compile(
    rf"[\s(–-]+(?:(?:as\s+)?(?:at|to|of|since|on|for|in|by|during|from|–|-)\s+)?{_WHEN}(?:[\s,]*{_WHEN})*\)?$",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s*\([^()]*\)\s*$")
_COLON = re.compile(r"\s*:(?=\s|$)\s*")
_CAPITAL = re.compile(r"(?<![\w’'/-])[A-Z]|(?<=[;|,]\s)[a-z]|(?<=\()[a-z]")  # a label's, or behind a mark
_INLINE_BEFORE = re.compile(r"[\s(\[|;,–—-]+$")
_LONGEST_ALONE = 7  # words of a label that stands alone
_FEW = 4  # words of a label of which one is known
_DATED_ROLES = frozenset(("progress", "next", "response"))  # "Update – July 2019" is a label
_LEAST_PROMISED = 3  # words of a label for actions that may have a date behind it ("What we said we would do by May")
_DASH = re.compile(r"\s[-–—]\s")
_NAMES = frozenset(("lead", "due", "status", "partners", "reference"))  # roles whose words are a name, not a sentence
_LEAST_INLINE = 2  # labels within a block that begins with none


@dataclass(slots=True)
class Field:
    """A label and what it stands before.

    Attributes:
        role: what the label's words mean.
        label: the words, as printed; number, number_at: the number among them, and where it stands.
        block: the (top-level) block that the label stands in.
        values: block and range of each thing it stands before; empty where nothing is said.
        blocks: further top-level blocks that hold those.
        listed: the values are items of a list.
        alone: the label stands on a line of its own.
    """

    role: str
    label: str
    block: int
    number: str = ""
    number_at: Span | None = None
    values: list[tuple[int, Span]] = field(default_factory=list)
    blocks: list[int] = field(default_factory=list)
    listed: bool = False
    alone: bool = False
    level: int = 0
    """Of a label that is set as a heading."""


@dataclass(frozen=True, slots=True)
class Plain:
    """Words without a label: the block and the range of them that no label has.

    `partial`: fields follow within the same block or table.
    """

    block: int
    span: Span
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Break:
    """A block with which whatever went before has come to its end."""

    block: int


Part = Field | Plain | Break


def leaf_parts(paper: Paper, i: int, bare: tuple[int, str] | None, *, card: bool = False) -> Iterator[Part]:
    """The fields and plain words of one block.

    Args:
        bare: where its words begin, and their role, of a label that has lost its colon.
        card: labels stand all round, so that such as are one only beside others are ones here by themselves.
    """
    block = paper.blocks[i]
    text = paper.body(block)
    alone = None if bare else label_alone(text, loose=block.kind is BlockKind.HEADING or text.rstrip().endswith(":"))
    if alone and not (alone[0] == "priority" and priority_label(text)):
        role, number = alone
        made = Field(role, text.strip(), i, number or block.number.strip("()."), alone=True)
        if block.kind is BlockKind.HEADING:
            made.level = 1 if block.number.isdigit() else block.level
        yield made
        return
    titled = block.kind is BlockKind.HEADING and priority_label(text) is not None  # "Outcome 1: ..." heads its records
    cuts = [] if titled else list(_cuts(text, card=card)) or ([(0, *bare)] if bare else [])
    if not cuts:
        yield Plain(i, Span(block.body, block.end))
        return
    first = cuts[0][0]
    if first > 0:
        tail = _INLINE_BEFORE.search(text, 0, first)
        end = tail.start() if tail else first
        yield Plain(i, Span(block.body, block.body + end), partial=True)
    for n, (start, at, role) in enumerate(cuts):
        stop = cuts[n + 1][0] if n + 1 < len(cuts) else len(text)
        opening = _OWN_NUMBER.match(text, at, stop) if bare and role in _NUMBERED_ROLES else None
        at = opening.end() if opening else at
        value = text[at:stop]
        if n + 1 < len(cuts) and (tail := _INLINE_BEFORE.search(value)):
            value = value[: tail.start()]
        elif first > 0:
            value = value.rstrip().removesuffix(")").rstrip()
        elif start > 0 and value.count(")") > value.count("("):  # "(Lead: Clerk; target: June)" behind the words
            value = value.rstrip(" .").removesuffix(")")
        if first > 0 and "[" not in value:
            value = value.rstrip().removesuffix("]").rstrip()
        label = text[start:at].rstrip().rstrip(":-–—").strip()
        made = Field(role, label, i)
        found = number_of(label)
        if found:
            made.number = found
            offset = block.body + start + text[start:at].rindex(found)
            made.number_at = Span(offset, offset + len(found))
        elif start == 0:
            made.number = block.number.strip("().")
        state = _STATED.search(value) if role in ("due", "lead") and n + 1 == len(cuts) else None
        if state and status_of(state["state"], kind="cell").certainty is not Certainty.STATED:
            state = None
        value = value[: state.start()] if state else value.rstrip()
        if role in _NAMES and ". " not in value:
            value = value.removesuffix(".")
        if value and says_of(role, value):
            made.values.append((i, Span(block.body + at, block.body + at + len(value))))
        yield made
        if state:  # "Completion: May 2022. On track."
            span = Span(block.body + at + state.start("state"), block.body + at + state.end("state"))
            yield Field("status", "", i, values=[(i, span)])


def label_alone(text: str, *, loose: bool) -> tuple[str, str] | None:
    """Role and number of a label that is the whole of a block, or None.

    Args:
        loose: the block ends in a colon or is a heading, so that a word within it may decide.
    """
    words = text.strip().rstrip(":-–— ").strip()
    if ":" in words or not _may_be_label(words):
        return None
    role = label_role(words, loose=loose and len(words.split()) <= _FEW)
    if role is None or (role not in _DATED_ROLES and _DASH.search(words)):
        return None
    return role, number_of(words)


def number_of(label: str) -> str:
    """The number in a label ("Action 2.1" -> "2.1"), or ""."""
    found = _NUMBERED.match(_ASIDE.sub("", label))
    return found["number"] if found and found["words"].strip() else ""


def _may_be_label(words: str) -> bool:
    """Whether the form of some words allows a label: few, no sentence, brackets in pairs."""
    return (
        0 < len(words) <= _LONGEST_LABEL
        and (len(words.split()) <= _LONGEST_ALONE or len(_DATED.sub("", words).split()) <= _LONGEST_ALONE)
        and not _SENTENCE_END.search(words)
        and words.count("(") == words.count(")")
        and "[" not in words
    )


@lru_cache(maxsize=8192)
def label_role(label: str, *, loose: bool) -> str | None:
    """The role of a label, without its number or a bracket behind it ("Update (March 2019)")."""
    bare = _ASIDE.sub("", label)
    found = _NUMBERED.match(bare)
    forms = (label, bare, found["words"] if found else "")
    role = next((role for form in forms if form.strip() and (role := field_role(form, loose=loose))), None)
    if role is None and (undated := _DATED.sub("", bare)).strip():
        dated = field_role(undated, loose=loose)
        promised = dated == "action" and len(undated.split()) >= _LEAST_PROMISED
        role = dated if dated in _DATED_ROLES or promised else None
    return role


def _inline(text: str, start: int) -> Iterator[tuple[int, int, str]]:
    """The known labels with their colons in text[start:], wherever they stand: as `_cuts` gives them."""
    for colon in _COLON.finditer(text, start):
        begin = max(start, colon.start() - _LONGEST_LABEL)
        for word in _CAPITAL.finditer(text, begin, colon.start()):
            label = text[word.start() : colon.start()]
            if role := beside_role(label):
                yield word.start(), colon.end(), role
                break
            found = _NUMBERED.match(label)
            known = (label, found["words"] if found else "", _DATED.sub("", label))
            if any(fold(words) in known_labels() for words in known):
                if role := label_role(label, loose=False):
                    yield word.start(), colon.end(), role
                break


def _cuts(text: str, *, card: bool) -> list[tuple[int, int, str]]:
    """Where each label of a block begins, where its words begin, and its role; () where the block is plain."""
    run_in = _RUN_IN.match(text)
    found: list[tuple[int, int, str]] = []
    if (stopped := _STOPPED.match(text)) and (role := label_role(stopped["label"], loose=False)) in _NUMBERED_ROLES:
        found.append((0, stopped.end(), role))
    elif run_in and _may_be_label(run_in["label"].strip()):
        label = run_in["label"].strip()
        role = label_role(label, loose=":" in run_in["sep"]) or (colon_role(label) if ":" in run_in["sep"] else None)
        role = role or (beside_role(label) if card else None)
        if role and not (role == "priority" and priority_label(text)):
            found.append((0, run_in.end(), role))
    if ":" not in text:
        return found
    rest = found[0][1] if found else 0
    inner = list(_inline(text, rest))
    if not found and len({role for start, at, role in inner if beside_role(text[start:at]) is None}) < _LEAST_INLINE:
        return []
    return found + inner
