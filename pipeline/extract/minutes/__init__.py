"""Minutes: where a paper is one, what was undertaken and asked for in it, and what is only talk."""

from pipeline.extract.minutes.notes import Note, names_nobody, names_owners, read_notes, trailing_owner
from pipeline.extract.minutes.recognise import find_minutes
from pipeline.extract.minutes.speech import as_said, said_from
from pipeline.extract.minutes.talk import is_talk
from pipeline.extract.minutes.undertakings import approves_steps, assigned, request, resolved_task, undertaking
from pipeline.extract.minutes.work import Told, work_told

__all__ = [
    "Note",
    "Told",
    "approves_steps",
    "as_said",
    "assigned",
    "find_minutes",
    "is_talk",
    "names_nobody",
    "names_owners",
    "read_notes",
    "request",
    "resolved_task",
    "said_from",
    "trailing_owner",
    "undertaking",
    "work_told",
]
