"""The guide's examples run."""

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("guide", ["evaluation.md", "comparison.md"])
def test_names_in_the_guide_exist(guide: str) -> None:
    for code in re.findall(r"```python\n(.*?)```", (DOCS / guide).read_text(encoding="utf-8"), re.DOTALL):
        for line in code.splitlines():
            if line.startswith(("from ", "import ")):
                exec(line, {})
