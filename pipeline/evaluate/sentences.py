"""Labelled sentences written for the project, as papers with answers: training data that is nobody's paper.

The format is a text file of invented fragments (corpus/sentences/README.md): ``= genre | subject`` opens a fragment,
``# `` a section, ``> `` a paragraph, ``* `` a list item (``lead=...|`` names its lead-in); each sentence stands on a
line of its own behind its labels, ``[A]``, ``[AG]``, ``[G?]``, ``[N]``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.evaluate.sources import EvaluationError
from pipeline.extract.statements.model import Kind
from pipeline.ingest.assemble import Draft, Piece, assemble, clean
from pipeline.ingest.source import Source
from schemas.paper import BlockKind, Paper

_LINE = re.compile(r"^(?P<opens>> |  |\* (?:lead=(?P<lead>[^|]+)\| ?)?)\[(?P<labels>(?:[PAG]\??)+|N)\] (?P<text>\S.*)$")
_LETTERS = {"P": Kind.PRIORITY, "A": Kind.ACTION, "G": Kind.PROGRESS}


class SentenceFileError(EvaluationError):
    """A file of labelled sentences that cannot be read; the message names the line."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence's range in its paper, and the answer for each kind: 1 yes, 0 no, None two readers could differ."""

    start: int
    end: int
    answers: dict[Kind, int | None]


@dataclass(frozen=True, slots=True)
class Fragment:
    """A fragment of an invented paper with its labelled sentences; `genre` is the file's."""

    genre: str
    paper: Paper
    sentences: tuple[Labelled, ...]


def _answers(labels: str) -> dict[Kind, int | None]:
    answers: dict[Kind, int | None] = dict.fromkeys(_LETTERS.values(), 0)
    for letter, doubt in re.findall(r"([PAG])(\??)", labels):
        answers[_LETTERS[letter]] = None if doubt else 1
    return answers


def _fragment(genre: str, name: str, lines: list[tuple[int, str]], path: Path) -> Fragment:
    drafts: list[Draft] = []
    labels: list[list[tuple[str, str]]] = []  # of each draft: sentences with their labels
    lead = ""
    for number, line in lines:
        if line.startswith("# "):
            drafts.append(Draft(BlockKind.HEADING, [Piece(line[2:].strip())], level=1))
            labels.append([])
            continue
        match = _LINE.match(line)
        if match is None:
            raise SentenceFileError(f"{path}, line {number}: neither a heading nor a labelled sentence: {line[:60]}")
        opens, text = match["opens"], match["text"]
        if match["lead"] and match["lead"].strip() != lead:
            lead = match["lead"].strip()
            drafts.append(Draft(BlockKind.PARAGRAPH, [Piece(lead)]))
            labels.append([])
        if opens == "  " and labels and labels[-1]:
            drafts[-1].pieces.append(Piece(text))
            labels[-1].append((text, match["labels"]))
            continue
        kind = BlockKind.LIST_ITEM if opens.startswith("*") else BlockKind.PARAGRAPH
        lead = lead if opens.startswith("*") else ""
        drafts.append(Draft(kind, [Piece(text)], marker="•" if kind is BlockKind.LIST_ITEM else ""))
        labels.append([(text, match["labels"])])
    paper = assemble(Source(name, name.encode()), drafts, "text/plain")
    found = []
    leaves = [paper.blocks[i] for i in paper.leaves]
    for block, sentences in zip(leaves, labels, strict=True):
        at = block.body
        for text, marks in sentences:
            words = clean(text)
            start = paper.text.index(words, at)
            at = start + len(words)
            found.append(Labelled(start, at, _answers(marks)))
    return Fragment(genre, paper, tuple(found))


def read_fragments(path: Path) -> Iterator[Fragment]:
    """The fragments of one file.

    Raises:
        SentenceFileError: a line is of no known form.
    """
    lines: list[tuple[int, str]] = []
    name = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("= "):
            if lines:
                yield _fragment(path.stem, name, lines, path)
            name, lines = f"{path.stem}-{number}", []
        elif line.strip():
            lines.append((number, line.rstrip()))
    if lines:
        yield _fragment(path.stem, name, lines, path)
