"""`papers explain`: why a record is one, and why a sentence is none."""

from __future__ import annotations

import json
from dataclasses import asdict
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
    from collections.abc import Mapping

    from rich.console import Console

    from pipeline.config import Settings
    from pipeline.explain import Explainer, Explanation, RecordExplanation, SentenceExplanation
    from pipeline.explain.model import Heading, Score, Weighed, Words
    from schemas.paper import Paper

EPILOG = """\b
Examples:
  papers explain report.pdf 0123456789abcdef
  papers explain report.pdf --text "will be reviewed"
"""
_SHOWN = 20
_LONGEST = 160  # characters of another record's words


@click.command(epilog=EPILOG, short_help="Why a record is one, or a sentence none.")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("record", required=False)
@click.option("--text", "words", help="Words of the paper: what became of the sentences in which they stand.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object an explanation.")
@click.option(
    "--manifest",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The manifest of the run (CSV), if it had one.",
)
@config_option
@register_option
@tells_user
def explain(
    file: Path,
    record: str | None,
    words: str | None,
    as_json: bool,
    manifest: Path | None,
    config: Path | None,
    registers: tuple[Path, ...],
) -> None:
    """Explain RECORD, an id in the tables or the beginning of one, in FILE: a paper, or a frozen paper of a run.

    Tells the rule or model that made it, the words that decided, its links, and what it nearly was. With --text, tells
    of every sentence with those words what was made of it, or why nothing was. Settings, registers and manifest must
    be those of the run.
    """
    if (record is None) == (words is None):
        raise click.UsageError("Give either the id of a record, or --text with words of the paper.")
    from pipeline.explain import NotFoundError

    settings = settings_of(config, registers)
    papers = _read(file, settings)
    try:
        told = _of_record(file, papers, record, settings, manifest) if record is not None else []
        if words is not None:
            told = _of_words(papers, words, settings, manifest)
    except NotFoundError as error:
        raise UserError(f"{file}: {error}") from error
    if len(told) > _SHOWN:
        message_console().print(f"The first {_SHOWN} of {len(told)} explanations; quote more words to see the rest.")
    console = data_console()
    for n, explanation in enumerate(told[:_SHOWN]):
        if as_json:
            click.echo(json.dumps(_as_json(explanation), ensure_ascii=False))
            continue
        if n:
            _say(console, "")
        _show(console, explanation)


def _read(file: Path, settings: Settings) -> list[Paper]:
    if file.name.endswith((".json.gz", ".json", ".jsonl")):
        from pipeline.export.frozen import read_papers

        return read_papers(file)
    from pipeline.ingest import Source, read

    return read(Source(file.as_posix(), file.read_bytes()), settings.ingest)


def _explainers(papers: list[Paper], settings: Settings, manifest: Path | None) -> list[Explainer]:
    from pipeline.explain import Explainer
    from pipeline.extract.extractor import Extractor

    extractor = Extractor(settings)
    return [Explainer(extractor, paper, _values(paper, manifest)) for paper in papers]


def _values(paper: Paper, manifest: Path | None) -> Mapping[str, str] | None:
    """What the manifest says of a paper's file; rows of other files are not looked at."""
    if manifest is None:
        return None
    from pipeline.batch import Input, read_manifest

    assigned, _ = read_manifest(manifest).assign([Input(paper.file, Path(paper.file))])
    return assigned.get(paper.file)


def _of_record(
    file: Path, papers: list[Paper], record: str, settings: Settings, manifest: Path | None
) -> list[Explanation]:
    from pipeline.explain import record_named

    explainers = _explainers(papers, settings, manifest)
    ids = [identity for explainer in explainers for identity in explainer.ids]
    identity = record_named(record, ids, f"`papers inspect {file.name} --only records`")
    return [explainer.record(identity) for explainer in explainers if identity in explainer.ids]


def _of_words(papers: list[Paper], words: str, settings: Settings, manifest: Path | None) -> list[Explanation]:
    from pipeline.explain import holds, nothing_like

    holding = [paper for paper in papers if holds(paper, words)]
    if not holding:
        raise nothing_like(papers, words)
    return [told for explainer in _explainers(holding, settings, manifest) for told in explainer.passage(words)]


def _as_json(explanation: Explanation) -> dict[str, object]:
    from pipeline.explain import RecordExplanation

    what = "record" if isinstance(explanation, RecordExplanation) else "sentence"
    return {"explains": what, **asdict(explanation)}


def _say(console: Console, text: str, style: str | None = None) -> None:
    console.print(text, style=style, markup=False)


def _line(console: Console, name: str, text: str) -> None:
    from rich.text import Text

    console.print(Text.assemble((f"{name + ':':<13} ", "cyan"), text))


def _show(console: Console, explanation: Explanation) -> None:
    from pipeline.explain import RecordExplanation

    if isinstance(explanation, RecordExplanation):
        _record(console, explanation)
    else:
        _sentence(console, explanation)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _quoted(words: Words) -> str:
    at = f" [{words.start}:{words.end}]" if words.start is not None else ""
    return f"“{_plain(words.text)}”{at}"


def _head(console: Console, name: str, told: RecordExplanation | SentenceExplanation) -> None:
    page = f", page {told.page}" if told.page else ""
    _say(console, f"{name}{page} [{told.start}:{told.end}]", "bold")
    _say(console, f"  {_plain(told.text)}")


def _path(path: tuple[Heading, ...]) -> str:
    """The sections from the top down, each with its role where its own heading gives it."""
    titles = [f"{h.title} ({h.role})" if h.named else h.title for h in reversed(path)]
    role = f"; role {path[0].role}" if path and not path[0].named else ""
    return (" > ".join(titles) + role) if titles else "before the first heading"


def _record(console: Console, told: RecordExplanation) -> None:
    _head(console, f"{told.kind} {told.record_id}", told)
    _line(console, "rule", f"{told.rule}. {told.rule_says}")
    if told.cue:
        _line(console, "cue", _quoted(told.cue))
    _line(console, "section", _path(told.path))
    for field in told.fields:
        words = f" {_quoted(field.words)}" if field.words else ""
        _line(console, field.field, f"{field.value} ({field.how}){words}".strip())
    for link in told.links:
        arrow = "→" if link.outgoing else "←"
        text = link.text if len(link.text) <= _LONGEST else f"{link.text[:_LONGEST]}..."
        relation = link.relation.replace("_", " ")
        _line(console, "link", f"{arrow} {relation} {link.kind} {link.record_id} ({link.basis}): {text}")
    if told.confidence is not None:
        _line(console, "confidence", f"{told.confidence:.2f} ({told.confidence_basis})")
    _line(console, "else", told.otherwise)
    _scores(console, told.scores, told.asked, told.not_scored)


def _sentence(console: Console, told: SentenceExplanation) -> None:
    _head(console, "sentence" if told.records else "sentence without a record", told)
    _line(console, "section", _path(told.path))
    for reason in told.reasons:
        _line(console, "because", reason)
    if not told.records:  # else the figures stand with the record
        _scores(console, told.scores, told.asked, told.not_scored)


def _scores(console: Console, scores: tuple[Score, ...], asked: bool, why_not: str) -> None:
    if not scores:
        _line(console, "classifier", why_not)
        return
    _line(console, "classifier", "asked:" if asked else "not asked; it would have said:")
    for score in scores:
        verdict = "yes" if score.passed else "no"
        refused = f", but {score.refused}" if score.refused else ""
        sign = "≥" if score.passed else "<"
        _say(console, f"  {score.kind}: {verdict}, {score.probability:.2f} {sign} {score.threshold:g}{refused}")
        for name, weighed in (("for", score.speaks_for), ("against", score.speaks_against)):
            if weighed:
                _say(console, f"    {name}: {'; '.join(map(_weighed, weighed))}", "dim")


def _weighed(one: Weighed) -> str:
    return f"{one.says} {one.weight:+.2f}"
