"""What the guides say agrees with the code and the folder they describe."""

from pathlib import Path

import pytest

from schemas.annotation import Annotation, GoldAction, GoldMetadata, GoldPriority, GoldProgress
from schemas.states import Decision, ReportType, Status

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "annotation.md").read_text(encoding="utf-8")
README = (ROOT / "corpus" / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("model", [Annotation, GoldPriority, GoldAction, GoldProgress, GoldMetadata])
def test_the_annotation_guide_names_every_field(model: type[Annotation]) -> None:
    unnamed = [name for name in model.model_fields if f"`{name}`" not in GUIDE and name not in {"paper", "text"}]
    # `optional` is shown as it is written in a file; record kinds have a heading each
    unnamed = [name for name in unnamed if f'"{name}"' not in GUIDE and f"### {name[:6].title()}" not in GUIDE]
    assert not unnamed


@pytest.mark.parametrize("vocabulary", [Status, ReportType, Decision])
def test_the_annotation_guide_names_every_value(vocabulary: type[Status]) -> None:
    assert [value for value in vocabulary if value not in GUIDE] == []


def test_the_readme_describes_every_specimen() -> None:
    papers = [path.name for path in (ROOT / "corpus" / "papers").iterdir()]
    assert [name for name in papers if f"`{name}`" not in README] == []
