"""The written forms of dates, as one regular expression.

Each form is a pattern with named groups. The master pattern tries all of them at once, in order, and names the form;
the form's own pattern then yields the groups. Between the words of a date stands horizontal white space only, since a
line break in a paper's text is the edge of a cell or paragraph.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from pipeline.dates.vocabulary import vocabulary

BLANK = r"[^\S\t-\r\x1c-\x1f\x85]"
"""Horizontal white space, by what else is white: `re` takes long over a class that names signs beyond U+00FF, and this
one stands in the forms five hundred times.
"""
S = BLANK + "{1,3}"
S0 = BLANK + "{0,3}"
DASH = "[-\u2010-\u2015\u2212]"
JOIN = rf"(?:{S0}{DASH}{S0}|{S}(?:to|until|till|through|through{S}to|up{S}to){S})"
_YEAR4 = r"(?:19|20)\d\d(?!\d)"
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4}


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of some words, the longest first; a blank stands for any white space."""
    return "|".join(re.escape(word).replace(r"\ ", S) for word in sorted(words, key=lambda word: (-len(word), word)))


class Forms(NamedTuple):
    """The compiled forms.

    Attributes:
        anchor: what every date has somewhere in it, found cheaply.
        start: what every date starts with, in a part of a text that has an anchor.
        master: every form, each a group with the form's name.
        each: every form by name, with the groups of its pieces.
    """

    anchor: re.Pattern[str]
    start: re.Pattern[str]
    master: re.Pattern[str]
    each: dict[str, re.Pattern[str]]


def _split(word: str) -> str:
    """A word that extraction may have torn apart at one or more places."""
    return f"{BLANK}?".join(word)


def _patterns() -> dict[str, str]:
    words = vocabulary()
    names = any_of(words.month_numbers)
    torn = "|".join(_split(month) for month in words.months if len(month) > 3)
    month = rf"(?:(?:{names})\b\.?|(?:{torn})\b)"
    weekday = rf"(?:(?:{any_of(words.weekdays.names)})\b[.,]?{S}(?:the{S})?)?"
    ordinal = rf"(?:{S0}(?:s{BLANK}?t|n{BLANK}?d|r{BLANK}?d|t{BLANK}?h)\b\.?)?"
    number = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)"
    year = rf"(?:{_YEAR4}|['‘’´`]{BLANK}?\d\d(?!\d))"
    parts = any_of(word for part in words.parts for word in part.words)
    part = rf"(?:(?<!\w)(?P<part>{parts})(?:{S}|{S0}{DASH}{S0})(?:the{S})?)?"
    counted = any_of(word for kind in words.years.values() for word in kind.words)
    pair = rf"(?P<y1>{_YEAR4}){S0}(?P<dash>{DASH}|/){S0}(?P<y2>(?:19|20)\d\d|\d{{1,2}})(?![\d/]|{DASH}\d)"
    short_pair = r"(?P<s1>\d\d)(?P<sdash>[/-])(?P<s2>\d\d)(?![\d/-])"
    quarter = "[1-4](?!\\d)|" + any_of(_NUMBERS)
    seasons = any_of(word for season in words.seasons.values() for word in season.words)
    kind_before = rf"(?:(?P<before>{counted})(?:{S}years?)?{S0}(?:of{S})?)?"
    kind_after = rf"(?:{S}(?P<after>{counted}){S}years?\b)?"
    cue = rf"(?<!\w)(?:{any_of(words.cues.before_year)}){S}"
    edge = r"(?<![\w£$/.])"
    return {
        "iso": rf"(?<![\w/.,-])(?P<year>{_YEAR4})(?P<sep>[-/])(?P<month>\d\d)(?:(?<=-\d\d)-|(?<=/\d\d)/)(?P<day>\d\d)"
        r"(?![\d/-])",
        "numeric": r"(?<![\w/.,£$-])(?P<day>\d{1,2})(?:"
        r"/(?P<m1>\d{1,2})/(?P<y1>\d{4}|\d\d)|\.(?P<m2>\d{1,2})\.(?P<y2>\d{4})|-(?P<m3>\d{1,2})-(?P<y3>\d{4})"
        r"|(?<=\d\d)\.(?P<m4>\d\d)\.(?P<y4>\d\d))(?![\d/]|[.-]\d)",
        "day": rf"(?<![.,£$/\d]){weekday}(?:(?<![.,£$/\w])(?P<day0>{number}){ordinal}"
        rf"{S0}(?:{DASH}|to|and|&|/){S0})?(?<![.,£$/\d])(?P<day>{number}){ordinal}{S0}"
        rf"(?:(?:day{S})?of{S}|[-/.])?(?P<month>{month}){S0}[-,/.]?{S0}(?P<year>{year}|(?<=[-/])\d\d(?![\d/-]))",
        "american": rf"\b{weekday}(?P<month>{month}){S}(?P<day>{number}){ordinal}(?:{S0},{S0}|{S})(?P<year>{_YEAR4})",
        "month": rf"{part}\b(?P<month>{month})(?:{S0}[,.]?{S0}(?:of{S})?(?P<year>{year})"
        rf"|{S0}[-/]{S0}(?P<year_>{_YEAR4}|\d\d(?![\d/.-]|{S}(?:{names})\b)))",
        "numeric_month": rf"(?<![\w/.,£$-])(?P<month>0?[1-9]|1[0-2])/(?P<year>{_YEAR4})(?![/-])",
        "quarter": rf"{part}\b(?:{kind_before}(?P<lead>{_YEAR4}(?:{S0}[/-]{S0}\d{{2,4}}(?!\d))?){S0},?{S0})?"
        rf"(?:(?:Q|Qtr\.?|Quarters?){S0}(?:(?P<q0>{quarter})(?:{JOIN}|{S0}(?:and|&){S0})(?:Q|Quarter{S})?)?"
        rf"(?P<q>{quarter})|(?P<ordinal>{any_of(_NUMBERS)}){S}quarter)\b"
        rf"(?:{S0}\((?P<month>{names})\.?\))?"
        rf"(?:{S0}[,(]?{S0}(?P<of>(?:of|in){S}(?:the{S})?)?{kind_before}(?:{pair}|{short_pair}|(?P<year>{_YEAR4})))?",
        "season": rf"{part}\b(?P<season>{seasons})(?P<term>{S}term(?:{S}time)?)?\b(?![-\w])"
        rf"(?:{S0},?{S0}(?:of{S}|in{S})?(?P<year>{_YEAR4})(?:{S0}[/-]{S0}(?P<next>\d{{1,4}})(?!\d))?)?",
        "pair": rf"{part}{edge}(?<!-){kind_before}{pair}{kind_after}",
        "short_pair": rf"{part}\b(?:(?P<before>{counted})(?:{S}years?)?{S0}){short_pair}",
        "years": rf"(?:{cue})?(?:(?P<y1>{_YEAR4}){S}(?:to|until){S}(?P<y2>{_YEAR4})"
        rf"|(?<!\w)between{S}(?P<y3>{_YEAR4}){S}and{S}(?P<y4>{_YEAR4}))(?![\w%/]|[-.,:–]\d)",
        "year": rf"(?:\b(?P<part>{parts})(?:{S}|{DASH})(?:the{S})?|{cue})"
        rf"(?P<core>{_YEAR4})(?![\w%/]|[-.,:–]\d)",
        "day_alone": rf"(?<![.,£$/\d]){weekday}(?<![.,£$/\w-])(?P<day>{number}){ordinal}{S0}(?:of{S}|-)?"
        rf"(?P<month>{names})\b",
        "month_alone": rf"{part}\b(?P<month>{names})\b(?![’']\w)(?!-(?!(?:{names})\b)\w)",
    }


def _compile(patterns: dict[str, str]) -> dict[str, re.Pattern[str]]:
    compiled = {}
    for name, pattern in patterns.items():
        seen: set[str] = set()

        def once(match: re.Match[str], seen: set[str] = seen) -> str:
            # `kind_before` may stand twice in one form; its first place is the named one.
            if match[1] in seen:
                return f"(?P<{match[1]}_>"
            seen.add(match[1])
            return match[0]

        compiled[name] = re.compile(re.sub(r"\(\?P<(\w+)>", once, pattern), re.IGNORECASE)
    return compiled


@cache
def forms() -> Forms:
    """The forms, compiled once."""
    patterns = _patterns()
    master = "|".join(
        f"(?P<{name}>{re.sub(r'[(][?]P<[a-z0-9_]+>', '(?:', pattern)})" for name, pattern in patterns.items()
    )
    return Forms(_anchor(), _start(), re.compile(master, re.IGNORECASE), _compile(patterns))


def _start() -> re.Pattern[str]:
    """What every form starts with. Begins with one set of characters, over which the engine skips quickly."""
    words = vocabulary()
    begun = {word[:3] for word in words.month_numbers}
    begun |= {word for season in words.seasons.values() for word in season.words}
    begun |= {word for part in words.parts for word in part.words}
    begun |= {word for kind in words.years.values() for word in kind.words}
    begun |= {*words.weekdays.names, *words.cues.before_year, *_NUMBERS, "quarter", "qtr", "q", "between"}
    firsts = "".join(sorted({word[0] for word in begun}))
    branches = [
        rf"(?<=[{first}{first.upper()}])(?i:{any_of(word[1:] for word in begun if word[0] == first)})"
        for first in firsts
    ]
    months = "|".join(sorted({word[:2] for word in words.month_numbers}))
    # A number starts a date only before punctuation, an ordinal, a joining word or (perhaps torn) month.
    behind = rf"[-\u2010-\u2015\u2212/.&,]|(?i:(?:s ?t|n ?d|r ?d|t ?h|to|un|ti|up|an|of|q|{months})|[jfmasond]{BLANK})"
    number = rf"(?<=\d)(?=\d{{0,3}}(?!\d){BLANK}{{0,3}}(?:{behind}))"
    return re.compile(rf"[0-9{firsts}{firsts.upper()}](?<!\w\w)(?:{number}|{'|'.join(branches)})")


def _anchor() -> re.Pattern[str]:
    """A pattern that begins with one set of characters, over which the engine skips quickly."""
    words = vocabulary()
    names = {*words.month_numbers, *(word for season in words.seasons.values() for word in season.words), "quarter"}
    written = {form for name in names for form in (name.capitalize(), name.upper())}
    firsts = sorted({word[0] for word in written})
    rests = [f"(?<={first})(?:{any_of(word[1:] for word in written if word[0] == first)})\\b" for first in firsts]
    digits = r"(?<=1)9\d\d|(?<=2)0\d\d|(?<=\d)[./]\d|(?<=['‘’´`])\d\d|(?<=Q)[1-4 ]|(?<=F)Y"
    return re.compile(rf"[0-9FQ'‘’´`{''.join(firsts)}](?:{digits}|{'|'.join(rests)})")


def number_of(word: str) -> int:
    """The number 1 to 4 that a digit or number word names."""
    return int(word) if word.isdigit() else _NUMBERS[word.lower()]
