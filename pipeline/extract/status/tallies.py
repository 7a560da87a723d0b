"""How a whole programme stands: how many of its parts have got how far."""

from __future__ import annotations

import re

from pipeline.extract.caseless import Caseless, Match

# "24 are on track, five are complete and three are behind": how a whole programme stands.
_TALLY = Caseless(
    r"\b(?:complete|completed|finished|done|achieved|green|on\s+track|to\s+timetable|on\s+target|on\s+schedule)\b"
    r"[^.]{0,40}?(?:,|\band\b|;|\.\s)\s*(?:and\s+)?(?:\d+%?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s"
    r"[^.,;]{0,40}?\b(?:behind|delayed|off\s+track|overdue|red|amber|not\s+(?:yet\s+)?started|at\s+risk|outstanding|late)\b",
)
_STATE = (
    r"(?:complet|finish|done|deliver|achiev|met\b|on\s+(?:track|target|course|schedule)|green|amber|red\b|slipp|stall|late\b|"
    r"behind|under\s*way|going\s+on|in\s+progress|begun|started|to\s+begin|at\s+risk|cannot|stopp|dropp|in\s+(?:full|part|hand)\b|partly|abandon|not\s+(?:yet\s+)?(?:been\s+)?(?:begun|started|met)|closed)"
)
_TALLIED = re.compile(
    rf"[^.;]{{0,40}}?\bof\s+(?:the\s+|our\s+|its\s+|these\s+)?[\w-]+\s+(?:\w+\s+){{0,2}}?(?:actions?|milestones?|projects?|tasks?|measures?|targets?|recommendations?|undertakings?|"
    rf"commitments?|objectives?|promises?|pledges?|items?)\b[^.]{{0,80}}?{_STATE}[^.]{{0,60}}?{_STATE}",
    re.IGNORECASE,
)


def tally_in(text: str) -> Match | None:
    """The words that count done parts beside late ones ("24 are on track, five are complete and three are behind")."""
    return _TALLY.search(text) or _TALLIED.match(text)
