"""Themes and taxonomies."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.config import ConfigError
from pipeline.extract.themes import Taxonomy, built_in, choose_taxonomy, themes_of

CARE = Taxonomy.load("children_in_care")
GENERAL = Taxonomy.load("general")


def codes(text: str, taxonomy: Taxonomy = CARE) -> set[str]:
    return {theme.code for theme in themes_of(text, taxonomy)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Raise attainment at school", {"education"}),
        ("Fewer unplanned moves and more permanence for children", {"placement_stability"}),
        ("Recruit more foster carers", {"placement_sufficiency"}),
        ("Care leavers have a pathway plan", {"leaving_care"}),
        ("Support the mental health of children", {"emotional_wellbeing"}),
        ("Reduce offending and keep children safe from exploitation", {"safety"}),
        ("The strategy for looked after children and care leavers is printed", set()),
        ("", set()),
    ],
)
def test_themes_of_children_in_care(text: str, expected: set[str]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Replace gas boilers to cut carbon emissions", "climate_and_environment"),
        ("Repair potholes on the main roads", "transport"),
        ("Reduce rough sleeping", "housing_and_homelessness"),
        ("Publish the draft local plan", "planning_and_regeneration"),
        ("Set a balanced budget", "finance"),
        ("Recruit apprentices to the workforce", "workforce"),
        ("Reopen the museum", "culture_and_leisure"),
    ],
)
def test_general_themes(text: str, expected: str) -> None:
    assert expected in codes(text, GENERAL)


def test_the_twelve_codes_are_those_of_the_guidelines() -> None:
    assert CARE.codes == (
        "participation_voice",
        "education",
        "health",
        "emotional_wellbeing",
        "placement_stability",
        "placement_sufficiency",
        "leaving_care",
        "safety",
        "relationships_identity",
        "leisure",
        "workforce",
        "partnership",
    )


def test_paper_on_children_in_care_has_its_own_taxonomy() -> None:
    care = "Looked after children are our concern as corporate parents. Foster carers and care leavers told us so. " * 3
    other = "The county repairs roads, bridges and drains. One member asked about care leavers. " * 3
    assert choose_taxonomy(care, [CARE, GENERAL]) is CARE
    assert choose_taxonomy(other + "Roads. " * 400, [CARE, GENERAL]) is GENERAL
    assert choose_taxonomy(other, []) is None


def test_own_taxonomy_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(
        'name = "own"\ntitle = "O"\n[[theme]]\ncode = "boats"\ntitle = "Boats"\nstrong = ["ferr*", "boat(s|yard)"]\n',
        encoding="utf-8",
    )
    own = Taxonomy.load(path)
    (theme,) = themes_of("The ferries leave from the boatyard.", own)
    assert (theme.code, theme.cue, theme.start, theme.end) == ("boats", "ferries", 4, 11)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("name = ", "TOML"),
        ('name = "own"\ntitle = "Ours"\n', "theme"),
        ('name = "own"\ntitle = "Ours"\n[[theme]]\ncode = "Boats"\ntitle = "B"\nstrong = ["boat"]', "theme Boats.code"),
        ('name = "own"\ntitle = "Ours"\n[[theme]]\ncode = "boats"\ntitle = "B"\nstrong = ["Boat"]', "lower case"),
        (
            'name = "own"\ntitle = "Ours"\n[[theme]]\ncode = "boats"\ntitle = "B"\nstrong = ["boat"]\nwords = []',
            "words",
        ),
    ],
)
def test_errors_say_what_to_mend(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError, match=says):
        Taxonomy.load(path)


def test_unknown_taxonomy_names_the_known_ones() -> None:
    with pytest.raises(ConfigError, match="children_in_care, general"):
        Taxonomy.load("no_such_taxonomy")
    assert built_in() == ("children_in_care", "general")


@given(st.text(max_size=300))
def test_cues_are_verbatim_and_codes_known(text: str) -> None:
    for taxonomy in (CARE, GENERAL):
        for theme in themes_of(text, taxonomy):
            assert text[theme.start : theme.end] == theme.cue
            assert theme.code in taxonomy.codes
