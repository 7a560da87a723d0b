"""What the words of a line say of its place: a sentence, a title, a label, the beginning of a list."""

import re

from pipeline.columns import field_role
from pipeline.divisions import division_words, opens_as_division
from pipeline.ingest.text.vocabulary import WORDS

_TERMINAL = re.compile(r"[.!?;:…][\"'”’)\]]*$")
_CUT_SHORT = re.compile(r"(?:^|\s)[A-Z][a-z]{0,5}\.$")  # a word of which a full stop stands for the rest
_TITLE_END = re.compile(r"[.;,…][\"'”’)\]]*$")
_WORD = re.compile(r"[^\W\d_][\w'’]*")
_DIVISION = re.compile(
    rf"{division_words()}\s+(?:\d{{1,2}}|(?-i:[A-Z]|[IVX]{{1,4}})|one|two|three|four|five|six|seven|eight|nine|ten)\b"
    r"\s*[:.–—-]?\s*",
    re.IGNORECASE,
)
_TAIL = 8  # characters; closing quotes and brackets may follow a full stop
_DASHED = re.compile(r"([A-Z][\w’'/ ]{1,40}?)\s[-–—]\s\S")
_LABEL_LENGTH = 40
_TITLE_SHARE = 0.6
_PROSE = 20  # words; more are no heading, no name and no address


def folded(text: str) -> str:
    """Lower case, single blanks, without the punctuation that ends a heading."""
    return " ".join(text.rstrip(":-– ").lower().split())


def ends_sentence(text: str) -> bool:
    """Whether the text ends as a sentence, a clause or a lead-in does."""
    return bool(_TERMINAL.search(text[-_TAIL:]))


def ends_name(text: str) -> bool:
    """Whether the name of a column ends as a sentence does, rather than in a question or as it is cut short ("No.")."""
    return ends_sentence(text) and not text.endswith("?") and _CUT_SHORT.search(text) is None


def is_open(text: str) -> bool:
    """Whether the text may be a title by its end: no full stop, comma or semicolon."""
    return not _TITLE_END.search(text[-_TAIL:])


def is_caps(text: str) -> bool:
    """Whether all letters are capitals, and there are some."""
    return text.isupper() and sum(map(str.isalpha, text)) > 1


def is_label(text: str) -> bool:
    """Whether a line is one of the words that name what follows (`Action`, `Progress:`)."""
    return len(text) < _LABEL_LENGTH and folded(text) in WORDS.labels


def opens_field(text: str, *, alone: bool) -> bool:
    """Whether a line begins with a label and a dash ("Owner – Head of Parks").

    Args:
        alone: a line that is nothing but a label counts as well.
    """
    dashed = _DASHED.match(text)
    if dashed:
        return field_role(dashed[1], loose=False) is not None
    return alone and len(text) < _LABEL_LENGTH and text[0].isupper() and field_role(text, loose=False) is not None


def is_titled(text: str) -> bool:
    """Whether most words that carry meaning begin with a capital."""
    words = [w for w in _WORD.findall(text) if w.lower() not in WORDS.small]
    return bool(words) and sum(w[0].isupper() for w in words) >= _TITLE_SHARE * len(words)


def division_label(text: str) -> re.Match[str] | None:
    """The label of a numbered division at a text's beginning, with the mark behind it."""
    return _DIVISION.match(text) if opens_as_division(text) else None


def is_division(text: str) -> bool:
    """`Theme 2: Warm homes`: a division of the paper with its number, and perhaps its name."""
    found = division_label(text)
    if not found or not is_open(text):
        return False
    name = text[found.end() :]
    return not name or (found[0].rstrip()[-1] in ":.–—-" and name[0].isupper())


def opens_division(text: str) -> bool:
    """Whether a line begins with the label of a division, whatever comes behind it."""
    return division_label(text) is not None


def is_bare_division(text: str) -> bool:
    """Whether a line is the label of a division and nothing else ("Theme 2")."""
    found = division_label(text)
    return found is not None and found.end() == len(text)


def is_named_division(text: str) -> bool:
    """`Theme 2 Warm homes`: the same with nothing but a blank before its name, which its place must bear out."""
    found = division_label(text)
    name = text[found.end() :] if found else ""
    return bool(name) and text[0].isupper() and name[0].isupper() and is_open(text)


def is_prose(text: str) -> bool:
    """Whether the words are running text rather than a name, a value or a title."""
    return len(text.split()) > _PROSE or (ends_sentence(text) and not text.endswith(":"))


def leads_in(text: str) -> bool:
    """Whether the words are the beginning of a sentence rather than a name."""
    return not WORDS.lead_in.isdisjoint(text.rstrip(":").lower().split())
