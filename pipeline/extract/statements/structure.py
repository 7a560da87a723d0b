"""Statements that the layout gives away: tables, Action/Progress labels, numbered priorities, lists after a lead-in."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from pipeline.extract.labels import (
    announces_statement,
    heads_list,
    label_in,
    labels_alternate,
    lead_in_kind,
    priority_label,
    run_in_label,
    served_name,
)
from pipeline.extract.minutes import find_minutes
from pipeline.extract.sections import BOILERPLATE, Sections, heading_words
from pipeline.extract.sentences import split_sentences
from pipeline.extract.statements.alternation import mend_alternation
from pipeline.extract.statements.answers import part_answers, read_answers
from pipeline.extract.statements.asides import is_aside
from pipeline.extract.statements.bare_lists import (
    bare_list,
    done_work,
    heading_kind,
    labels_lines,
    labels_list,
    leading_words,
    leads_again,
    list_kind,
    points_down,
)
from pipeline.extract.statements.cells import says
from pipeline.extract.statements.counted_lists import counted_lead_in
from pipeline.extract.statements.holding import inside, keys_of_ratings, names_columns
from pipeline.extract.statements.lines_of_work import lines_of_work
from pipeline.extract.statements.meeting import (
    action_notes,
    give_owner,
    resolved_tasks,
    row_owners,
    without_notes_in_tables,
)
from pipeline.extract.statements.model import Kind, Span, Statement
from pipeline.extract.statements.numbering import continues, is_numbered_paragraph
from pipeline.extract.statements.rated import rated_work
from pipeline.extract.statements.records import LabelledRecords
from pipeline.extract.statements.restated import is_form, is_listed, name_in_item, stated_before
from pipeline.extract.statements.rows import read_rows
from pipeline.extract.statements.slogans import stated_below
from pipeline.extract.statements.tables import TableReading, read_table
from pipeline.extract.vocabulary import fold
from schemas.paper import Block, BlockKind, Paper

_LONGEST_STATED = 60  # words of a vision or aim below its lead-in
_QUOTED = re.compile(r"\s*[“\"‘'](.{3,}?)[”\"’'][\s.]*$", re.DOTALL)
_LONGEST_LABELLED = 120  # words: a longer block is prose, whatever its label


@dataclass(slots=True)
class Reading:
    """What the layout gave: statements, and for every block what is known of it.

    Attributes:
        claimed: blocks that are read; nothing more is drawn from them.
        minutes: blocks that are minutes; owners: of blocks in a table of minutes, who is to do what they give to do.
        lead_in: of a list item, the text of the lead-in it stands under; lead_kind: what that announces.
    """

    statements: list[Statement] = field(default_factory=list)
    claimed: set[int] = field(default_factory=set)
    lead_in: dict[int, str] = field(default_factory=dict)
    lead_kind: dict[int, str] = field(default_factory=dict)
    minutes: frozenset[int] = frozenset()
    owners: dict[int, Span] = field(default_factory=dict)
    groups: int = 0


class _StructureReader:
    def __init__(self, paper: Paper, sections: Sections, excluded: frozenset[int]) -> None:
        self.paper = paper
        self.sections = sections
        self.excluded = excluded
        self.reading = Reading()
        self.mode: Kind | None = None
        self.listed = False  # whether the block before, under that label, was an item of a list
        self.alternates = labels_alternate(paper)
        self.pending_label = ""
        self.lead: tuple[str, str | None, Block] | None = None  # text, kind, block of the lead-in
        self.lead_level = 0
        self.bare = 0  # end of the run of lines, listed without bullets, that was last looked at
        self.lined: Block | None = None  # the lead-in whose list was of such lines
        self.counts = Counter(fold(paper.body(paper.blocks[i])) for i in paper.leaves)
        self.above: TableReading | None = None  # the table just above, if nothing stands between
        self.names_priorities = False  # whether the last heading without a number names priorities
        self.title = ""  # the words just before that table, repeated where it goes on over the page
        self.records = LabelledRecords(paper, excluded)
        self.under: Statement | None = None  # the labelled priority under which a block stands
        self.marks: list[tuple[int, Kind]] = []  # Action/Progress labels: how many statements stood before each

    def add(self, kind: Kind, start: int, block: int, rule: str, cue: str, label: str = "") -> Statement | None:
        end = self.paper.blocks[block].end
        if start >= end:
            return None
        statement = Statement(kind, start, end, block, rule, cue, label=label)
        self.reading.statements.append(statement)
        self.reading.claimed.add(block)
        if kind is Kind.PRIORITY and label:
            self.under = statement
        return statement

    def read(self) -> Reading:
        self.reading.claimed.update(keys_of_ratings(self.paper), *(inside(self.paper, i) for i in self.records.blocks))
        passed = self.excluded | self.reading.claimed
        lines, taken, self.reading.groups = lines_of_work(self.paper, self.sections, passed, self.reading.groups)
        self.reading.statements.extend(lines)
        self.reading.claimed.update(taken)
        self.minutes()
        reading, passed = self.reading, self.excluded | self.reading.claimed
        found, reading.groups = read_answers(self.paper, self.sections, passed, reading.minutes, reading.groups)
        reading.statements.extend(found)
        reading.claimed.update(s.block for s in found)
        rated = rated_work(self.paper, self.sections, self.excluded | reading.claimed, reading.groups)
        reading.statements.extend(rated)
        reading.claimed.update(s.block for s in rated)
        reading.groups = max((s.group + 1 for s in rated), default=reading.groups)
        before = ""
        for i, block in enumerate(self.paper.blocks):
            if block.parent >= 0:
                continue
            if block.kind is not BlockKind.TABLE:
                before = fold(self.paper.body(block))
            self.records.meet(i, self.under)
            if i in self.records.blocks:
                self.mode = None
                self.lead = None
            elif i in self.excluded:
                self.lead = None
                self.mode = None
                self.names_priorities = lead_in_kind(self.paper.body(block)) == "priority"
            elif block.kind is BlockKind.TABLE:
                self.table(i)
                self.title = before
                continue
            elif i not in self.reading.claimed:
                self.leaf(i, block)
            if before != self.title:
                self.above = None
        self.reading.statements = without_notes_in_tables(self.paper, self.reading.statements)
        for statement in self.reading.statements:
            if statement.block in self.reading.minutes and statement.rule.startswith("list."):
                give_owner(self.paper, statement)
        self.reading.groups = mend_alternation(self.reading.statements, self.marks, self.reading.groups)
        labelled, self.reading.groups = self.records.statements(self.reading.statements, self.reading.groups)
        self.reading.statements.extend(labelled)
        self._rows()
        reports = part_answers(self.paper, self.reading.statements, self.reading.groups)
        self.reading.statements.extend(reports)
        self.reading.groups += len(reports)
        return self.reading

    def minutes(self) -> None:
        """What minutes note apart from their prose."""
        minutes = self.reading.minutes = find_minutes(self.paper)
        if not minutes:
            return
        resolutions = minutes & self.excluded
        noted, whole = action_notes(self.paper, minutes - self.excluded - self.reading.claimed, resolutions)
        self.reading.statements.extend([*noted, *resolved_tasks(self.paper, resolutions, noted)])
        self.reading.claimed |= whole

    def _rows(self) -> None:
        """Rows of tables that lost their borders, among what nothing else has read."""
        free = [
            i
            for i in self.paper.leaves
            if i not in self.reading.claimed and i not in self.excluded and self.paper.blocks[i].parent < 0
        ]
        names = [self.paper.text[s.start : s.end] for s in self.reading.statements if s.kind is Kind.PRIORITY]
        names.extend(s.title for s in self.sections.all if s.title)
        rows = read_rows(self.paper, free, names, self.reading.groups)
        self.reading.statements.extend(rows.statements)
        self.reading.claimed.update(rows.claimed)
        self.reading.groups = rows.groups

    def table(self, i: int) -> None:
        found = read_table(self.paper, i, self.reading.groups, self.above)
        self.above = found
        owners = row_owners(self.paper, i, found.statements) if self.reading.minutes else {}
        self.reading.owners.update(owners)
        if found.understood and not owners:
            self.reading.statements.extend(found.statements)
            self.reading.claimed.update(inside(self.paper, i))
            self.reading.groups += max((s.group for s in found.statements), default=-1) + 1
        self.lead = None
        self.mode = None

    def leaf(self, i: int, block: Block) -> None:
        text = self.paper.body(block)
        boiler = self.sections.at(i).role in BOILERPLATE
        if self.alternates and (label := label_in(self.paper, text)) and not names_columns(self.paper, i):
            self.mode = Kind(label)
            self.listed = False
            self.lead = None
            self.reading.claimed.add(i)
            self.marks.append((len(self.reading.statements), self.mode))
            return
        if self.pending_label:
            label, self.pending_label = self.pending_label, ""
            if block.kind is not BlockKind.LIST_ITEM or block.number == "":
                self.add(Kind.PRIORITY, block.body, i, "heading.priority", label, label)
                return
        if not boiler and (found := priority_label(text)) and not is_form(text):
            if self.priority(i, block, *found):
                return
        elif (
            not boiler
            and (run_in := run_in_label(text))
            and len(text.split()) <= _LONGEST_LABELLED
            and not names_columns(self.paper, i)
        ):
            kind, at = run_in
            if self.add(Kind(kind), block.body + at, i, f"label.{kind}", text[:at].strip()):
                self.mode = None
                return
        if block.kind is BlockKind.HEADING:
            self.heading(i, text)
            return
        if self.mode is Kind.ACTION and self.listed and block.kind is not BlockKind.LIST_ITEM:
            self.mode = None  # the list that the label headed is over
        if self.mode:
            self.listed = block.kind is BlockKind.LIST_ITEM
            if is_aside(text):
                return
            self.add(self.mode, block.body, i, f"label.{self.mode}", self.mode.capitalize())
            return
        if boiler:
            self.lead = None
        elif self.lead and self.below(i, block, text):
            return
        self.open_list(i, block, text)

    def priority(self, i: int, block: Block, label: str, at: int) -> bool:
        """A block that begins with a priority's label; False where the words behind it are no title."""
        text = self.paper.body(block)
        self.mode = None
        if block.kind is BlockKind.HEADING:
            self.lead = None
        stated = stated_before(self.paper, label, text[at:], self.reading.statements)
        if stated is not None and at < len(text) and block.kind is not BlockKind.HEADING:
            self.under = stated
            return False
        if at >= len(text):
            self.pending_label = "" if stated is not None or is_listed(label, self.reading.statements) else label
            self.under = stated or self.under
            self.reading.claimed.add(i)
            return True
        if block.kind is not BlockKind.HEADING and len(text[at:].split()) > 60:
            return False
        rule = "heading.priority" if block.kind is BlockKind.HEADING else "label.priority"
        found = self.add(Kind.PRIORITY, block.body + at, i, rule, label, label)
        if found and stated_below(self.paper, i, text[at:]):
            found.mentions.append(Span(found.start, found.end))
            below = self.paper.blocks[i + 1]
            found.start, found.end, found.block = below.body, below.end, i + 1
            self.reading.claimed.add(i + 1)
        return found is not None

    def heading(self, i: int, text: str) -> None:
        self.mode = None
        text = heading_words(self.paper, self.paper.blocks[i])
        above = self.paper.blocks[self.under.block] if self.under else None
        if above and (above.kind is not BlockKind.HEADING or above.level >= self.paper.blocks[i].level):
            self.under = None
        section = self.sections.at(i)
        kind = heading_kind(self.paper, i, section.role if section.named else "", self.counts[fold(text)])
        self.lead = (text, kind, self.paper.blocks[i]) if kind or text.rstrip().endswith(":") else None
        self.lead_level = -1
        if self.themed(i, text):
            self.lead = (text, "priority", self.paper.blocks[i])

    def themed(self, i: int, text: str) -> bool:
        """Take in a numbered heading under one that names priorities, with a bulleted list of them right below it."""
        block = self.paper.blocks[i]
        if not block.number:
            self.names_priorities = lead_in_kind(text) == "priority"
            return False
        below = self.paper.blocks[i + 1 : i + 2]
        listed = bool(below) and below[0].kind is BlockKind.LIST_ITEM and not below[0].number
        if not self.names_priorities or not listed or self.sections.at(i).role != "content":
            self.names_priorities = False
            return False
        return self.add(Kind.PRIORITY, block.body, i, "heading.listed", text, block.number) is not None

    def open_list(self, i: int, block: Block, text: str) -> None:
        """Whether this block leads a list in: it ends with a colon, or breaks off before an item."""
        ends = text.rstrip()
        following = self.paper.blocks[i + 1] if i + 1 < len(self.paper.blocks) else None
        labels = labels_list(self.paper, i) or labels_lines(self.paper, i, self.counts[fold(text)])
        if labels:
            self.reading.claimed.add(i)
        elif self.counts[fold(text)] > 1 and not leads_again(self.paper, i):
            # what recurs is a value or a running line, not a lead-in
            self.lead = None if block.kind is not BlockKind.LIST_ITEM else self.lead
            return
        counted = counted_lead_in(self.paper, i)
        opens = (
            labels
            or counted
            or ends.endswith((":", ":-", ": -", "–", "…", "..."))
            or (points_down(ends) and following is not None and following.kind is BlockKind.LIST_ITEM)
            or (
                following is not None
                and following.kind is BlockKind.LIST_ITEM
                and block.kind is BlockKind.PARAGRAPH
                and ends[-1:].isalpha()
            )
        )
        if opens:
            last = counted or ends
            self.lead = (leading_words(last), list_kind(last, self.sections.at(i).title), block)
            self.lead_level = -1
        elif block.kind is not BlockKind.LIST_ITEM:
            self.lead = None

    def below(self, i: int, block: Block, text: str) -> bool:
        """A list item or paragraph of which its lead-in says what it is; False where it says nothing."""
        assert self.lead is not None
        if block.kind is BlockKind.LIST_ITEM:
            if self.lined is self.lead[2]:
                self.lead = None  # lines without bullets were its list; items are another
                return False
            return self.item(i, block, text)
        if block.kind is BlockKind.PARAGRAPH and self.stated(i, block, text):
            return True
        lead_text, kind, lead_block = self.lead
        if (
            self.bare < i
            and self.lead_level < 0
            and (lead_text.rstrip().endswith((":", ":-")) or heads_list(lead_text))
        ):
            self.bare = max(bare_list(self.paper, i, lead_block, self.counts[fold(lead_text)]), i)
        if i >= self.bare or kind is None or not self.item(i, block, text):
            return False
        self.lined = lead_block
        return True

    def item(self, i: int, block: Block, text: str) -> bool:
        """A list item under a lead-in; False where the lead-in says nothing of it."""
        assert self.lead is not None
        lead_text, kind, lead_block = self.lead
        numbered = not lead_text.rstrip().endswith((":", "-", "…")) and is_numbered_paragraph(block, text)
        above = self.paper.blocks[i - 1].number if self.reading.lead_in.get(i - 1) == lead_text else ""
        if numbered or continues(lead_block, block, text, above):
            self.lead = None
            return False
        if self.lead_level < 0:
            self.lead_level = max(block.level, 0)
        self.reading.lead_in[i] = lead_text
        if kind:
            self.reading.lead_kind[i] = kind
        if block.level > self.lead_level or text.rstrip().endswith(":") or counted_lead_in(self.paper, i):
            return False
        if kind == "priority":
            found = self.add(Kind.PRIORITY, block.body, i, "list.priority", lead_text, "")
            if found:
                found.label = block.number.strip(".()")
            if found and (length := served_name(lead_text, text) or name_in_item(text)):
                found.end = block.body + length
            return found is not None
        if not says(text) or (kind == "completed" and i in self.reading.minutes and ". " in text):
            return False  # it says nothing, or tells what was said of the work, sentence by sentence
        if kind == "action" and len(text.split()) > 2:
            return self.add(Kind.ACTION, block.body, i, "list.action", lead_text) is not None
        if kind == "completed" and len(text.split()) > 2:
            self.reading.statements.extend(done_work(self.paper, i, lead_text, self.reading.groups))
            self.reading.claimed.add(i)
            self.reading.groups += 1
            return True
        return False

    def stated(self, i: int, block: Block, text: str) -> bool:
        """A paragraph that is the vision or aim which its lead-in or heading announces."""
        assert self.lead is not None
        lead_text, _, lead_block = self.lead
        by_heading = lead_block.kind is BlockKind.HEADING
        sentences = sum(1 for _ in split_sentences(self.paper.text, block.body, block.end))
        if not 3 <= len(text.split()) <= _LONGEST_STATED or (by_heading and sentences > 1) or text.rstrip()[-1] in ":?":
            return False
        if is_aside(text) or not announces_statement(lead_text, text, by_heading=by_heading):
            return False
        found = self.add(Kind.PRIORITY, block.body, i, "lead_in.priority", lead_text)
        if found and (quoted := _QUOTED.match(text)):
            found.start, found.end = block.body + quoted.start(1), block.body + quoted.end(1)
        self.lead = None
        return found is not None


def read_structure(paper: Paper, sections: Sections, excluded: frozenset[int]) -> Reading:
    """Read what the layout gives away; `excluded` are blocks of front matter and recommendations."""
    return _StructureReader(paper, sections, excluded).read()
