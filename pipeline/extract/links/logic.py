"""Which action serves which priority, which report is on which action: by layout, by number, then by meaning.

The table's row, the heading and the list come first; then what the words name by number; then what two statements
speak of (`meaning.py`), above a threshold. What the paper does not say is not linked. The basis of each link stands
with it.
"""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.extract.links.in_turn import taken_in_turn
from pipeline.extract.links.itemised import itemised
from pipeline.extract.links.meaning import Meaning
from pipeline.extract.links.numbers import ActionNumbers
from pipeline.extract.links.outline import find_outline
from pipeline.extract.links.places import Places
from pipeline.extract.links.reach import Reach, find_reaches, is_whole, numbers_named, plain_number
from pipeline.extract.links.reviewed import find_reviews, lists_of_actions, shared_out
from pipeline.extract.links.topics import Topics
from pipeline.extract.sections import Section, Sections
from pipeline.extract.statements.model import Kind, Statement
from schemas.ids import fold
from schemas.paper import BlockKind, Paper
from schemas.states import Relation

_TITLE_SHARE = 0.6  # of a paragraph under a heading that a priority fills, to be the title of what follows
_CODE_SPLIT = re.compile(r"[,;/&\s]+")
_COMPOUND = re.compile(r"(\d+)\.\d+|([A-H])\.?\d+")
_LETTERED = re.compile(r"\(([A-H])\)\s*[.;,]?\s*$")
"""Behind a priority: the letter by which the paper calls it ("Thriving towns (A)")."""
_NUMBER = re.compile(r"(\d+(?:\.\d+)*|[A-Za-z]+)\s*$")


@dataclass(frozen=True, slots=True)
class Link:
    """One statement's relation to another, and what says so."""

    source: Statement
    target: Statement
    relation: Relation
    basis: str


def number_of(label: str) -> str:
    """The number in a priority's label ("Priority Objective 3" -> "3"), or ""."""
    match = _NUMBER.search(label)
    if not match:
        return ""
    number = plain_number(match.group(1))
    return number if number[0].isdigit() or len(number) == 1 else ""


class _Linker:
    def __init__(self, paper: Paper, sections: Sections, statements: Sequence[Statement]) -> None:
        self.paper = paper
        self.sections = sections
        self.statements = statements
        self.priorities = [s for s in statements if s.kind is Kind.PRIORITY]
        self.actions = [s for s in statements if s.kind is Kind.ACTION]
        self.progress = [s for s in statements if s.kind is Kind.PROGRESS]
        self.by_range = {(p.start, p.end): p for p in self.priorities}
        self.by_range.update(((m.start, m.end), p) for p in self.priorities for m in p.mentions)
        self.numbered = {number: p for p in reversed(self.priorities) if (number := number_of(p.label))}
        self.meaning = Meaning(paper, sections)
        self.numbers = ActionNumbers(paper, self.actions)
        self.places = Places(self.priorities)
        self.leaf_starts = [paper.blocks[i].start for i in paper.leaves]
        self._number_by_sentence()
        if not self.numbered and len(self.places.ordered) > 1:  # "Priority 2" is the second of the only list
            self.numbered = {str(n): p for n, p in enumerate(self.places.ordered, start=1)}
        self.topics = Topics(paper, self.priorities, self.numbered, self.places, self.meaning)
        lists = lists_of_actions(paper, self.actions)
        self.listed = [action for listed in lists for action in listed]
        self.shared = shared_out(paper, lists, self.numbered)
        self.reviews = find_reviews(paper, sections, statements, lists)
        self.items = itemised(paper, sections, statements, self.places.lists)
        self.heads = self._heads()
        self.titled: dict[int, Statement | None] = {}
        self.links: list[Link] = []

    def _heads(self) -> list[tuple[int, int, Statement]]:
        """Priorities that stand as headings over what follows, with the range of it; inner ranges come later."""
        reaches = find_reaches(self.paper, self.sections, self.statements, self.numbered)
        self.reaching = {r.start for r in reaches}
        reached = {id(r.priority) for r in reaches}
        heads = [(r.start, r.end, r.start, r.priority) for r in reaches]
        heads += [
            (r.start, r.end, r.start, r.priority)
            for r in find_outline(self.paper, self.sections, self.statements, self.places.lists, reached)
        ]
        heads += [
            (*domain, start, priority)
            for priority in self.priorities
            if id(priority) not in reached
            for start in (priority.start, *(m.start for m in priority.mentions))
            if (domain := self._domain(start, priority)) is not None
        ]
        heads.sort(key=lambda head: (head[0], head[2]))
        return [(start, end, priority) for start, end, _, priority in heads]

    @cached_property
    def title_of_all(self) -> Statement | None:
        """The priority that is all of the paper's subject: its only one, with its label in the first heading of all."""
        if len(self.priorities) != 1 or self.priorities[0].rule != "heading.priority":
            return None
        first = next(i for i, block in enumerate(self.paper.blocks) if block.kind is BlockKind.HEADING)
        return self.priorities[0] if self.priorities[0].block == first else None

    def _number_by_sentence(self) -> None:
        """Numbers of priorities without a label, by the sentence they stand in ("Priority 1, the aim to ...")."""
        for priority in self.priorities:
            if priority.label or (block := self._block_at(priority.start)) is None:
                continue
            start = max(self.paper.blocks[block].body, self.paper.text.rfind(". ", 0, priority.start) + 1)
            if number := self._number(self.paper.text[start : priority.start]):
                self.numbered.setdefault(number, priority)
            elif letter := _LETTERED.search(self.paper.text, priority.start, self.paper.blocks[block].end):
                self.numbered.setdefault(letter[1].lower(), priority)

    def _domain(self, start: int, priority: Statement) -> tuple[int, int] | None:
        """The section under a priority that is stated at `start`, where that is its heading or its title below it.

        A sentence on a priority within the first paragraph ("The proposal supports priority 4 ...") heads nothing.
        """
        block = self._block_at(start)
        if block is None or self.paper.blocks[block].parent >= 0:
            return None
        section = self.sections.at(block)
        if section.heading < 0 or block - section.heading > 1:
            return None
        if block != section.heading and priority.rule.startswith(("sentence.", "aim.")):
            body = self.paper.blocks[block].end - self.paper.blocks[block].body
            if section.named or priority.end - priority.start < _TITLE_SHARE * body:
                return None
        if self._listed(block) or (len(self.priorities) > 1 and is_whole(section.title)):
            return None
        if priority.rule == "heading.listed":  # it heads the list below it, not the plan that follows the lists
            return section.start, self._end_of_list(block)
        return section.start, section.end

    def _listed(self, block: int) -> bool:
        """Whether a priority is one of a list of them: none of these heads what follows the list."""
        if self.paper.blocks[block].kind is not BlockKind.LIST_ITEM:
            return False
        return any(p.block in (block - 1, block + 1) for p in self.priorities)

    def _end_of_list(self, heading: int) -> int:
        """Where the list right below a heading ends."""
        end = self.paper.blocks[heading].end
        for block in self.paper.blocks[heading + 1 :]:
            if block.kind is not BlockKind.LIST_ITEM:
                break
            end = block.end
        return end

    def _block_at(self, offset: int) -> int | None:
        """Index of the leaf that holds an offset."""
        at = bisect.bisect_right(self.leaf_starts, offset) - 1
        if at < 0 or offset >= self.paper.blocks[self.paper.leaves[at]].end:
            return None
        return self.paper.leaves[at]

    def priority_of(self, statement: Statement) -> tuple[Statement, str] | None:
        """The priority under which a statement stands, and what says so."""
        cell = statement.cells.get("priority")
        if cell and (found := self.by_range.get((cell.start, cell.end))):
            return found, "table row"
        if (shared := self.shared.get(id(statement))) is not None:
            return shared, "reference number"
        if not statement.cells and (opened := self.topics.opened(statement)):
            return opened, "named before it"
        for start, end, priority in reversed(self.heads):
            if start <= statement.start < end:
                return priority, "heading"
        reference = statement.cells.get("reference")
        match = _COMPOUND.match(reference.text(self.paper).strip()) if reference else None
        if match and (found := self.numbered.get((match[1] or match[2]).lower())):
            return found, "reference number"
        text = self.paper.text[statement.start : statement.end]
        if nth := self.places.named(text, self.paper.body(self.paper.blocks[statement.block])):
            return nth, "named in its words"
        if number := self._number(text):
            called = self.numbered.get(number)
            return (called, "named in its words") if called else None
        if (taken_up := self.items.get(statement.block)) is not None:
            return taken_up, "like words"
        # Rows that lost their borders run on under headings that are cells of their table.
        if not statement.rule.startswith("row.") and (found := self._by_section(statement)):
            return found, "heading"
        if (whole := self.title_of_all) is not None and whole.end <= statement.start:
            return whole, "heading"
        if statement.cells:
            return None
        if found := self.topics.before(statement):
            return found, "named before it"
        if like := self.meaning.priority_of(statement, self.priorities):
            return like
        return next(((r.priority, "taken up in turn") for r in self.turns if r.start <= statement.start < r.end), None)

    @cached_property
    def turns(self) -> list[Reach]:
        """Where prose takes up listed priorities one after another."""
        return taken_in_turn(self.paper, self.sections, self.places.lists, self.meaning.wording.common)

    def _number(self, text: str) -> str:
        """The number by which a text names a priority of this paper, or ""."""
        return next((number for _, number in numbers_named(text)), "")

    def _by_section(self, statement: Statement) -> Statement | None:
        """The priority that the heading of a statement's section names, by number or in the same words."""
        block = statement.block
        while self.paper.blocks[block].parent >= 0:
            block = self.paper.blocks[block].parent
        return next((p for s in self.sections.path(block) if (p := self._of_section(s))), None)

    def _of_section(self, section: Section) -> Statement | None:
        if section.heading < 0 or section.named or self.paper.blocks[section.heading].start in self.reaching:
            return None
        if section.heading not in self.titled:
            by_number = self.numbered.get(self._number(section.title))
            self.titled[section.heading] = by_number or self.meaning.by_title(section.title, self.priorities)
        return self.titled[section.heading]

    def by_codes(self, statement: Statement) -> list[Statement]:
        """The priorities that a row names by their codes ("SO1, SO3")."""
        cell = statement.cells.get("priority_codes")
        if cell is None:
            return []
        codes = {fold(word) for word in _CODE_SPLIT.split(self.paper.text[cell.start : cell.end])} - {"", "and"}
        named = [p for p in self.priorities if p.label and fold(p.label) in codes]
        return named or [p for p in self.priorities if p.label and number_of(p.label) in codes]

    def link(self) -> list[Link]:
        """All links."""
        by_group: dict[int, list[Statement]] = defaultdict(list)
        for action in self.actions:
            coded = self.by_codes(action)
            self.links.extend(Link(action, p, Relation.SERVES, "code in its row") for p in coded)
            found = self.priority_of(action)
            if found and found[0] not in coded:
                self.links.append(Link(action, found[0], Relation.SERVES, found[1]))
            if action.group >= 0:
                by_group[action.group].append(action)
        served: dict[Statement, Statement] = {}
        for link in self.links:
            served.setdefault(link.source, link.target)
        for report in self.progress:
            own = by_group.get(report.group, []) if report.group >= 0 else []
            if not report.cells and (numbered := self.numbers.named(report)):
                own = [numbered]
                self.links.append(Link(report, numbered, Relation.REPORTS_ON, "named in its words"))
            elif not report.cells and (reviewed := self._reviewed(report)):
                own = [reviewed[0]]
                self.links.append(Link(report, reviewed[0], Relation.REPORTS_ON, reviewed[1]))
            else:
                for action in own:
                    same = (action.start, action.end) == (report.start, report.end)
                    basis = "same words" if same else "stands beside it"
                    self.links.append(Link(report, action, Relation.REPORTS_ON, basis))
            if not own and not report.cells and (found := self.meaning.action_of(report, self.actions)):
                own = [found[0]]
                self.links.append(Link(report, found[0], Relation.REPORTS_ON, found[1]))
            self._served(report, own, served)
        known = {id(p) for p in self.priorities}
        for priority in self.priorities:
            for other in priority.aligned:
                if id(other) in known:
                    self.links.append(Link(priority, other, Relation.ALIGNED_WITH, "table row"))
        return self.links

    def _reviewed(self, report: Statement) -> tuple[Statement, str] | None:
        """The listed action that is reviewed where a report stands, or of which it speaks in prose further on."""
        if found := next((r.priority for r in reversed(self.reviews) if r.start <= report.start < r.end), None):
            return found, "heading"
        listed = [a for a in self.listed if a.block < report.block]
        if not listed or not report.rule.startswith("sentence."):
            return None
        like = self.meaning.action_of(report, listed)
        return like if like and like[1] == "like words" else None

    def _served(self, report: Statement, own: Sequence[Statement], served: Mapping[Statement, Statement]) -> None:
        """Link a report to the priority of its action, else to that under which it stands."""
        if own and own[0] in served:
            self.links.append(Link(report, served[own[0]], Relation.SERVES, "by its action"))
        elif found := self.priority_of(report):
            self.links.append(Link(report, found[0], Relation.SERVES, found[1]))


def find_links(paper: Paper, sections: Sections, statements: Sequence[Statement]) -> list[Link]:
    """All links among the statements of a paper, each said by the paper's own layout or words.

    `basis` of a link is how it was made: by layout ("table row", "heading", "stands beside it", "same words"), by a
    number or name ("reference number", "code in its row", "named in its words", "named before it"), by sentences that
    go on from one another ("goes on from it", "within its words"), by the order of a list ("taken up in turn"), or by
    meaning ("like words", "like meaning").
    """
    return _Linker(paper, sections, statements).link()


def without_doubles(statements: Sequence[Statement], links: Sequence[Link]) -> tuple[list[Statement], list[Link]]:
    """The statements and links less the actions that only report in other words on one that a list has.

    Such an action was heard in a sentence that is a report as well, and the report was linked to the listed action.
    """
    linked: dict[tuple[int, int], bool] = {}  # by range of a report: whether all its actions stand elsewhere
    for link in links:
        if link.relation is Relation.REPORTS_ON:
            at = (link.source.start, link.source.end)
            elsewhere = at != (link.target.start, link.target.end)
            linked[at] = elsewhere and linked.get(at, True)
    gone = {
        id(s)
        for s in statements
        if s.kind is Kind.ACTION and s.rule == "sentence.action" and linked.get((s.start, s.end), False)
    }
    kept = [link for link in links if id(link.source) not in gone and id(link.target) not in gone]
    return [s for s in statements if id(s) not in gone], kept


__all__ = ["Link", "find_links", "number_of", "without_doubles"]
