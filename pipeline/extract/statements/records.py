"""Statements of the records that are written as labelled lines, and the priorities they stand under."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pipeline.columns import COLOURS, colon_role
from pipeline.dates import find_dates
from pipeline.extract.statements.cells import says
from pipeline.extract.statements.fields import Field, Plain
from pipeline.extract.statements.forms import Form, read_forms
from pipeline.extract.statements.model import Kind, Span, Statement
from pipeline.extract.vocabulary import fold
from schemas.paper import Paper

_BORNE_OUT = frozenset(("evidence", "impact"))
"""First words of labels before what is reported where a record has a rating and no other report."""
_SEVERAL = 2  # reports of different times
_NOTHING = frozenset(
    ("not yet", "too soon to say", "too early to say", "too early to tell", "too soon to tell", "see above")
)
"""What a report says that reports nothing."""
_LONGEST_ANSWER = 4  # words of a response that is an answer alone ("Accepted in part")


class LabelledRecords:
    """The labelled records of a paper, met block by block, so that each knows the priority above it.

    Attributes:
        blocks: the blocks that they take up.
    """

    def __init__(self, paper: Paper, excluded: frozenset[int]) -> None:
        self.paper = paper
        self.blocks: set[int] = set()
        self._at: dict[int, list[Form]] = defaultdict(list)
        self._met: list[tuple[Form, Statement | None]] = []
        for form in read_forms(paper, excluded):
            self._at[min(form.blocks)].append(form)
            self.blocks.update(form.blocks)

    def meet(self, block: int, under: Statement | None) -> None:
        """Note that the records which begin at a block stand under this priority."""
        self._met.extend((form, under) for form in self._at.get(block, ()))

    def statements(self, known: Sequence[Statement], group: int) -> tuple[list[Statement], int]:
        """The statements of all records that were met, numbered as groups from `group`; the first number after those.

        Args:
            known: statements found elsewhere; a record may name a priority among them.
        """
        made: list[Statement] = []
        for form, above in self._met:
            writer = _Writer(self.paper, form, group)
            found = writer.write()
            group = writer.next_group
            priority = _priority_of(form, found, known) or above
            for statement in found:
                if priority is not None and statement.kind is not Kind.PRIORITY:
                    statement.cells.setdefault("priority", Span(priority.start, priority.end))
            made.extend(found)
        return made, group


def _priority_of(form: Form, found: Sequence[Statement], known: Sequence[Statement]) -> Statement | None:
    """The priority that a record itself names; its label may stand alone above its words."""
    near = () if form.serves is None else (form.serves, form.serves + 1)
    own = (s for s in found if s.kind is Kind.PRIORITY)
    return next(own, None) or next((s for s in known if s.block in near and s.kind is Kind.PRIORITY), None)


class _Writer:
    """Makes the statements of one record."""

    def __init__(self, paper: Paper, form: Form, group: int) -> None:
        self.paper = paper
        self.form = form
        self.group = group
        self.next_group = group + 1
        self.cells = form.cells()
        number = next((a.number_at for a in form.actions if a.number_at), None)
        if number is not None:
            self.cells.setdefault("reference", number)
        if (when := self.promised()) is not None:
            self.cells.setdefault("due", when)
        self.made: list[Statement] = []

    def promised(self) -> Span | None:
        """The date in the label above an action ("What we said we would do by May 2023"), if it has one."""
        for action in self.form.actions:
            block = self.paper.blocks[action.block]
            dates = find_dates(self.paper.body(block)) if action.alone else []
            if dates and action.block not in {i for i, _ in action.values}:
                return Span(block.body + dates[0].start, block.body + dates[0].end)
        return None

    def add(self, kind: Kind, source: Field | Plain, rule: str, *, group: int = -1) -> None:
        """One statement for each thing that a field says; those of a `group` of their own have no other fields."""
        values = [(source.block, source.span)] if isinstance(source, Plain) else source.values
        label = "" if isinstance(source, Plain) else source.label.rstrip(" :–-")
        for block, span in values:
            words = self.paper.text[span.start : span.end]
            if not says(words) or (kind is Kind.PROGRESS and fold(words) in _NOTHING):
                continue
            statement = Statement(kind, span.start, span.end, block, rule, label)
            if kind is Kind.PRIORITY:
                statement.label = label
            else:
                statement.group = self.group if group < 0 else group
                statement.cells.update(self.cells if group < 0 else {})
            self.made.append(statement)

    def write(self) -> list[Statement]:
        form = self.form
        for f in form.fields:
            if f.role == "priority":
                self.add(Kind.PRIORITY, f, "form.priority")
        for action in form.actions:
            self.add(Kind.ACTION, action, "form.action")
        if (
            not form.actions
            and form.head is not None
            and not (isinstance(form.head, Field) and form.head.role == "said")
        ):
            self.add(Kind.ACTION, form.head, "form.head")
        reports = [f for f in form.fields if f.role == "progress"]
        if not any(f.values for f in reports):
            reports = [f for f in form.fields if f.role == "response" and not self.answers(f)]
        if not any(f.values for f in reports) and form.roles & {"status"}:
            reports = [f for f in form.fields if fold(f.label).split(" ")[0] in _BORNE_OUT]
        if not any(f.values for f in reports):
            reports = [f for f in form.fields if f.role == "status" and f.values and not self.is_colour(f)][:1]
        for f in form.fields:
            if f in reports:
                self.add(Kind.PROGRESS, f, f"form.{'progress' if f.role == 'measure' else f.role}")
            elif f.role == "did":
                self.did(f)
            elif f.role == "next":
                self.add(Kind.ACTION, f, "form.next", group=self.next_group)
                self.next_group += 1
        self.rate_last()
        return self.made

    def rate_last(self) -> None:
        """Of the reports of several quarters the rating of the record is that of the last."""
        reported = [s for s in self.made if s.kind is Kind.PROGRESS and s.group == self.group]
        labels = {s.cue for s in reported}
        if len(labels) < len(reported) or len(reported) < _SEVERAL:
            return
        for statement in reported[:-1]:
            if colon_role(statement.cue) == "progress":
                statement.cells.pop("status", None)

    def did(self, done: Field) -> None:
        """What was done about what people said: each an action and the report on it."""
        for value in done.values:
            one = Field(done.role, done.label, done.block, values=[value])
            for kind in (Kind.ACTION, Kind.PROGRESS):
                self.add(kind, one, "form.did", group=self.next_group)
            self.next_group += 1

    def words(self, f: Field) -> list[str]:
        return fold(" ".join(self.paper.text[s.start : s.end] for _, s in f.values)).split()

    def is_colour(self, rating: Field) -> bool:
        """Whether a rating says nothing but a colour or a number."""
        return all(w in COLOURS or w.isdigit() for w in self.words(rating))

    def answers(self, response: Field) -> bool:
        """Whether a response only accepts or rejects."""
        return len(self.words(response)) <= _LONGEST_ANSWER


__all__ = ["LabelledRecords"]
