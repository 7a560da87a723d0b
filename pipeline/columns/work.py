"""Which column of a plan holds the work, where none is so named."""

from collections.abc import Sequence

_TOLD = frozenset({"lead", "due", "status", "progress"})
_WHO_OR_WHEN = frozenset({"lead", "due"})
_LEAST_TOLD = 2


def with_work(roles: Sequence[str | None]) -> list[str | None] | None:
    """The roles of a plan's columns, that of the work among them; None where they are not those of a plan.

    A plan tells who does something or by when, and how far it has got; what it tells this of stands in the one column
    whose name says nothing known, else in the last that names what is promised.
    """
    found = list(roles)
    told = _TOLD & set(found)
    if "action" in found:
        return found if told else None
    if len(told) < _LEAST_TOLD or told.isdisjoint(_WHO_OR_WHEN):
        return None
    unknown = [c for c, role in enumerate(found) if role is None]
    promised = [c for c, role in enumerate(found) if role == "priority"]
    if len(unknown) == 1 and (len(told) > _LEAST_TOLD or not any(role in _TOLD for role in found[: unknown[0]])):
        found[unknown[0]] = "action"
    elif promised:
        found[promised[-1]] = "action"
    else:
        return None
    return found
