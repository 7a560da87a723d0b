"""Components that read a record's words stay linear: a run-on cell of a damaged paper must not stop a run."""

import time
from collections.abc import Callable

import pytest

from pipeline.extract.commitment import commitment_of
from pipeline.extract.due import find_due
from pipeline.extract.lead import find_lead
from pipeline.extract.measures import find_measures
from pipeline.extract.status import status_of
from pipeline.extract.themes import Taxonomy, themes_of

GENERAL = Taxonomy.load("general")
COMPONENTS: dict[str, Callable[[str], object]] = {
    "commitment": commitment_of,
    "due": lambda text: find_due(text, kind="sentence"),
    "lead": lambda text: find_lead(text, kind="sentence"),
    "measures": find_measures,
    "status": lambda text: status_of(text, kind="progress"),
    "themes": lambda text: themes_of(text, GENERAL),
}


@pytest.mark.parametrize("name", COMPONENTS)
@pytest.mark.parametrize("unit", ["rose from 5 to 13 ", " ", "by March 2015 and ", "(AB) ", "officers will "])
def test_long_text_without_sentences(name: str, unit: str) -> None:
    component = COMPONENTS[name]
    component("warm up")
    begun = time.process_time()
    component((unit * 8000)[:8000])
    assert time.process_time() - begun < 4
