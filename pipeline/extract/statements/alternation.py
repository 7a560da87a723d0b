"""Labels "Action" and "Progress" that take turns: which reports belong to which action, and actions without a label."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.statements.model import Kind, Statement


def mend_alternation(statements: Sequence[Statement], marks: Sequence[tuple[int, Kind]], group: int) -> int:
    """Give each report the group of the action before it; the first group number after theirs.

    Where the label before an action was left out, the block before a Progress label is that action.

    Args:
        marks: each label, with how many statements stood before it.
        group: number of the first action.
    """
    for at, mode in marks:
        before = statements[at - 1] if at else None
        earlier = statements[at - 2] if at > 1 else None
        if (
            mode is Kind.PROGRESS
            and before is not None
            and before.rule == "label.progress"
            and earlier is not None
            and earlier.rule.startswith("label.")
        ):
            before.kind = Kind.ACTION
            before.rule = "label.unlabelled_action"
    current = -1
    for statement in statements:
        if statement.rule.startswith("label.") and statement.kind is not Kind.PRIORITY:
            if statement.kind is Kind.ACTION:
                current, group = group, group + 1
            statement.group = current
        elif statement.kind is Kind.PRIORITY:
            current = -1
    return group
