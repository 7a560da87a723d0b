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
_OPENINGS = frozenset(("the", "our", "council", "partners"))
_LONGEST = 60  # characters of such a name


def may_say_who(text: str, first: str) -> bool:
    """Whether a text, of which the first word is given in lower case, may be a name that begins with who acts."""
    return first in _OPENINGS and len(text) <= _LONGEST


def as_we(folded: str) -> str:
    """A folded name with "we" for who acts and "will" for any way to say that it is meant to be done."""
    if len(folded) > _LONGEST or " " not in folded:
        return folded
    return _MEANS.sub("will", _VERB.sub(lambda found: _PLURAL[found[0]], _WHO.sub("we", folded, count=1)))
