"""Names that say who acts ("What the partnership intends to do"), put as those that say "we" ("What we will do")."""

import re

_WHO = re.compile(
    r"\b(?:the |our )?(?:council|authority|partnership|board|trust|service|team|cabinet|executive|combined authority|"
    r"directorate|department|committee|strategy|plan|programme)\b|\b(?:our |the )?partners\b"
)
_VERB = re.compile(r"(?<=\bwe )(?:has|is)\b|\b(?:has|is)(?= we\b)")
_PLURAL = {"has": "have", "is": "are"}
_MEANS = re.compile(
    r"\b(?:shall|(?:are going|is going|plan|intend|aim|propose|commit|pledge|promise|undertake|hope|want|need)s? to)\b"
)
OPENINGS = frozenset(("the", "our", "council", "partners"))
"""The first words of names that begin with who acts."""


def as_we(folded: str) -> str:
    """A folded name with "we" for who acts and "will" for any way to say that it is meant to be done."""
    return _MEANS.sub("will", _VERB.sub(lambda found: _PLURAL[found[0]], _WHO.sub("we", folded, count=1)))
