"""What a fresh machine installs: pinned versions, no addresses."""

import os
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PINNED = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]*)==[0-9][A-Za-z0-9.+!]*")


def name(requirement: str) -> str:
    """A distribution's name as the package index compares them."""
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found
    return re.sub(r"[-_.]+", "-", found.group()).lower()


def test_constraints_are_versions_only_and_cover_every_dependency() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    assert [line for line in lines if not PINNED.fullmatch(line)] == []
    pinned = [name(line) for line in lines]
    assert len(set(pinned)) == len(pinned)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    assert {name(requirement) for requirement in wanted} - set(pinned) == set()


@pytest.mark.skipif(os.name == "nt", reason="no executable bit")
def test_the_check_of_every_change_can_be_run() -> None:
    assert os.access(ROOT / ".ci/run", os.X_OK)
