"""How much of a piece of work a report counts as done: "nine of the 15", "two thirds", "all twelve"."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.extract.caseless import Caseless, Match

_UNITS = (
    "none",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NUMBERS = {word: value for value, word in enumerate(_UNITS)} | {
    word + link + unit: ten * 10 + value
    for ten, word in enumerate(_TENS)
    if word
    for value, unit in enumerate(_UNITS[:10])
    for link in ("-", " ")
    if value
}
_NUMBERS |= {word: ten * 10 for ten, word in enumerate(_TENS) if word}


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(filter(None, words), key=len, reverse=True))


NUMBER = rf"(?:\d[\d,]*|(?:{_any(_TENS)})(?:[- ](?:{_any(_UNITS[1:10])}))?|{_any(_UNITS)})"
_OF = Caseless(
    rf"(?<![\w.])£?(?P<part>{NUMBER})\s+(?:out\s+)?of\s+(?:(?:the|its|our|their|all|these|those|a\s+total\s+of)\s+){{0,2}}"
    rf"£?(?P<whole>{NUMBER})\b(?!\s*%)",
)
_MOST = Caseless(
    r"(?:(?:^|[,–]\s+|\b(?:and|but|that)\s+)(?:about|around|some|over|nearly|almost|just|only|more\s+than)?\s*"
    r"(?:\d{1,2}(?:\.\d+)?\s*(?:%|per\s*cent)|half|a\s+(?:third|quarter|fifth)|(?:two|three|four)[\s-]+(?:thirds|quarters|fifths)|most|"
    r"many|some|several|the\s+(?:bulk|majority)|a\s+(?:majority|number|handful))\s+of\s+(?:the|our|its|these|those|all|them)?\b)|"
    r"(?:^|,\s+|\b(?:and|but|that)\s+)\d{1,2}(?:\.\d+)?\s*(?:%|per\s*cent)\s+(?:\w+\s+)?(?:has|have|had|is|are|were|took)\b|"
    r"\b(?:half|a\s+(?:third|quarter)|(?:two|three)[\s-]+(?:thirds|quarters)|part(?:ly|ially)?)[\s-]+(?:finished|complete|done|built)\b|"
    r"(?:^|[.;:]\s+)(?:almost|nearly|virtually)\s+(?:all|every)\b|\ball\s+but\s+(?:one|two|three|four|five|six|\d+)\b|"
    r"\b(?:all|every\w*)\b[^.;]{0,60}?\b(?:but|except|bar|apart\s+from)\s+(?:for\s+)?(?:one|two|three|a\s+few|\d+)\b",
)


def number_value(words: str) -> int:
    """The value of a number in digits or words ("1,204", "twenty-one")."""
    plain = " ".join(words.lower().replace(",", "").split())
    return int(plain) if plain.isdigit() else _NUMBERS[plain]


def part_done(text: str) -> Match | None:
    """The words that count a part of a whole ("nine of the 15", "most of the", "all but two"), or None.

    A part as large as its whole ("12 of the 12"), and one of a list ("one of three sites"), are no part done.
    """
    for match in _OF.finditer(text):
        part, whole = number_value(match["part"]), number_value(match["whole"])
        if part < whole and (part > 1 or whole > 4):
            return match
    return _MOST.search(text)
