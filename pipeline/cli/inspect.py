"""`papers inspect`: one paper's structure, front matter, sections and records, to read in the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.terminal import (
    UserError,
    config_option,
    data_console,
    message_console,
    register_option,
    settings_of,
    tells_user,
)

if TYPE_CHECKING:
    from rich.console import Console

    from pipeline.config import Settings
    from schemas.dataset import Records
    from schemas.paper import Block, Paper

EPILOG = """\b
Example:
  papers inspect report.pdf --only records
  papers inspect report.pdf --page 2 --png page2.png
"""
PARTS = ("structure", "front", "sections", "records")


@click.command(epilog=EPILOG, short_help="One paper's structure and records, to read.")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--only", multiple=True, type=click.Choice(PARTS), help="Show this part; may be given several times.")
@click.option("--page", type=click.IntRange(min=1), help="With --png: the page of the PDF to draw, from 1.")
@click.option(
    "--png", type=click.Path(path_type=Path, dir_okay=False), help="Draw --page with its blocks outlined; nothing else."
)
@config_option
@register_option
@tells_user
def inspect(
    file: Path,
    only: tuple[str, ...],
    page: int | None,
    png: Path | None,
    config: Path | None,
    registers: tuple[Path, ...],
) -> None:
    """Show what the program sees in FILE, a paper or a frozen paper of a run (papers/*.json.gz).

    With --page and --png, draw that page of a PDF instead, each block outlined in the colour of its kind and with its
    number in the document model (see `papers ingest --json`).
    """
    settings = settings_of(config, registers)
    if (page is None) != (png is None):
        raise click.UsageError("--page and --png go together: --page 2 --png page.png")
    if page is not None and png is not None:
        _draw(file, page, png, settings)
        return
    if file.name.endswith((".json.gz", ".json", ".jsonl")):
        from pipeline.export.frozen import read_papers

        papers = read_papers(file)
    else:
        from pipeline.ingest import Source, read

        papers = read(Source(file.as_posix(), file.read_bytes()), settings.ingest)
    parts = only or PARTS
    extractor = None
    if {"front", "records"} & set(parts):
        from pipeline.extract.extractor import Extractor

        extractor = Extractor(settings)
    console = data_console()
    for paper in papers:
        _head(console, paper)
        if "structure" in parts:
            _structure(console, paper)
        if "sections" in parts:
            _sections(console, paper)
        if extractor:
            records = extractor.extract(paper)
            if "front" in parts:
                _front(console, records)
            if "records" in parts:
                _records(console, records)


def _draw(file: Path, page: int, png: Path, settings: Settings) -> None:
    from pipeline.cli.draw import COLOURS, PageError, draw_page
    from pipeline.ingest import Source, read

    data = file.read_bytes()
    try:
        drawn = draw_page(data, read(Source(file.as_posix(), data), settings.ingest), page)
    except PageError as error:
        raise UserError(f"{file}: {error}") from error
    png.write_bytes(drawn)
    console = message_console()
    for kind, colour in COLOURS.items():
        console.print(f"[{colour}]■[/] {kind.value.replace('_', ' ')}")
    console.print(str(png), markup=False)


def _say(console: Console, text: str, style: str | None = None) -> None:
    console.print(text, style=style, markup=False)


def _title(console: Console, text: str) -> None:
    console.print()
    _say(console, text.upper(), "bold cyan")


def _head(console: Console, paper: Paper) -> None:
    pages = f", {len(paper.pages)} pages" if paper.pages else ""
    _say(console, f"{paper.file}: {paper.media_type}{pages}, {paper.words:,} words, paper {paper.paper_id}", "bold")
    for warning in paper.warnings:
        _say(console, f"warning: {warning}", "yellow")
    for furniture in paper.furniture:
        _say(console, f"left out of the text: {furniture}", "dim")


def _structure(console: Console, paper: Paper) -> None:
    _title(console, "structure")
    depth: list[int] = []
    for i, block in enumerate(paper.blocks):
        depth.append(depth[block.parent] + 1 if block.parent >= 0 else 0)
        if block.parent < 0 or not _alone(paper, block.parent):
            within = f" {_block(paper, paper.blocks[paper.children(i)[0]])}" if _alone(paper, i) else ""
            _say(console, "  " * depth[-1] + _block(paper, block) + within)


def _alone(paper: Paper, index: int) -> bool:
    """Whether a block is a cell that holds one block, which is shown on the cell's line."""
    from schemas.paper import BlockKind

    return paper.blocks[index].kind is BlockKind.CELL and len(paper.children(index)) == 1


def _block(paper: Paper, block: Block) -> str:
    from schemas.paper import BlockKind

    page = next((f" p{line.page}" for line in paper.lines_of(block.start, block.end)), "")
    if block.kind is BlockKind.TABLE:
        return f"table{page}"
    if block.kind is BlockKind.CELL:
        spans = f" spans {block.row_span}x{block.column_span}" if block.row_span * block.column_span > 1 else ""
        return f"cell {block.row},{block.column}{spans}{' header' if block.header else ''}"
    kind = block.kind.value.replace("_", " ")
    if block.kind is BlockKind.HEADING:
        kind += f" {block.level}"
    elif block.level:
        kind += f" depth {block.level}"
    bold = " bold" if block.bold else ""
    marker = f" [{block.marker}]" if block.marker else ""
    return f"{kind}{bold}{page}{marker}: {paper.body(block)}"


def _sections(console: Console, paper: Paper) -> None:
    from pipeline.extract.sections import find_sections

    _title(console, "sections")
    for section in find_sections(paper).all:
        number = f"{section.number} " if section.number else ""
        _say(console, f"{'  ' * max(section.level - 1, 0)}{section.role}: {number}{section.title or '(no heading)'}")


def _front(console: Console, records: Records) -> None:
    _title(console, "front matter")
    for row in records.paper_fields:
        page = f", p{row.page}" if row.page else ""
        said = " ".join((row.words or "").split())
        words = f" “{said}”" if said and said != row.value else ""
        _say(console, f"{row.field}: {row.value}{words}  ({row.source.value}, {row.rule}{page})")


def _records(console: Console, records: Records) -> None:
    targets: dict[str, list[str]] = {}
    for link in records.record_links:
        targets.setdefault(link.from_id, []).append(f"{link.relation.value} {link.to_id} ({link.basis})")
    if records.recommendations:
        _title(console, "recommendations")
        for recommendation in records.recommendations:
            _say(console, f"{recommendation.number or '-'} {recommendation.text}")
    _title(console, "priorities")
    for priority in records.priorities:
        label = f"[{priority.label}] " if priority.label else ""
        themes = (f"themes {priority.themes}" if priority.themes else "",)
        _say(console, f"{priority.priority_id} {label}{priority.text}")
        _why(console, priority.page, priority.rule, priority.cue, priority.section, themes)
    _title(console, "actions")
    for action in records.actions:
        _say(console, f"{action.action_id} {action.status.value}: {action.text}")
        more = (
            f"status words “{action.status_text}”" if action.status_text else "",
            f"lead {action.lead}" if action.lead else "",
            f"due {action.due_date or action.due_text}" if action.due_date or action.due_text else "",
            f"themes {action.themes}" if action.themes else "",
            *targets.get(action.action_id, ()),
        )
        _why(console, action.page, action.rule, action.cue, action.section, more)
    _title(console, "progress")
    for progress in records.progress:
        _say(console, f"{progress.progress_id} {progress.status.value}: {progress.text}")
        more = (f"as of {progress.as_of}" if progress.as_of else "", *targets.get(progress.progress_id, ()))
        _why(console, progress.page, progress.rule, progress.cue, progress.section, more)
    if records.measures:
        _title(console, "measures")
        for measure in records.measures:
            baseline = f" (from {measure.baseline:g})" if measure.baseline is not None else ""
            what = measure.quantity or measure.unit or ""
            page = f"  (p{measure.page})" if measure.page else ""
            _say(console, f"{measure.value:g}{baseline} {what}: {measure.text}{page}")


def _why(
    console: Console, page: int | None, rule: str, cue: str | None, section: str | None, more: tuple[str, ...]
) -> None:
    """The line under a record: where it stands, the rule that made it, its cue, its links."""
    parts = (
        f"p{page}" if page else "",
        f"rule {rule}",
        f"cue “{cue}”" if cue else "",
        f"in {section}" if section else "",
        *more,
    )
    _say(console, "    " + " · ".join(filter(None, parts)), "dim")
