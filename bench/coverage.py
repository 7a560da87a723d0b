"""`python -m bench.coverage OUT GOLD`: the coverage of a run beside that of annotations, cell by cell, as Markdown.

Both are counted by the same comparison: once from the records of the run in OUT, once from annotated ones.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from pipeline.aggregate import compare, read_tables
from pipeline.evaluate.sources import read_gold
from schemas.annotation import Annotation
from schemas.dataset import Dataset, Records
from schemas.records import ActionRow, PaperRow, PriorityRow, ThemeRow
from schemas.states import Status

TAXONOMY = "children_in_care"
KINDS = ("priorities", "actions")
"""Reports have no themes in annotations."""


def annotated(annotations: Sequence[Annotation]) -> Dataset:
    """Annotated priorities and actions with their themes, as records."""
    papers = []
    for one in annotations:
        id_ = Path(one.paper).stem
        priorities = {f"{id_}/{own.id}": own for own in one.priorities}
        actions = {f"{id_}/{own.id}": own for own in one.actions}
        themed = {own_id: own.themes for own_id, own in priorities.items()}
        themed |= {own_id: own.themes for own_id, own in actions.items()}
        papers.append(
            Records(
                paper=PaperRow(
                    paper_id=id_,
                    source_id=id_,
                    text_id=id_,
                    file=one.paper,
                    media_type="text/plain",
                    words=0,
                    authority=one.metadata.authority,
                ),
                priorities=tuple(
                    PriorityRow(paper_id=id_, priority_id=own_id, text=own.text, start=n, end=n + 1, rule="annotated")
                    for n, (own_id, own) in enumerate(priorities.items())
                ),
                actions=tuple(
                    ActionRow(
                        paper_id=id_,
                        action_id=own_id,
                        text=own.text,
                        status=own.status[0] if own.status else Status.UNCLEAR,
                        start=n,
                        end=n + 1,
                        rule="annotated",
                    )
                    for n, (own_id, own) in enumerate(actions.items())
                ),
                record_themes=tuple(
                    ThemeRow(record_id=own_id, taxonomy=TAXONOMY, theme=theme)
                    for own_id, themes in themed.items()
                    for theme in themes
                ),
            )
        )
    return Dataset(tuple(papers))


def beside(found: pd.DataFrame, gold: pd.DataFrame) -> pd.DataFrame:
    """Counts of two tables of coverage: authority, theme, kind, `found` and `gold`, cell by cell."""
    cells = []
    for name, frame in (("found", found), ("gold", gold)):
        own = frame[(frame["taxonomy"] == TAXONOMY) & frame["authority"].notna()]
        long = own.melt(["authority", "theme"], list(KINDS), "kind", name)
        cells.append(long.set_index(["authority", "theme", "kind"])[name])
    return pd.concat(cells, axis=1).fillna(0).astype(int).sort_index().reset_index()


def main() -> None:
    """The command."""
    out, gold = map(Path, sys.argv[1:])
    cells = beside(compare(read_tables(out)).coverage, compare(annotated(read_gold(gold))).coverage)
    for kind, own in cells.groupby("kind", sort=False):
        told = own.assign(cell=own["found"].astype(str) + " / " + own["gold"].astype(str))
        table = told.pivot(index="theme", columns="authority", values="cell")
        sys.stdout.write(f"| {kind} | {' | '.join(table.columns)} |\n|{'---|' * (1 + len(table.columns))}\n")
        for theme, row in zip(table.index, table.to_numpy(), strict=True):
            sys.stdout.write(f"| {theme} | {' | '.join(row)} |\n")
        sys.stdout.write("\n")
    apart = (cells["found"] - cells["gold"]).abs()
    same, near = int((apart == 0).sum()), int((apart <= 1).sum())
    sys.stdout.write(f"{same} of {len(cells)} cells agree, {near} within one record.\n")


if __name__ == "__main__":
    main()
