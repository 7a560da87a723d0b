"""One record for a priority that a paper states several times: in the list, above its actions, in the summary."""

from __future__ import annotations

from collections import Counter

from pipeline.extract.overlap import dice
from pipeline.extract.statements.model import Kind, Span, Statement
from schemas.ids import fold
from schemas.paper import Paper

_SAME = 0.85  # Dice overlap of words above which two wordings are one priority
_LISTED = frozenset(("aim.listed", "list.priority"))
_FEW = 3  # words of a short form over a table's rows
_LONGEST_SHORT = 5  # words of a short form ("PRIORITY 2: SUPPORT") of what is stated in full under the same label


def merge_priorities(paper: Paper, statements: list[Statement]) -> list[Statement]:
    """Statements with repeated priorities made one; the fullest wording (of equals the first) keeps the record."""
    kept: list[tuple[Statement, Counter[str]]] = []
    gone: set[int] = set()
    heads = [s for s in statements if s.kind is Kind.PRIORITY and s.rule == "table.heading" and not s.label]
    for statement in statements:
        if statement.kind is not Kind.PRIORITY:
            continue
        words = Counter(fold(paper.text[statement.start : statement.end]).split())
        twin = next(
            (
                pair
                for pair in kept
                if pair[1] == words or dice(pair[1], words) >= _SAME or _titles(paper, pair[0], statement)
            ),
            None,
        )
        twin = twin or _in_full(paper, kept, statement) or _headed(paper, kept, statement, heads)
        if twin is None:
            kept.append((statement, words))
            continue
        first, known = twin
        gone.add(id(statement))
        first.mentions.append(Span(statement.start, statement.end))
        first.label = first.label or statement.label
        first.cells.update({role: span for role, span in statement.cells.items() if role not in first.cells})
        if sum(words.values()) > sum(known.values()):
            first.mentions[-1] = Span(first.start, first.end)
            first.start, first.end, first.block = statement.start, statement.end, statement.block
            first.rule, first.cue = statement.rule, statement.cue
            kept[kept.index(twin)] = (first, words)
    return [s for s in statements if id(s) not in gone]


def _in_full(
    paper: Paper, kept: list[tuple[Statement, Counter[str]]], again: Statement
) -> tuple[Statement, Counter[str]] | None:
    """The one aim of a sentence that a labelled word or two stands for ("Objective 2: Quality")."""
    short = fold(paper.text[again.start : again.end]).split()
    if not again.label or len(short) > _LONGEST_SHORT:
        return None
    full = [pair for pair in kept if pair[0].rule == "aim.listed" and not pair[0].label and set(short) <= set(pair[1])]
    return full[0] if len(full) == 1 else None


def _headed(
    paper: Paper, kept: list[tuple[Statement, Counter[str]]], again: Statement, heads: list[Statement]
) -> tuple[Statement, Counter[str]] | None:
    """The listed priority that a word or two over a table's rows stand for ("PREVENTING" of "Preventing harm early").

    Args:
        heads: what stands over rows, in order: of several priorities with those words, the one in the same place.
    """
    short = set(fold(paper.text[again.start : again.end]).split())
    if again not in heads or not 0 < len(short) <= _FEW:
        return None
    listed = [pair for pair in kept if pair[0].rule in _LISTED]
    full = [pair for pair in listed if short <= set(pair[1])]
    if len(full) > 1 and len(heads) == len(listed):
        full = [pair for pair in full if listed.index(pair) == heads.index(again)]
    return full[0] if len(full) == 1 else None


def _titles(paper: Paper, first: Statement, again: Statement) -> bool:
    """Whether a statement repeats the title of the first under the same label, or one is a short form of the other."""
    if not first.label or fold(first.label) != fold(again.label):
        return False
    title = fold(paper.text[again.start : again.end])
    if any(fold(span.text(paper)) == title for span in first.mentions):
        return True
    short, full = sorted((title.split(), fold(paper.text[first.start : first.end]).split()), key=len)
    return " " in first.label and len(short) <= _LONGEST_SHORT and set(short) <= set(full)
