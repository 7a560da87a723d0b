"""Fields that only labels tell: who reports, classification, wards, key decision, contact, licence."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from pipeline.extract.front_matter.front import Front
from pipeline.extract.front_matter.model import FieldValue
from pipeline.extract.front_matter.names import reported_to
from pipeline.extract.front_matter.units import Labelled
from pipeline.extract.front_matter.values import Range
from pipeline.extract.front_matter.words import fold, headline, tidy

_TICKED = "☒☑✓✔🗹"
_EMPTY = "☐□"
_BOX = re.compile(rf"[{_TICKED}{_EMPTY}]|\[[xX✓✔]\]|\[\s?\]")
_CHOICE = re.compile(
    rf"(?P<before>[{_TICKED}{_EMPTY}]|\[[xX✓✔ ]?\])?\s*(?P<word>[^\W\d_][^{_TICKED}{_EMPTY}\[\]]*)", re.UNICODE
)
_ADDRESS = re.compile(r"\S+@\S+|(?:\btel(?:ephone)?\b|\bphone\b|\bext\b|\bemail\b|\b[TE]:)[^;]*", re.IGNORECASE)
_PHONE = re.compile(r"\(?\b0\d{2,4}\)?[\s\d]{5,}")
_REPORTER = re.compile(
    r"\b(?:considered|received|presented|submitted|noted|introduced|drawn\s+to|before\s+it)\b[^.]{0,60}?\breports?\s+(?:of|from|by)\s+(?:the\s+)?(?P<who>[A-Z][^.;\n]*?)(?=\s+(?:which|that|presenting|on\b|seeking|setting|providing|updat|concerning|regarding|and\s+[a-z]+ed\b)|[.;,\n]|$)"
)
_MOST_WORDS = {"classification": 8, "wards": 60, "key_decision": 30, "contact": 60, "report_of": 60, "licence": 30}
_OPEN_WORDS = frozenset({"part 1", "part i", "part a", "1", "i", "a"})


def ticked(text: str) -> str | None:
    """The choice that is ticked among boxes ("Yes ☒ No ☐" or "☒ Yes ☐ No"); None where none or several are.

    Text without boxes is returned as it is.
    """
    boxes = list(_BOX.finditer(text))
    if not boxes:
        return text
    words = [text[a.end() : b.start()].strip() for a, b in itertools.pairwise(boxes)]
    leading = text[: boxes[0].start()].strip()
    trailing = text[boxes[-1].end() :].strip()
    named = [leading, *words] if leading else [*words, trailing]
    chosen = [name for box, name in zip(boxes, named, strict=True) if _is_ticked(box.group())]
    return chosen[0] if len(chosen) == 1 and chosen[0] else None


def _is_ticked(box: str) -> bool:
    """Whether a tick box is ticked."""
    return box in _TICKED or box[1:2] in tuple("xX✓✔")


def _joined(front: Front, ranges: tuple[Range, ...]) -> str:
    return "; ".join(part for span in ranges if (part := tidy(front.text(span))))


def _labelled(front: Front, field: str) -> FieldValue | None:
    for label in sorted(front.of(field), key=_is_author):
        ranges = front.values.ranges(label)
        if not ranges:
            continue
        words = ticked(_joined(front, ranges))
        if not words or len(words.split()) > _MOST_WORDS[field]:
            continue
        value = _cleaned(field, words)
        if value:
            return front.value(field, value, (ranges[0][0], ranges[-1][1]), label.rule)
    return None


def _is_author(label: Labelled) -> int:
    """Whether a label names who wrote a report, or stands behind it (2), and not in whose name it comes."""
    return 2 if "sponsor" in label.words else int("author" in label.words)


def _cleaned(field: str, words: str) -> str | None:
    if field == "report_of":
        to = reported_to(words)
        words = words[: to.start()] if to else words
        return headline(tidy(_PHONE.sub("", _ADDRESS.sub("", words))).removeprefix("the ").removeprefix("THE ")) or None
    if field == "key_decision":
        folded = fold(words)
        if folded.startswith("yes"):
            return "Yes"
        return "No" if folded.startswith(("no", "non")) else tidy(words)
    return tidy(words) or None


def _narrated_reporter(front: Front) -> FieldValue | None:
    """ "... considered a report of the Director of Housing which ..." in the first paragraphs."""
    for unit in front.units[:6]:
        match = _REPORTER.search(front.paper.text, unit.start, unit.end)
        if match and len(match["who"].split()) <= 20:
            return front.value("report_of", tidy(match["who"]), match.span("who"), "narrated")
    return None


def find_labelled(front: Front) -> Iterator[FieldValue]:
    """The fields that labels alone tell, each at most once."""
    for field in ("report_of", "classification", "wards", "key_decision", "contact", "licence"):
        found = _labelled(front, field)
        if found is None and field == "report_of":
            found = _narrated_reporter(front)
        if found is not None:
            yield found
