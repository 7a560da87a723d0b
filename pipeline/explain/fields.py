"""The fields of a record, each with the words that decided it."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.explain.model import Decided, Words
from pipeline.extract.commitment import commitment_of
from pipeline.extract.rows import RowBuilder
from pipeline.extract.statements.model import Kind, Span, Statement
from pipeline.extract.status import Certainty, StatusFinding
from schemas.states import Status

_CERTAIN = {
    Certainty.STATED: "words state it",
    Certainty.IMPLIED: "tense, voice or the list's lead-in imply it",
    Certainty.ASSUMED: "no words say so; assumed",
}


def within(builder: RowBuilder, span: Span | Statement, words: tuple[int, int] | None) -> Words | None:
    """Words at a range of a statement (or cell), with their place in the paper."""
    if words is None:
        return None
    start, end = span.start + words[0], span.start + words[1]
    return Words(builder.paper.text[start:end], start, end)


def _whole(builder: RowBuilder, span: Span) -> Words:
    return Words(builder.text(span), span.start, span.end)


def fields_of(builder: RowBuilder, statement: Statement) -> Iterator[Decided]:
    """The fields of a record in the order of the tables' columns, those that say something."""
    if statement.label:
        yield Decided("label", statement.label, "printed before it, or in its row")
    if statement.scope:
        yield Decided("scope", statement.scope, "by the name of its column")
    if statement.kind is Kind.ACTION:
        yield from _status_of_action(builder, statement)
        yield from _lead(builder, statement)
        yield from _due(builder, statement)
        yield from _commitment(builder, statement)
    elif statement.kind is Kind.PROGRESS:
        yield _status(builder, statement, builder.status(statement))
        if time := builder.as_of(statement):
            how = "by the name of its column" if time.by_column else "in its own words"
            yield Decided("as of", time.date or time.text, how, Words(time.text))
    for theme in builder.rows.themes:
        if theme.record_id == builder.ids[statement]:
            yield Decided("theme", theme.theme, f"taxonomy {theme.taxonomy}", Words(theme.cue) if theme.cue else None)
    for mention in statement.mentions:
        yield Decided("also stated", "", "the same priority in other words or again", _whole(builder, mention))


def _status(builder: RowBuilder, statement: Statement, finding: StatusFinding, field: str = "status") -> Decided:
    cell = statement.cells.get("status")
    if cell is not None and builder.cell_status(statement):
        how = f"by the row's status cell, {_CERTAIN[finding.certainty]}"
        return Decided(field, finding.status.value, how, within(builder, cell, finding.words) or _whole(builder, cell))
    words = within(builder, statement, finding.words) or (Words(finding.cue) if finding.cue else None)
    return Decided(field, finding.status.value, f"by its own words: {_CERTAIN[finding.certainty]}", words)


def _status_of_action(builder: RowBuilder, action: Statement) -> Iterator[Decided]:
    """The status of an action, by its reports where it has some."""
    reports = builder.reports[action]
    own = builder.status(action)
    if not reports:
        yield _status(builder, action, own)
        return
    status: Status = builder.action_status(action)
    several = f"the latest of {len(reports)} reports" if len(reports) > 1 else "its report"
    yield Decided("status", status.value, f"by {several}")
    for report in reports:
        found = _status(builder, report, builder.status(report))
        yield Decided("report", found.value, f"{builder.ids[report]}, {found.how}", found.words)
    yield _status(builder, action, own, "status by its own words alone")


def _lead(builder: RowBuilder, action: Statement) -> Iterator[Decided]:
    if found := builder.lead_found(action):
        lead, said = found
        how = "named in its own words as the one who does it"
        if said:
            how = "by the row's column of leads" if said is action.cells.get("lead") else "named once for several"
        words = within(builder, said or action, (lead.start, lead.end))
        yield Decided("lead", " ".join(lead.text.split()), how, words)
        for partner in lead.partners:
            yield Decided("partner", " ".join(partner.split()), "named beside the lead")
    if cell := action.cells.get("partners"):
        yield Decided("partner", " ".join(builder.text(cell).split()), "by the row's column", _whole(builder, cell))


def _due(builder: RowBuilder, action: Statement) -> Iterator[Decided]:
    if found := builder.due_found(action):
        due, said = found
        how = "in its own words"
        if said:
            how = "by the row's column of dates" if said is action.cells.get("due") else "in the sentence that goes on"
        words = within(builder, said or action, (due.start, due.end))
        yield Decided("due", due.date or due.date_to or " ".join(due.text.split()), how, words)


def _commitment(builder: RowBuilder, action: Statement) -> Iterator[Decided]:
    found = commitment_of(builder.text(action))
    how = "words say so" if found.words else "no words of doubt, condition or refusal"
    yield Decided("commitment", found.commitment.value, how, within(builder, action, found.words))
