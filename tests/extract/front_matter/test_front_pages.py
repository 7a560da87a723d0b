"""Front pages of invented papers in many house styles, from text to values; the pages are TOML files beside it."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from pipeline.authorities import Register, load_register
from pipeline.extract.front_matter import front_matter
from pipeline.extract.front_matter.words import fold
from pipeline.extract.sections import find_sections
from pipeline.ingest.read import read
from pipeline.ingest.source import Source

PAGES: list[dict[str, Any]] = [
    page
    for path in sorted((Path(__file__).parent / "pages").glob("*.toml"))
    for page in tomllib.loads(path.read_text(encoding="utf-8"))["page"]
]


@pytest.fixture(scope="module")
def register() -> Register:
    return load_register()


@pytest.mark.parametrize("page", PAGES, ids=[page["name"].replace(" ", "_") for page in PAGES])
def test_front_page(page: dict[str, Any], register: Register) -> None:
    (paper,) = read(Source("paper.txt", page["text"].encode()))
    found = front_matter(paper, find_sections(paper), register)
    assert {name: fold(found.get(name) or "") for name in page["expect"]} == {
        name: fold(value) for name, value in page["expect"].items()
    }
    assert found.get("authority") is None, "the authority is invented"
