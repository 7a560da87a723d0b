"""The vocabularies of front matter, and the small functions on words."""

import pytest
from pydantic import ValidationError

from pipeline.extract.front_matter.kinds import leading_decisions
from pipeline.extract.front_matter.lines import is_authority, is_date_line, is_header, is_title_line
from pipeline.extract.front_matter.names import is_body, kind_of
from pipeline.extract.front_matter.vocabulary import Labels, bodies, labels, pages, types
from pipeline.extract.front_matter.words import headline, key, words_of
from schemas.states import Decision


def test_vocabularies_load() -> None:
    assert key("Agenda item") in labels()
    assert bodies().kind[-1].contains == ("",), "the last kind takes every other body"
    assert pages().before_title
    assert types().rule


def test_unknown_field_is_refused() -> None:
    with pytest.raises(ValidationError, match="unknown field"):
        Labels.model_validate({"label": [{"field": "colour", "words": ["colour"]}]})


def test_plural_endings_belong_to_the_word_before() -> None:
    text = "Ward(s) or groups affected"
    words = words_of(text)
    assert [w.text for w in words] == ["ward", "or", "group", "affected"]
    assert text[words[0].start : words[0].end] == "Ward(s)"
    assert key("RECOMMENDATION/S") == key("recommendations")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CARE OF THE COUNCIL'S TREES", "Care of the Council's Trees"),
        ("Care of trees", "Care of trees"),
        ("MULTI-AGENCY PLAN 2012-15", "Multi-Agency Plan 2012-15"),
    ],
)
def test_headline(text: str, expected: str) -> None:
    assert headline(text) == expected


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Corporate Parenting Sub-Committee", "corporate_parenting"),
        ("Cabinet", "cabinet"),
        ("County Council", "full_council"),
        ("Health and Wellbeing Board", "health_and_wellbeing"),
        ("Audit and Standards Committee", "audit"),
        ("Planning Committee", "planning"),
        ("Cabinet Member for Roads", "cabinet_member"),
        ("Trees Working Party", "other"),
    ],
)
def test_kind_of_body(name: str, kind: str) -> None:
    assert is_body(name)
    assert kind_of(name) == kind


@pytest.mark.parametrize(
    "text", ["Parties and interested groups", "Report to Council", "We met the Board in May and", ""]
)
def test_no_body(text: str) -> None:
    assert not is_body(text)


@pytest.mark.parametrize(
    ("text", "decisions"),
    [
        ("That the standing of all agreed measures be noted", (Decision.NOTE,)),
        ("That the report be noted.", (Decision.NOTE,)),
        ("note and approve the plan", (Decision.NOTE, Decision.APPROVE)),
        ("to note the drafting of and approve the plan", (Decision.NOTE, Decision.APPROVE)),
        ("That the Committee notes the work and agrees any recommendations it wishes", (Decision.NOTE,)),
        ("The Panel considers the report and agrees any recommendations", (Decision.COMMENT,)),
        ("Note all that is done in the town and agree to go on", (Decision.NOTE,)),
        ("the scheme, as set out in paragraph 6, be approved", (Decision.APPROVE,)),
        ("consider the progress made", (Decision.OTHER,)),
    ],
)
def test_leading_decisions(text: str, decisions: tuple[Decision, ...]) -> None:
    assert leading_decisions(text) == decisions


def test_lines() -> None:
    assert is_header("Reference Action Timescale Lead Status")
    assert not is_header("A plan for the trees of the town")
    assert is_authority("London Borough of Eastmarsh")
    assert not is_authority("City of Eastmarsh Corporation Local Development Scheme")
    assert is_date_line("Thursday, 30th January, 2025")
    assert not is_title_line("Recommendations")
    assert is_title_line("Spare Rooms Strategy 2012-15")
