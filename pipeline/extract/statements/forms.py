"""Records written as labelled lines: an action, below it who leads, by when, what has been done, how it is rated.

A record begins with a label for an action ("Action 2.1: ...", "What we said we would do"), with a recommendation
that is followed up, or with words without a label where the same labels follow again and again. It ends where the next
begins, at a heading, and where a plain paragraph follows that no label of the record comes after.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.columns import date_rank, is_grade, label_of
from pipeline.dates import find_dates
from pipeline.extract.labels import priority_label
from pipeline.extract.statements.cells import says
from pipeline.extract.statements.fields import Break, Field, Part, Plain
from pipeline.extract.statements.model import Span
from pipeline.extract.statements.parts import parts_of
from pipeline.extract.status import Certainty, status_of
from pipeline.extract.vocabulary import fold
from schemas.paper import BlockKind, Paper
from schemas.states import Status

_ROW = frozenset(("lead", "due", "status", "progress"))
"""What makes a record of an action that no label names."""
_FIELDS = _ROW | {"partners", "measure", "resources", "next", "did", "response"}
_CELLS = ("lead", "due", "status", "partners", "measure", "reference")
_SHORT = frozenset(("lead", "due", "status", "partners", "reference", "resources", "grade", "response"))
"""Roles whose words are one line: what comes below it belongs to them no more."""
_TOLD = frozenset(("progress", "did", "next"))
_MOST_BLOCKS = 12  # that one field may run over
_LONGEST_HEAD = 60  # words of an action that no label names
_LONGEST_TITLE = 10  # words of a line that may be a title
_FEWEST_ALIKE = 2  # records without a labelled head that must be alike
_FEWEST_TOLD = 3  # the same of one field each
_FIGURE = re.compile(r"(?<!\w)£?\d[\d,.]*")  # of two in a line, one is the target of the other
_LONGEST_RATING = 4  # words
_LONGEST_DATE = 6  # words of a target that is a date


@dataclass(slots=True)
class Form:
    """One record: what heads it, its actions where labels name them, and its other fields.

    `serves`: the block of a priority that is named within the record.
    """

    head: Field | Plain | None
    fields: list[Field] = field(default_factory=list)
    actions: list[Field] = field(default_factory=list)
    serves: int | None = None
    behind: list[Plain] = field(default_factory=list)
    """What stands behind its fields and before the next record."""

    @property
    def all(self) -> list[Field]:
        """All its fields."""
        heads = [self.head] if isinstance(self.head, Field) and self.head not in self.actions else []
        return [*heads, *self.actions, *self.fields]

    @property
    def blocks(self) -> set[int]:
        """All blocks that it takes up."""
        found = {i for f in self.all for i in (f.block, *f.blocks)}
        return found | {self.head.block} if isinstance(self.head, Plain) else found

    @property
    def roles(self) -> set[str]:
        """The roles of the fields that say anything."""
        return {f.role for f in self.fields if f.values}

    def cells(self) -> dict[str, Span]:
        """What the short fields say, by role; the first of a role speaks, of several dates the one that counts."""
        found: dict[str, Span] = {}
        for f in sorted(self.fields, key=lambda f: date_rank(f.label) if f.role == "due" else 0):
            if f.role in _CELLS and f.values and f.role not in found:
                found[f.role] = Span(f.values[0][1].start, f.values[-1][1].end)
        return found


class _Reader:
    def __init__(self, paper: Paper, excluded: frozenset[int]) -> None:
        self.paper = paper
        self.excluded = excluded
        self.forms: list[Form] = []
        self.form: Form | None = None
        self.last: Field | None = None  # the field that plain words may go on
        self.waiting: list[Plain] = []  # plain blocks since the last field
        self.ahead: list[Field] = []  # fields that may belong to the record to come
        self.below_priority = False  # whether a priority's label stood alone just above
        self.dated = False  # whether targets are dates in this paper
        self.level = 0  # of the heading under which all this stands

    def read(self) -> list[Form]:
        parts = self.rated(list(parts_of(self.paper)))
        targets = [p for p in parts if isinstance(p, Field) and self.is_target(p) and p.values]
        self.dated = 2 * sum(map(self.is_date, targets)) > len(targets)
        labels = Counter(fold(p.label) for p in parts if isinstance(p, Field) and p.level)
        for part in parts:
            if isinstance(part, Break):
                self.close()
            elif isinstance(part, Plain):
                self.plain(part)
            elif part.level and part.level <= self.level and labels[fold(part.label)] < 2:
                self.level = part.level  # a section of the paper that happens to have a label's name
                self.close()
            else:
                self.field(part)
        self.close()
        for form in self.forms:
            if form.actions and isinstance(form.head, Plain) and self.is_titled(form.head):
                form.head = None  # the heading is the priority that the records below it serve
        self.report_behind()
        kinds = Counter(frozenset(f.roles & _ROW) for f in self.forms if not f.actions)
        return [f for f in self.forms if self.holds(f, kinds)]

    def report_behind(self) -> None:
        """Make a report of the paragraph behind each record that has none, where most such paragraphs report."""
        bare = [f for f in self.forms if f.actions and f.roles & _SHORT and f.roles.isdisjoint(_TOLD)]
        told = [f for f in bare if f.behind and self.paper.blocks[f.behind[0].block].kind is BlockKind.PARAGRAPH]
        found = [f for f in told if self.reports(f.behind[0])]
        if len(found) < _FEWEST_ALIKE or 2 * len(found) <= len(bare):
            return
        for form in told:
            part = form.behind[0]
            form.fields.append(Field("progress", "", part.block, values=[(part.block, part.span)]))

    def reports(self, part: Plain) -> bool:
        """Whether words tell how far something has got."""
        status = status_of(self.text(part.span), kind="progress")
        return status.certainty is not Certainty.ASSUMED and status.status is not Status.NOT_STARTED

    def rated(self, parts: Sequence[Part]) -> list[Part]:
        """The parts, words without a label that come again and again at the end of records made their rating."""
        if any(isinstance(part, Field) and part.role == "status" for part in parts):
            return list(parts)
        ends = {
            n: fold(self.text(part.span))
            for n, (before, part) in enumerate(pairwise(parts), 1)
            if isinstance(part, Plain) and isinstance(before, Field) and before.role in _ROW and self.is_rating(part)
        }
        times = Counter(ends.values())
        return [
            Field("status", "", part.block, values=[(part.block, part.span)])
            if isinstance(part, Plain) and n in ends and self.recurs(ends[n], times)
            else part
            for n, part in enumerate(parts)
        ]

    def is_rating(self, part: Plain) -> bool:
        """Whether words may be a rating by their form: a paragraph of a few words that is no sentence."""
        text = self.text(part.span).strip()
        plain = self.paper.blocks[part.block].kind is BlockKind.PARAGRAPH and not part.partial
        return plain and 0 < len(text.split()) <= _LONGEST_RATING and text[0].isupper() and text[-1] not in ".:;,?!"

    @staticmethod
    def recurs(words: str, times: Counter[str]) -> bool:
        """Whether words come several times, or begin with such that do ("Stuck (closed)" beside "Stuck")."""
        return any(n >= _FEWEST_ALIKE and f"{words} ".startswith(f"{known} ") for known, n in sorted(times.items()))

    def close(self) -> None:
        """The record at hand has come to its end."""
        if self.form is not None:
            self.form.behind = self.form.behind or self.waiting
            self.go_on(self.waiting, last=True)
        self.form = None
        self.last = None
        self.waiting = []
        self.ahead = []

    def plain(self, part: Plain) -> None:
        block = self.paper.blocks[part.block]
        if self.awaited() and not block.number:
            pass  # what stands right below a label is its value, though it looks like a title or a date of the paper
        elif block.kind is BlockKind.HEADING or part.block in self.excluded:
            self.level = block.level if block.kind is BlockKind.HEADING else self.level
            self.close()
        elif self.names_priority(part):
            return
        self.waiting.append(part)

    def names_priority(self, part: Plain) -> bool:
        """Whether words are a priority by their label, or by a label alone above them; no record has them."""
        text = self.text(part.span)
        below, self.below_priority = self.below_priority, False
        found = priority_label(text)
        if found is None:
            return below and self.paper.blocks[part.block].kind is not BlockKind.LIST_ITEM
        self.below_priority = found[1] >= len(text)
        if self.form is not None and self.form.actions and not self.form.fields:
            self.form.serves = part.block
        else:
            self.close()
        return True

    def awaited(self) -> bool:
        """Whether a label that stands alone still lacks the name, date or state that it stands for."""
        last = self.last
        return last is not None and last.alone and last.role in _SHORT and not (last.values or self.waiting)

    def field(self, part: Field) -> None:
        if self.is_target(part) and (self.dated or self.is_date(part)):
            part.role = "due"
        elif part.role == "priority" and part.values and all(is_grade(self.text(span)) for _, span in part.values):
            part.role = "grade"
        if part.alone and self.awaited() and self.last is not None and self.last.role == "status":
            block = self.paper.blocks[part.block]  # "Status" / "Completed": a value that is a label elsewhere
            self.plain(Plain(part.block, Span(block.body, block.end)))
        elif part.role in ("action", "recommendation", "said"):
            self.head(part)
        elif part.role in ("reference", "priority") and (self.form is None or self.form.fields):
            self.go_on(self.waiting)
            self.waiting = []
            self.ahead.append(part)
            self.last = part
        else:
            self.member(part)

    def head(self, part: Field) -> None:
        """A label that opens a record, or names the action of the one at hand."""
        form = self.form
        if form is not None and part.role == "action" and self.lacks_action(form, part):
            self.go_on(self.waiting)
        else:
            self.open(part, self.waiting)
        assert self.form is not None
        self.waiting = []
        if part.role == "action":
            self.form.actions.append(part)
        self.last = part

    def lacks_action(self, form: Form, part: Field) -> bool:
        """Whether a label for an action belongs to the record at hand: what was said of it stands ahead of it."""
        if form.actions:
            return not form.fields and not part.number
        said = isinstance(form.head, Field) and form.head.role == "said"
        return not said and form.roles.isdisjoint(("progress", "did", "next"))

    def open(self, head: Field | Plain | None, waiting: Sequence[Plain]) -> None:
        """Begin a record, with the fields that stand ahead of it; `waiting` belongs to the one before."""
        untitled = list(waiting)
        if self.last is not None and self.last.values:
            while untitled and self.is_title(untitled[-1]):
                untitled.pop()
        self.go_on(untitled)
        if self.form is not None:
            self.form.behind = list(untitled)
        ahead = self.ahead
        self.waiting = []
        self.close()
        self.form = Form(head, fields=ahead)
        self.forms.append(self.form)

    def member(self, part: Field) -> None:
        form = self.form
        again = form is not None and part.role in _ROW and any(f.role == part.role for f in form.fields)
        if form is None:
            head = self.waiting[-1] if self.waiting else None
            self.open(head, self.waiting[:-1])
        elif again and self.waiting and (isinstance(form.head, Plain) or self.waiting[-1].partial):
            self.open(self.waiting[-1], self.waiting[:-1])
        else:
            self.go_on(self.waiting)
            form.fields.extend(self.ahead)
        assert self.form is not None
        self.ahead = []
        self.waiting = []
        self.form.fields.append(part)
        self.last = part

    def is_titled(self, part: Plain) -> bool:
        """Whether a heading is a priority by its label."""
        heading = self.paper.blocks[part.block].kind is BlockKind.HEADING
        return heading and priority_label(self.text(part.span)) is not None

    def is_title(self, part: Plain) -> bool:
        """Whether a line may be the title of what comes next, rather than more of what stood before."""
        text = self.text(part.span).rstrip()
        plain = self.paper.blocks[part.block].kind is BlockKind.PARAGRAPH
        return plain and len(text.split()) <= _LONGEST_TITLE and text[-1:].isalnum()

    def go_on(self, blocks: Sequence[Plain], *, last: bool = False) -> None:
        """Give plain blocks to the field before them.

        Args:
            last: nothing of the record comes after them, so that only what stands directly below its label counts.
        """
        into = self.last
        for n, part in enumerate(blocks):
            if into is None or n >= _MOST_BLOCKS or (into.role in _SHORT and into.values):
                return
            item = self.paper.blocks[part.block].kind is BlockKind.LIST_ITEM
            introduced = bool(into.values) and self.text(into.values[-1][1]).rstrip().endswith(":")
            if into.values and (last or into.role in ("action", "recommendation")):
                lists = item and (into.listed or introduced)
                if not (lists or (into.alone and not last)):
                    return
            if item and introduced and not into.listed:
                into.values.pop()
            into.listed = into.listed or item
            into.blocks.append(part.block)
            if says(self.text(part.span)):
                into.values.append((part.block, part.span))

    def text(self, span: Span) -> str:
        return self.paper.text[span.start : span.end]

    @staticmethod
    def is_target(part: Field) -> bool:
        """Whether a label may stand before what is to be reached as well as before when."""
        return part.role == "measure" and fold(part.label).startswith("target")

    def is_date(self, part: Field) -> bool:
        words = " ".join(self.text(span) for _, span in part.values)
        return 0 < len(words.split()) <= _LONGEST_DATE and bool(find_dates(words))

    def holds(self, form: Form, kinds: Counter[frozenset[str]]) -> bool:
        """Whether labels make a record, rather than front matter, a table's header or two words with a colon."""
        silent = sum(not f.values for f in (*form.fields, *form.actions))
        if silent and all(not a.values for a in form.actions) and form.actions:
            return False
        if silent * 2 > len(form.fields) + len(form.actions) or silent > 2:
            return False
        roles = form.roles
        if form.actions:
            told = [f for f in (*form.fields, *form.actions) if f.values]
            plain = any(f.alone and label_of(f.label) for f in told) and roles <= {
                "progress",
                "priority",
                "reference",
            }  # what alternates is read as such
            return not plain and bool(roles & _FIELDS) and not all(a.block in self.excluded for a in form.actions)
        if isinstance(form.head, Field):
            if form.head.role == "said":
                return "did" in roles
            return bool(roles & _ROW) and bool(form.head.values)
        return form.head is not None and self.heads(form.head, roles & _ROW, kinds)

    def heads(self, head: Plain, known: set[str], kinds: Counter[frozenset[str]]) -> bool:
        """Whether words without a label are an action by the fields that follow (`known`), here and elsewhere."""
        text = self.text(head.span)
        if head.block in self.excluded or text.rstrip().endswith(":") or priority_label(text):
            return False
        if not 2 < len(text.split()) <= _LONGEST_HEAD:
            return False
        if len(known) < 2:  # "Mend the bandstand" and "Progress: ..." below, again and again
            again = kinds[frozenset(known)] >= _FEWEST_TOLD and known <= {"progress", "status"}
            return again and bool(known) and text.rstrip()[-1] not in ".!?" and len(_FIGURE.findall(text)) < 2
        alike = sum(n for kind, n in kinds.items() if len(kind & known) >= 2)
        if not (known & {"status", "progress"} or head.partial):
            return False
        return alike >= _FEWEST_ALIKE or (len(known) > 2 and "progress" in known)


def read_forms(paper: Paper, excluded: frozenset[int]) -> list[Form]:
    """The records of a paper that are written as labelled lines.

    Args:
        excluded: blocks of front matter and recommendations, which head no record unless their label says so.
    """
    return _Reader(paper, excluded).read()


__all__ = ["Form", "read_forms"]
