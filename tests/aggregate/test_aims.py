"""Which aims a priority is found to pursue; all priorities here are invented."""

import csv
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.aggregate.aims import BUILT_IN, Matcher, load_domains, matcher
from pipeline.aggregate.aims.clauses import clauses
from pipeline.aggregate.aims.model import words
from pipeline.aggregate.aims.phrases import expand, tokens
from pipeline.config import ConfigError

IN_CARE = frozenset({"children_in_care"})
NOTHING: frozenset[str] = frozenset()


def ids(text: str, context: frozenset[str] = NOTHING) -> set[str]:
    return {aim.id for aim in matcher((BUILT_IN,)).aims_of(text, context)}


@pytest.mark.parametrize(
    ("text", "aim"),
    [
        ("Fewer placement moves for every child we look after", "cic-stability"),
        ("Cut the energy bills of families who live in cold homes", "fuel-poverty"),
        ("Bring long-term vacant properties back into use", "empty-homes"),
        ("Plant ten thousand trees by 2031", "trees-carbon"),
        ("Narrow the gap between disadvantaged pupils and their classmates", "attainment-gap"),
        ("Vibrant high streets with fewer vacant shops", "town-centres"),
        ("Support survivors of domestic abuse", "domestic-abuse"),
        ("Keep our roads free of potholes", "road-maintenance"),
        ("Set a balanced budget and keep our reserves healthy", "financial-sustainability"),
        ("Reduce delayed discharges from hospital", "hospital-discharge"),
        ("Send less rubbish to landfill and recycle more of it", "waste-recycling"),
        ("Improve the timeliness of education, health and care plans", "send-plans"),
        ("Protect homes at risk of flooding from rivers", "flooding"),
    ],
)
def test_an_aim_is_known_in_other_words(text: str, aim: str) -> None:
    assert aim in ids(text, frozenset({"children_in_care"}) if aim.startswith("cic") else NOTHING)


def test_aims_are_known_in_plain_words_and_in_formal_ones() -> None:
    with (Path(__file__).parent / "priorities.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    same = {id_: aim.same_as or id_ for domain in load_domains((BUILT_IN,)) for id_, aim in domain.aims.items()}
    assert len(rows) > 100
    assert [r for r in rows if same[r["aim"]] not in ids(r["text"], frozenset({r["domain"]}))] == []


def test_a_short_heading_means_what_its_paper_is_about() -> None:
    assert ids("Health", IN_CARE) == {"cic-health"}
    assert ids("Health") == set()


@pytest.mark.parametrize(
    "heading", ["Priority 2: Improving health", "3. Health", "Our health", "Better health for all"]
)
def test_a_heading_is_read_past_its_number_and_what_makes_no_difference(heading: str) -> None:
    assert ids(heading, IN_CARE) == {"cic-health"}


def test_a_heading_of_one_domain_alone_is_read_in_papers_of_others() -> None:
    assert ids("Best Start in Life", frozenset({"health"})) == {"best-start"}
    assert ids("Nature", frozenset({"climate"})) == {"biodiversity"}


def test_a_nearer_aim_stands_instead_of_a_wider_one() -> None:
    assert ids("Give young carers a break") == {"young-carers"}
    assert ids("Give unpaid carers a break") == {"carers"}
    assert ids("Better GCSE results for children in care") == {"cic-education"}
    assert ids("Better GCSE results for all pupils") == {"attainment"}


def test_the_kind_of_a_council_is_no_area() -> None:
    assert ids("A carbon neutral City Council by 2030") == {"climate-council-net-zero"}
    assert ids("A carbon neutral city by 2040") == {"climate-area-net-zero"}


def test_a_phrase_of_common_words_alone_tells_an_aim() -> None:
    assert ids("Be a great place to work") == {"workforce"}
    assert ids("Empower local communities") == {"community-power"}


def test_the_same_aim_for_other_people_is_one_aim() -> None:
    assert ids("Listen to the views of children in care") == ids("Listen to the voice of children and young people")


def test_a_priority_of_two_aims_has_both() -> None:
    text = "To raise the educational attainment of children in care and to ensure that care leavers are in employment"
    assert {"cic-education", "cic-employment"} <= ids(text)


def test_what_is_mentioned_in_passing_is_no_aim() -> None:
    text = (
        "Recruit more foster carers across the county by working with churches, schools, sports clubs and employers, "
        "using the lessons of the review of transport, parking and libraries that members asked for in the spring"
    )
    assert ids(text) == {"cic-sufficiency"}


def test_one_word_is_not_two_aims() -> None:
    found = matcher((BUILT_IN,)).aims_of("Reduce homelessness", NOTHING)
    assert [aim.id for aim in found] == ["homelessness-prevention"]


def test_the_title_of_a_paper_tells_its_domain() -> None:
    own = matcher((BUILT_IN,))
    assert "children_in_care" in own.domains_of("Strategy for Looked After Children", ["Health"])
    assert "children_in_care" not in own.domains_of("Highways programme", ["Repair roads", "Fill potholes"])
    assert "housing" in own.domains_of("", ["Build homes", "Help tenants", "Publish a report"])


def test_means_weigh_less_than_the_aim() -> None:
    parts = clauses(tokens("Reduce homelessness through better advice, and build homes. Report each year."))
    assert [round(part.weight, 2) for part in parts] == [1.0, 0.6, 1.0, 0.7]


def test_a_lead_in_of_partners_is_not_the_aim() -> None:
    first, second = clauses(tokens("Work with partners and schools to reduce absence"))
    assert first.weight < second.weight


@settings(deadline=None)
@given(st.text(max_size=80))
def test_clauses_cover_a_text_once_in_order(text: str) -> None:
    own = tokens(text)
    parts = clauses(own)
    assert parts[0].start == 0
    assert parts[-1].end == len(own.words)
    assert all(a.end == b.start for a, b in pairwise(parts))


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=120), st.sampled_from([NOTHING, IN_CARE, frozenset({"climate"})]))
def test_any_text_has_at_most_three_aims_between_nought_and_one(text: str, context: frozenset[str]) -> None:
    found = matcher((BUILT_IN,)).aims_of(text, context)
    assert len({aim.id for aim in found}) == len(found) <= 3
    assert all(0 < aim.salience <= 1 for aim in found)


def test_every_domain_named_is_there_and_every_set_is_known() -> None:
    domains = load_domains()
    names = {domain.domain for domain in domains}
    assert all(set(domain.instead_of) <= names for domain in domains)
    ids_ = [id_ for domain in domains for id_ in domain.aims]
    assert len(ids_) == len(set(ids_)) > 200
    for alternatives in words().sets:
        assert expand((f"@{alternatives}",), words())


OWN = """
domain = "lighthouses"
title = "Lighthouses"
cues = ["lighthouse*"]
[aims.lamps]
label = "Lamps that never go out"
any = ["lamp* + lit|burn*"]
"""


def test_a_file_of_ones_own_adds_aims(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(OWN, encoding="utf-8")
    found = Matcher(load_domains((BUILT_IN, str(file)))).aims_of("Keep every lamp lit", NOTHING)
    assert [aim.id for aim in found] == ["lamps"]


@pytest.mark.parametrize(
    ("was", "now", "says"),
    [
        ('any = ["lamp* + lit|burn*"]', 'any = ["lamp* + "]', "no phrase"),
        ('any = ["lamp* + lit|burn*"]', 'any = ["Lamp"]', "no phrase"),
        ('any = ["lamp* + lit|burn*"]', 'any = ["@nosuch"]', "no set @nosuch"),
        ('any = ["lamp* + lit|burn*"]', 'any = ["lamp"]\nsame_as = "nowhere"', "nowhere"),
        ('any = ["lamp* + lit|burn*"]', 'any = ["lamp"]\ninstead_of = ["nowhere"]', "nowhere"),
        ('any = ["lamp* + lit|burn*"]', 'any = ["lamp"]\ninstead_of = ["lamps"]', "lamps"),
        ('label = "Lamps that never go out"', 'labl = "x"', "labl"),
        ("[aims.lamps]", "[aims.Lamps_]", "Lamps_"),
    ],
)
def test_a_broken_file_of_aims_is_refused_with_its_fault(tmp_path: Path, was: str, now: str, says: str) -> None:
    file = tmp_path / "own.toml"
    file.write_text(OWN.replace(was, now), encoding="utf-8")
    with pytest.raises(ConfigError, match=says):
        Matcher(load_domains((str(file),)))


def test_a_file_of_aims_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.toml"):
        load_domains((str(tmp_path / "none.toml"),))
