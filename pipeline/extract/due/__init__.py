"""Due dates of actions."""

from pipeline.extract.due.logic import Due, find_due

__all__ = ["Due", "find_due"]
