"""Due dates of actions."""

from pipeline.extract.due.after import due_after
from pipeline.extract.due.logic import Due, find_due

__all__ = ["Due", "due_after", "find_due"]
