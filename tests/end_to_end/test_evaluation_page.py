"""The page of measured figures has places for its tables, which are written and not typed."""

from pathlib import Path

import click
import pytest

from bench.figures import measured

PAGE = (Path(__file__).parents[2] / "EVALUATION.md").read_text("utf-8")


@pytest.mark.parametrize("name", ["records", "keyword baseline", "fields"])
def test_a_table_takes_the_place_of_the_one_before(name: str) -> None:
    once = measured(PAGE, name, "| a |\n| --- |\n")
    assert once != PAGE
    assert "| a |" in once
    assert measured(once, name, "| b |\n") == measured(PAGE, name, "| b |\n")


def test_a_page_without_the_place_is_told() -> None:
    with pytest.raises(click.ClickException, match="has no place for records"):
        measured("# Evaluation\n", "records", "| a |\n")
