"""Columns that no name stands over: labels at the ends of rows ("Responsible: Head of Parks"), and ratings there."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.columns import field_role
from pipeline.ingest.text.forms import is_state
from pipeline.ingest.text.series import Row

_LABEL = re.compile(r"(?P<label>[A-Z][\w’' /-]{1,30}):\s+(?P<value>\S.*)$")
_ROLES = frozenset({"lead", "due", "status", "partners"})
_SHARE = 0.6  # of the rows
_FEWEST = 3
_LAST = 3  # lines of a row at whose end the label stands


@dataclass(frozen=True, slots=True)
class Labelled:
    """The label, and what stands behind it by the row's place among the rows."""

    label: str
    values: dict[int, str]


def part_ratings(rows: Sequence[Row], roles: Sequence[str | None]) -> Labelled | None:
    """Take the ratings off the ends of rows of which most end in one on a line of its own, where no column rates."""
    if "status" in roles:
        return None
    rated = {
        r: row.lines[-1].text
        for r, row in enumerate(rows)
        if not row.heading and len(row.lines) > _LAST - 1 and is_state(row.lines[-1].text)
    }
    if len(rated) < max(_FEWEST, _SHARE * sum(not row.heading for row in rows)):
        return None
    for r in rated:
        del rows[r].lines[-1]
    return Labelled("", rated)


def part_labels(rows: Sequence[Row]) -> Labelled | None:
    """Take the labelled lines off the ends of rows of which most have one; None where they have none."""
    found: dict[int, tuple[int, re.Match[str]]] = {}
    for r, row in enumerate(rows):
        for k in range(max(len(row.lines) - _LAST, 0), len(row.lines) if not row.heading else 0):
            if (hit := _LABEL.match(row.lines[k].text)) and field_role(hit["label"], loose=False) in _ROLES:
                found[r] = (k, hit)
    counts = Counter(hit["label"] for _, hit in found.values())
    label, times = counts.most_common(1)[0] if counts else ("", 0)
    if times < max(_FEWEST, _SHARE * sum(not row.heading for row in rows)):
        return None
    values: dict[int, str] = {}
    for r, (k, hit) in found.items():
        if hit["label"] == label:
            values[r] = " ".join([hit["value"], *(line.text for line in rows[r].lines[k + 1 :])])
            del rows[r].lines[k:]
    return Labelled(label, values)
