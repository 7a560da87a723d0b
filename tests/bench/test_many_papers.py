"""The papers that the benchmark makes: the same for the same seed, no two alike, and read as those of a council."""

import sys
from pathlib import Path

import pytest

from bench.batch.papers import write_papers
from bench.batch.processes import run
from pipeline.ingest import Source, read


def test_papers_are_the_same_for_the_same_seed_and_no_two_alike(tmp_path: Path) -> None:
    first, again, other = (
        [path.read_bytes() for path in write_papers(tmp_path / s, 6, int(s[0]))] for s in ("1", "1b", "2")
    )
    assert first == again
    assert len({*first, *other}) == 12
    texts = {read(Source("a.pdf", data))[0].text_id for data in first}
    assert len(texts) == 6


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc")
def test_memory_is_that_of_each_process() -> None:
    took = run([sys.executable, "-c", "import subprocess; x = b' ' * 50_000_000; subprocess.run(['sleep', '1'])"])
    assert 50 < took.megabytes < 100
    assert 0 < took.workers_megabytes < 20
    assert took.seconds > 1
