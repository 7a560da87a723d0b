"""Expressions sought at the words with which they may begin are found as `re` finds them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.openings import Openings, either, openings
from pipeline.extract.statements.aims import _aims
from pipeline.extract.statements.features import _cues

TOLD = {
    r"\b(?:will|shall)(?: \w+)? be\b": {"will", "shal"},
    r"\b(?:plans?|an? plan)\b": {"plan", "a"},
    r"^(?:the )?(?:draft )?minutes\b": {"the ", "draf", "minu"},
    r"\bre(?:view|port)ed\b": {"re"},
    r"(?:\bto\b|\bin) time": {"to ", "in "},
    r"[£$]|\bcosts?\b": {"£", "$", "cost"},
    r"\(pages? \d+\)": {"("},
    r"\b\d+\b": set("0123456789"),
    r"\b(?P<nth>first|last) aim": {"firs", "last "},
    r"\bn[’']t\b": {"n "},
    r"\.\.+": {"."},
    r"\b(?:so )+far\b": {"so "},
    r"^(?!the )plan": {"plan"},
    r"(?<!\w)(?:end|ends?)(?!\w)": {"end ", "end"},
    r"(?:^|(?<=[.;]\s))as(?! of)": {"as"},
    r"(?<![\w.])£?\d{1,2}": {"£", *"0123456789"},
    r"\b(?:on\s*)?going": {"on", "goin"},
    r"\bin[\s-]hand": {"in "},
    r"\b(?:(?<!not )(?-i:may)|be)\b": {"may ", "be "},
}
UNTOLD = [
    r"priorit",  # within a word as well
    r"\d ?%",
    r"\b\w+ed\b",
    r"\b(?:on )?(?:\w+ )?track",
    r"\b(?:new|)\b",
    r"[a-z]+ing\b",
    r".*plan",
    r"\bx?",
    r"$|\bplan\b",
]
PATTERNS = [*TOLD, *UNTOLD]
WORDS = [word for pattern in PATTERNS for word in re.findall(r"\w+|[^\w\s]", pattern)]
WORDS += ["the", "plan", "plans", "a", "minutes", "reviewed", "isn’t", "15%", "x5 %", "1.2", "first aim", "so so far"]


@pytest.mark.parametrize(("pattern", "starts"), TOLD.items())
def test_tells_how_matches_begin(pattern: str, starts: set[str]) -> None:
    assert openings(pattern) == starts


@pytest.mark.parametrize("pattern", UNTOLD)
def test_tells_nothing_of_what_may_begin_anyhow(pattern: str) -> None:
    assert openings(pattern) is None


@given(st.lists(st.sampled_from(WORDS)), st.sampled_from([" ", "  ", "", "-", ", ", "\n", "\u00a0"]))
def test_finds_what_each_expression_finds_alone(words: list[str], between: str) -> None:
    _same([re.compile(pattern) for pattern in PATTERNS], between.join(words).lower())


@given(st.text(st.sampled_from("abeilnoprstwé 0125%.,:’-“_(²\n\u00a0"), max_size=60))
def test_any_text_is_read_alike(text: str) -> None:
    _same([re.compile(pattern) for pattern in PATTERNS], text.lower())


@pytest.mark.parametrize(
    "text",
    [
        "the council will, by 2027, have planted 1,200 trees at a cost of £40,000 (15% less than planned).",
        "our plan’s aim is to keep every child in hartsmere safe – and that’s a promise: it won’t be broken.",
        "work on the pool has been delayed; members are asked to note that it is now due to be finished in may.",
        "by 2030 we want all homes to be warm, and the strategy aims to see to it.",
    ],
)
def test_vocabularies_are_read_alike(text: str) -> None:
    _same(list(_cues().values()), text)
    _same(list(_aims().clause), text)


def test_flags_are_heeded() -> None:
    assert 0 in Openings([re.compile(r"\bPLAN\b", re.IGNORECASE)]).search("a plan")


def _same(patterns: list[re.Pattern[str]], text: str) -> None:
    alone = {i: match for i, pattern in enumerate(patterns) if (match := pattern.search(text))}
    together = Openings(patterns).search(text)
    assert list(together) == list(alone)
    assert [match.regs for match in together.values()] == [match.regs for match in alone.values()]


@given(st.lists(st.sampled_from(WORDS)))
def test_either_finds_what_an_alternation_finds(words: list[str]) -> None:
    text = " ".join(words).lower()
    for expressions in (
        ["a plan", r"isn’t|so (?:so )?far", "(?<!the )minutes", "15%"],
        ["x5", r"\w+ed", "a", "a plan"],
    ):
        plain = re.finditer(rf"(?<!\w)(?:{'|'.join(expressions)})(?!\w)", text)
        assert [m.span() for m in re.finditer(rf"(?<!\w){either(expressions)}(?!\w)", text)] == [
            m.span() for m in plain
        ]
