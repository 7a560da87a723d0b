"""`papers evaluate-alignment`: priorities put together, against groups made by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from pipeline.cli.terminal import tells_user

EPILOG = """\b
Example:
  papers evaluate-alignment results annotations/alignments.csv annotations/ annotations/more/
"""


@click.command("evaluate-alignment", epilog=EPILOG, short_help="Score priorities put together against groups.")
@click.argument("out", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("groups", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("gold", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--aims", multiple=True, default=("built-in",), help="A further file of aims; several times.")
@tells_user
def evaluate_alignment(out: Path, groups: Path, gold: tuple[Path, ...], aims: tuple[str, ...]) -> None:
    """Score pairs of priorities against GROUPS, a table made by hand (docs/annotation.md), as JSON.

    Three ways are scored: the annotated priorities of the folders GOLD put together by aims and likeness, the same by
    their words alone (TF-IDF, the baseline), and the priorities that the run in OUT found. `every` takes pairs of all
    annotated priorities, `grouped` those of priorities that stand in some group of GROUPS.
    """
    from pipeline.aggregate.aims import BUILT_IN
    from pipeline.evaluate import alignment as scores
    from pipeline.evaluate.sources import read_gold

    sources = aims if BUILT_IN in aims else (BUILT_IN, *aims)
    annotations = [annotation for folder in gold for annotation in read_gold(folder)]
    priorities, titles = scores.annotated_priorities(annotations)
    wanted = scores.read_groups(groups)
    ways = {
        "annotated": scores.score(scores.aligned_pairs(priorities, titles, sources), wanted),
        "bag_of_words": scores.score_words(priorities, wanted),
        "extracted": scores.score(scores.extracted_pairs(out, annotations, sources), wanted),
    }
    shown: dict[str, Any] = {"priorities": len(priorities), "pairs": len(wanted.same)}
    for name, own in ways.items():
        shown[name] = {
            "every": own.every.to_json(),
            "grouped": own.grouped.to_json(),
            "recall": {domain: {"found": n, "of": of} for domain, (n, of) in own.recall.items()},
        }
    click.echo(json.dumps(shown, indent=1))
