"""Actions that reports call by their numbers: "no peat has been bought (3.2)", "step 3.1", "action A4"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pipeline.extract.links.wording import vocabulary
from pipeline.extract.statements.model import Statement
from schemas.paper import BlockKind, Paper

_NUMBER = r"\d{1,2}(?:\.\d{1,2})+[a-z]?|[A-Z]{1,2}\.?\d{1,2}(?:\.\d{1,2})?"
_CODE = re.compile(r"[A-Z]{1,2}\d{1,2}")
_OWN = re.compile(rf"(?:{_NUMBER}|\d{{1,2}}[a-z]?)")


@lru_cache(maxsize=1)
def _called() -> re.Pattern[str]:
    nouns = "|".join(sorted(vocabulary().numbered, key=len, reverse=True))
    return re.compile(
        rf"\(\s*(?:(?i:{nouns})s?\.?\s+)?(?P<bare>{_NUMBER})\s*\)|\b(?i:{nouns})s?\.?\s+(?P<noun>{_NUMBER}|\d{{1,2}})\b(?![.,]?\d|%)"
    )


class ActionNumbers:
    """The numbers of a paper's actions: of their rows or of the items that they are."""

    def __init__(self, paper: Paper, actions: Sequence[Statement]) -> None:
        self.paper = paper
        self.actions: dict[str, Statement | None] = {}
        for action in actions:
            if number := self._number(action):
                # A number that two actions have is that of neither.
                self.actions[number] = None if number in self.actions else action

    def _number(self, action: Statement) -> str:
        cell = action.cells.get("reference")
        if cell is not None:
            text = cell.text(self.paper).strip().rstrip(".")
            return text if _OWN.fullmatch(text) else ""
        block = self.paper.blocks[action.block]
        number = block.number.strip(".")
        own = block.kind is BlockKind.LIST_ITEM and action.start - block.body <= 1
        return number if own and ("." in number or _CODE.fullmatch(number)) else ""

    def named(self, report: Statement) -> Statement | None:
        """The one action that a report calls by its number, or None."""
        text = self.paper.text[report.start : report.end]
        found = {
            number: self.actions.get(number) for m in _called().finditer(text) if (number := m["bare"] or m["noun"])
        }
        named = [action for action in found.values() if action is not None and action.start != report.start]
        return named[0] if len(named) == 1 else None


__all__ = ["ActionNumbers"]
