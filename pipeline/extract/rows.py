"""What was found in a paper, as rows: ids, places, statuses put together, links by id."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from pipeline.columns import is_under_way
from pipeline.extract.commitment import commitment_of
from pipeline.extract.components import Findings, sections_of
from pipeline.extract.confidence import Calibration, confidence_of
from pipeline.extract.due import Due, due_after, find_due
from pipeline.extract.lead import Around, Lead, find_lead
from pipeline.extract.links import Link
from pipeline.extract.measures import find_measures
from pipeline.extract.reported import AsOf, as_of
from pipeline.extract.statements.model import Kind, Span, Statement
from pipeline.extract.status import Certainty, Legend, StatusFinding, combine, key_of, status_of
from pipeline.extract.status.around import StatusAround
from pipeline.extract.themes import Taxonomy, themes_of
from schemas.ids import fold, record_id
from schemas.paper import BlockKind
from schemas.records import (
    ActionRow,
    LinkRow,
    MeasureRow,
    PlaceRow,
    PriorityRow,
    ProgressRow,
    ThemeRow,
)
from schemas.states import Relation, Status

_ONGOING = re.compile(
    r"\s*(?:on-?\s?going|under\s?way|in progress|continuous|already (?:started|under way))\b", re.IGNORECASE
)
"""When an action is due that is being done already."""


@dataclass(slots=True)
class RowSet:
    """The rows of one paper's records, in reading order."""

    priorities: list[PriorityRow] = field(default_factory=list)
    actions: list[ActionRow] = field(default_factory=list)
    progress: list[ProgressRow] = field(default_factory=list)
    measures: list[MeasureRow] = field(default_factory=list)
    links: list[LinkRow] = field(default_factory=list)
    themes: list[ThemeRow] = field(default_factory=list)
    places: list[PlaceRow] = field(default_factory=list)


class RowBuilder:
    """Makes the rows of one paper's records."""

    def __init__(
        self, findings: Findings, legend: Legend | None, taxonomy: Taxonomy | None, calibration: Calibration
    ) -> None:
        self.calibration = calibration
        self.statements = findings.statements
        self.links = findings.links
        self.sections = sections_of(findings)
        self.paper = findings.paper
        self.legend = legend
        self.taxonomy = taxonomy
        self.rows = RowSet()
        self.occurrences: Counter[tuple[str, str]] = Counter()
        self.ids: dict[Statement, str] = {}
        self.findings: dict[Statement, StatusFinding] = {}
        self.measured: set[tuple[int, int]] = set()
        self.outgoing: dict[Statement, list[Link]] = defaultdict(list)
        self.reports: dict[Statement, list[Statement]] = defaultdict(list)
        for link in self.links:
            self.outgoing[link.source].append(link)
            if link.relation is Relation.REPORTS_ON:
                self.reports[link.target].append(link.source)
        values = findings.front.values if findings.front else ()
        self.around = Around(
            self.paper,
            self.sections,
            [(v.start, v.end) for v in values if v.start is not None and v.end is not None],
        )
        self.states = StatusAround(self.paper, self.sections, legend)
        self.starts = {s.start for s in self.statements if s.kind is Kind.ACTION}
        date = findings.front.first("meeting_date") if findings.front else None
        self.meeting = date.value if date else None

    def new_id(self, kind: str, text: str) -> str:
        """Id of the next record of this kind with these words."""
        key = (kind, fold(text))
        occurrence = self.occurrences[key]
        self.occurrences[key] += 1
        return record_id(self.paper.record_scope, kind, text, occurrence)

    def text(self, span: Statement | Span) -> str:
        """The words of a range."""
        return self.paper.text[span.start : span.end]

    def place(self, identity: str, start: int, end: int) -> int | None:
        """Note the places of a record; its first page."""
        places = self.paper.places(start, end)
        for n, p in enumerate(places, 1):
            x0, y0, x1, y1 = (round(v, 2) for v in (p.x0, p.y0, p.x1, p.y1))
            self.rows.places.append(
                PlaceRow(
                    record_id=identity, n=n, page=p.page, page_label=p.page_label or None, x0=x0, y0=y0, x1=x1, y1=y1
                )
            )
        return places[0].page if places else None

    def themes(self, identity: str, text: str) -> str | None:
        """Note the themes of a record; its codes joined."""
        taxonomy = self.taxonomy
        if taxonomy is None:
            return None
        found = themes_of(text, taxonomy)
        for theme in found:
            self.rows.themes.append(
                ThemeRow(record_id=identity, taxonomy=taxonomy.name, theme=theme.code, cue=theme.cue or None)
            )
        return ";".join(theme.code for theme in found) or None

    def section(self, statement: Statement) -> str | None:
        """The heading under which a statement stands."""
        title = self.sections.at(self.paper.top(statement.block)).title
        return " ".join(title.split()) or None

    def status(self, statement: Statement) -> StatusFinding:
        """How far the work is, found once a statement: a report is asked for itself and for its action."""
        if statement not in self.findings:
            self.findings[statement] = self.find_status(statement)
        return self.findings[statement]

    def find_status(self, statement: Statement) -> StatusFinding:
        """The status by the row's status cell, else by the statement's own words, else by what stands round it."""
        if (by_cell := self.cell_status(statement)) is not None:
            return by_cell
        progress = statement.kind is Kind.PROGRESS
        found = status_of(
            self.text(statement),
            kind="progress" if progress else "action",
            legend=self.legend,
            lead_in=statement.cue if statement.rule.startswith("list.") else "",
            about=self.about(statement),
        )
        if statement.cells:
            return found if progress else self.by_row(statement, found)
        if (marked := self.states.before(statement)) or (marked := self.states.rating(statement)):
            return marked
        if progress:
            told = self.states.heading(statement.block) if found.certainty is Certainty.ASSUMED else None
            return told if told and told.status is not Status.NOT_STARTED else found
        if found.certainty is not Certainty.STATED:
            found = self.by_row(statement, found)
            return self.states.aside(statement) or self.states.heading(statement.block) or found
        return self.states.aside(statement) or found if found.status is Status.NOT_STARTED else found

    def about(self, report: Statement) -> str:
        """The words of the action that a report is on, where they are not the report's own."""
        for link in self.outgoing[report]:
            if link.relation is Relation.REPORTS_ON and link.target.start != report.start:
                return self.text(link.target)
        return ""

    def by_row(self, action: Statement, found: StatusFinding) -> StatusFinding:
        """The status of an action whose own words only imply one: under way where its table or its date says so."""
        if found.certainty is Certainty.STATED:
            return found
        when = action.cells.get("due")
        if action.rule == "table.action" and is_under_way(action.cue):
            return StatusFinding(Status.IN_PROGRESS, None, action.cue, Certainty.IMPLIED)
        if when is not None and (match := _ONGOING.match(self.text(when))):
            return StatusFinding(Status.IN_PROGRESS, None, match.group(), Certainty.IMPLIED)
        return found

    def cell_status(self, statement: Statement) -> StatusFinding | None:
        """The status that the row's status cell tells; None where there is none or it says nothing clear."""
        cell = statement.cells.get("status")
        if cell is None or (statement.start, statement.end) == (cell.start, cell.end):
            return None
        finding = status_of(self.text(cell), kind="cell", legend=self.legend)
        if finding.status in (Status.BEHIND, Status.NOT_STARTED) or self.open_key(cell):
            # What a rating leaves open ("will not be met, or stopped") the report itself may tell.
            own = status_of(self.text(statement), kind="progress" if statement.kind is Kind.PROGRESS else "action")
            if own.certainty is Certainty.STATED and own.status in (Status.STOPPED, *self.open_key(cell)):
                return own
        return finding if finding.status is not Status.UNCLEAR else None

    def open_key(self, cell: Span) -> tuple[Status, ...]:
        """The states that a rating may stand for, where the paper's key gives it more than one."""
        key = key_of(self.text(cell))
        return tuple(sorted(self.legend.either.get(key, ()))) if self.legend and key else ()

    def build(self) -> RowSet:
        """All rows."""
        for statement in self.statements:
            self.ids[statement] = self.new_id(statement.kind, self.text(statement))
        for statement in self.statements:
            if statement.kind is Kind.PRIORITY:
                self.priority(statement)
            elif statement.kind is Kind.ACTION:
                self.action(statement)
            else:
                self.report(statement)
        for link in self.links:
            self.rows.links.append(
                LinkRow(
                    paper_id=self.paper.paper_id,
                    from_id=self.ids[link.source],
                    to_id=self.ids[link.target],
                    relation=link.relation,
                    basis=link.basis,
                )
            )
        return self.rows

    def first(self, statement: Statement, relation: Relation) -> str | None:
        """Id of the first record that a statement stands to in a relation."""
        return next((self.ids[link.target] for link in self.outgoing[statement] if link.relation is relation), None)

    def priority(self, s: Statement) -> None:
        """One priority."""
        identity, text = self.ids[s], self.text(s)
        self.rows.priorities.append(
            PriorityRow(
                paper_id=self.paper.paper_id,
                priority_id=identity,
                label=s.label or None,
                text=text,
                themes=self.themes(identity, text),
                scope=s.scope or None,
                section=self.section(s),
                page=self.place(identity, s.start, s.end),
                start=s.start,
                end=s.end,
                rule=s.rule,
                cue=s.cue or None,
                confidence=confidence_of(s, self.calibration),
                ocr=self.paper.is_ocr(s.start, s.end),
            )
        )

    def action(self, s: Statement) -> None:
        """One action, with the status of its latest report."""
        identity, text = self.ids[s], self.text(s)
        finding = self.status(s)
        due = self.due(s)
        lead = self.lead(s)
        partners = list(lead.partners) if lead else []
        if "partners" in s.cells:
            partners.append(" ".join(self.text(s.cells["partners"]).split()))
        self.rows.actions.append(
            ActionRow(
                paper_id=self.paper.paper_id,
                action_id=identity,
                priority_id=self.first(s, Relation.SERVES),
                text=text,
                status=self.action_status(s),
                status_text=self.status_words(s, finding),
                lead=" ".join(lead.text.split()) if lead else None,
                partners="; ".join(partners) or None,
                due_text=" ".join(due.text.split()) if due else None,
                due_date=due.date if due else None,
                due_from=due.date_from if due else None,
                due_to=due.date_to if due else None,
                themes=self.themes(identity, text),
                commitment=commitment_of(text).commitment,
                section=self.section(s),
                page=self.place(identity, s.start, s.end),
                start=s.start,
                end=s.end,
                rule=s.rule,
                cue=s.cue or None,
                confidence=confidence_of(s, self.calibration),
                ocr=self.paper.is_ocr(s.start, s.end),
            )
        )
        self.measures(s, identity)

    def action_status(self, s: Statement) -> Status:
        """How far an action has got: by its reports, without any by its own words."""
        return combine([self.dated_status(r) for r in self.reports[s]], self.status(s).status)

    def as_of(self, s: Statement) -> AsOf | None:
        """The time for which a report speaks."""
        return as_of(self.text(s), s.cue if s.rule in ("table.progress", "form.progress") else "", self.meeting)

    def dated_status(self, report: Statement) -> tuple[Status, str | None]:
        """A report's status and date; a date in its words alone does not set it before the reports beside it."""
        time = self.as_of(report)
        return self.status(report).status, time.until or time.date if time and time.by_column else None

    def status_words(self, s: Statement, finding: StatusFinding) -> str | None:
        """The words that tell the status: those of the status cell as written, else those that decided."""
        cell = s.cells.get("status")
        if cell is not None:
            return " ".join(self.text(cell).split()) or None
        if finding.words is None:
            return None
        start, end = finding.words
        return " ".join(self.text(s)[start:end].split()) or None

    def due(self, s: Statement) -> Due | None:
        """When an action is due: by its row's column, else by its own words, else by the sentence that goes on."""
        found = self.due_found(s)
        return found[0] if found else None

    def due_found(self, s: Statement) -> tuple[Due, Span | None] | None:
        """When an action is due, and the cell or the sentence behind it that says so; None where its own words do."""
        cell = s.cells.get("due")
        by_cell = find_due(self.text(cell), kind="cell", reference=self.meeting) if cell is not None else None
        item = self.paper.blocks[s.block].kind is BlockKind.LIST_ITEM
        if cell is None or (item and (by_cell is None or by_cell.date_from is None)):
            # One of several in a cell whose row says "Ongoing" of them all may have a date of its own.
            own = find_due(self.text(s), kind="sentence", reference=self.meeting)
            if own and (cell is None or own.date) and not self.over(s, own):
                return own, None
        if not s.cells and s.rule.startswith("sentence."):
            return due_after(self.paper, s.block, s.end, self.starts, self.meeting)
        return (by_cell, cell) if by_cell else None

    def over(self, s: Statement, due: Due) -> bool:
        """Whether a date in an action's words is that of what is done already."""
        over = self.status(s).status in (Status.COMPLETED, Status.STOPPED)
        return over and s.rule == "list.completed" and due.date_from is not None

    def lead(self, s: Statement) -> Lead | None:
        """Who is responsible: by the row's column, else by the action's own words, else by those round it."""
        found = self.lead_found(s)
        return found[0] if found else None

    def lead_found(self, s: Statement) -> tuple[Lead, Span | None] | None:
        """Who is responsible, and the cell or the words round it that say so; None where its own words do."""
        if (cell := s.cells.get("lead")) is not None:
            by_cell = find_lead(self.text(cell), kind="cell")
            return (by_cell, cell) if by_cell else None
        if own := find_lead(self.text(s), kind="sentence"):
            return own, None
        return self.around.lead(s.block, s.start, s.end)

    def report(self, s: Statement) -> None:
        """One progress statement."""
        identity, text = self.ids[s], self.text(s)
        finding = self.status(s)
        time = self.as_of(s)
        self.rows.progress.append(
            ProgressRow(
                paper_id=self.paper.paper_id,
                progress_id=identity,
                action_id=self.first(s, Relation.REPORTS_ON),
                priority_id=self.first(s, Relation.SERVES),
                text=text,
                status=finding.status,
                status_text=self.status_words(s, finding),
                as_of_text=" ".join(time.text.split()) if time else None,
                as_of=time.date if time else None,
                section=self.section(s),
                page=self.place(identity, s.start, s.end),
                start=s.start,
                end=s.end,
                rule=s.rule,
                cue=s.cue or None,
                confidence=confidence_of(s, self.calibration),
                ocr=self.paper.is_ocr(s.start, s.end),
            )
        )
        self.measures(s, identity)

    def measures(self, s: Statement, identity: str) -> None:
        """The quantities in a record's words, once where an action and its report are the same words."""
        for m in find_measures(self.text(s), reference=self.meeting):
            start, end = s.start + m.start, s.start + m.end
            if (start, end) in self.measured:
                continue
            self.measured.add((start, end))
            text = self.paper.text[start:end]
            self.rows.measures.append(
                MeasureRow(
                    paper_id=self.paper.paper_id,
                    measure_id=self.new_id("measure", text),
                    record_id=identity,
                    text=text,
                    quantity=m.quantity or None,
                    value=m.value,
                    baseline=m.baseline,
                    unit=m.unit or None,
                    value_date=m.value_date,
                    baseline_date=m.baseline_date,
                    page=self.paper.page_of(start),
                    start=start,
                    end=end,
                    ocr=self.paper.is_ocr(start, end),
                )
            )
