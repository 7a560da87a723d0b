"""Fixtures that every part shares."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "house", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)  # a busy machine fails none
settings.load_profile("house")

ROOT = Path(__file__).parent.parent
SHARED_VARIABLE = "COMMITTEE_PAPERS_SHARED"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real papers and their annotations, which is not part of the repository."""
    named = os.environ.get(SHARED_VARIABLE)
    if not named:
        pytest.skip(f"needs real papers: set {SHARED_VARIABLE} to the folder that holds papers/ and gold/")
    folder = Path(named)
    if not (folder / "papers").is_dir():
        pytest.fail(f"{SHARED_VARIABLE} is {folder}, which has no folder papers/")
    return folder


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The specimen papers written for this project."""
    return ROOT / "corpus"
