"""Committee papers by the thousand: the specimens' blocks under real authorities' names, with other figures and years.

Each has one specimen's front matter and paragraphs; half have the paragraphs of another behind them, as an appendix.
Some paragraphs are left out, and some say one thing more, of people and places that nobody knows. So no two are alike.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from bench.readers import ROOT
from pipeline.authorities import load_register

_SHARE_LEFT_OUT = 0.1
_SHARE_LONGER = 0.3
_YEAR = re.compile(r"\b20[0-2]\d(?!\d)")
_FIGURE = re.compile(r"(?<![\d./:–-])[1-9]\d{1,2}(?![\d./:–-]|th|st|nd|rd|\^)")
_SYLLABLES = (
    "bar",
    "bel",
    "cor",
    "dun",
    "fen",
    "gar",
    "hol",
    "kel",
    "lan",
    "mar",
    "nor",
    "pel",
    "quen",
    "ros",
    "sel",
    "ul",
)
_PLACES = ("{}ford", "{}ley", "{}wick", "Upper {}ton", "{} Green")
_ASIDES = (
    "{person} of {place} spoke about this at the last meeting.",
    "Letters went to {number} households in {place}.",
    "{person} and {person} visited {place} to see how it works.",
    "The working group, chaired by {person}, looked at {number} examples from {place}.",
)


def write_papers(folder: Path, count: int, seed: int) -> list[Path]:
    """Write PDFs of made-up papers on all cores; their names sort in the order in which they were made."""
    folder.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor() as pool:
        return list(pool.map(partial(_write, folder, seed), range(count), chunksize=20))


def _write(folder: Path, seed: int, number: int) -> Path:
    chance = random.Random(f"{seed}/{number}")
    path = folder / f"{number:06}.pdf"
    path.write_bytes(_corpus("typeset").render(_paper(chance)))
    return path


def _paper(chance: random.Random) -> Any:
    """A specimen, made into another paper."""
    specimens = _specimens()
    own = chance.choice(specimens)
    blocks = list(own.blocks)
    if chance.random() < 0.5:
        other = chance.choice([one for one in specimens if one is not own])
        blocks += [*_heading("Appendix 1"), *other.blocks[_body(other.blocks) :]]
    recast = _recasting(chance)
    kept = [block for n, block in enumerate(blocks) if n < _body(blocks) or not _left_out(block, chance)]
    return replace(
        own,
        title=recast(own.title),
        header=recast(own.header),
        footer="{page}",
        blocks=tuple(_recast(block, recast, chance) for block in kept),
    )


def _left_out(block: Any, chance: random.Random) -> bool:
    return block.kind == "paragraph" and chance.random() < _SHARE_LEFT_OUT


def _body(blocks: Sequence[Any]) -> int:
    """Where the front matter has ended: at the third paragraph."""
    paragraphs = [n for n, block in enumerate(blocks) if block.kind == "paragraph"]
    return paragraphs[min(2, len(paragraphs) - 1)]


def _recast(block: Any, recast: Callable[[str], str], chance: random.Random) -> Any:
    rows = tuple(tuple(replace(cell, text=recast(cell.text)) for cell in row) for row in block.rows)
    text = recast(block.text)
    if block.kind == "paragraph" and text.endswith(".") and chance.random() < _SHARE_LONGER:
        text += " " + _aside(chance)
    return replace(block, text=text, rows=rows, label=block.label)


def _recasting(chance: random.Random) -> Callable[[str], str]:
    """Another authority in the place of each of the corpus, years moved all alike, other figures."""
    names: dict[str, str] = {}
    real = _real_names()
    for name, short, kind in _invented_names():
        new, new_short = chance.choice(real.get(kind) or real["unitary"])
        names |= {name: new, short: new_short, name.upper(): new.upper(), short.upper(): new_short.upper()}
    known = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))
    years = chance.randint(-3, 3)

    def recast(text: str) -> str:
        text = known.sub(lambda found: names[found[0]], text)
        text = _YEAR.sub(lambda found: str(int(found[0]) + years), text)
        return _FIGURE.sub(lambda found: str(max(int(found[0]) + chance.randint(-9, 9), 2)), text)

    return recast


def _aside(chance: random.Random) -> str:
    def name() -> str:
        return "".join(chance.choices(_SYLLABLES, k=chance.randint(1, 2))).capitalize()

    said = chance.choice(_ASIDES)
    while "{person}" in said:
        said = said.replace("{person}", f"Councillor {name()} {name()}", 1)
    return said.format(place=chance.choice(_PLACES).format(name()), number=chance.randint(2, 400))


@cache
def _real_names() -> dict[str, list[tuple[str, str]]]:
    """Full and short names of the authorities of today, by type."""
    found: dict[str, list[tuple[str, str]]] = {}
    for body in sorted(load_register().authorities.values(), key=lambda body: body.id):
        if not body.end:
            found.setdefault(body.type, []).append((body.name, body.short_name or body.name))
    return found


@cache
def _invented_names() -> list[tuple[str, str, str]]:
    """Full and short names and types of the authorities of the corpus."""
    import csv

    with (ROOT / "corpus" / "authorities.csv").open(encoding="utf-8", newline="") as file:
        return [(row["name"], row["short_name"], row["type"]) for row in csv.DictReader(file)]


@cache
def _specimens() -> list[Any]:
    parse = _corpus("markup").parse
    return [parse(path) for path in sorted((ROOT / "corpus" / "source").glob("*.md"))]


def _heading(text: str) -> list[Any]:
    markup = _corpus("markup")
    return [markup.Block(markup.Kind.PAGE_BREAK), markup.Block(markup.Kind.HEADING, text, level=2)]


def _corpus(module: str) -> Any:
    """A module of corpus/, which is a folder of scripts and no package."""
    import importlib

    folder = str(ROOT / "corpus")
    if folder not in sys.path:
        sys.path.append(folder)
    return importlib.import_module(module)
