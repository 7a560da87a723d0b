"""Damaged files through `read` in the batch's supervised workers."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.batch.pool import Lost, Pool
from pipeline.batch.store import Outcome, Store
from pipeline.batch.worker import Job
from pipeline.config import Settings
from pipeline.export.files import sha256_of
from schemas.dataset import Records
from schemas.paper import Paper
from schemas.records import PaperRow
from schemas.states import State
from soak.mutate import mutate

LIMITS = Settings.model_validate(
    {"ingest": {"timeout_seconds": 60, "max_memory_mb": 1024, "ocr": "never", "max_pages": 500}}
)


class Checks:
    """In place of extraction: checks what every Paper must hold to."""

    def extract(self, paper: Paper, manifest: Mapping[str, str] | None = None) -> Records:
        """No records; raises AssertionError where the paper breaks a rule of the document model."""
        end = 0
        for index in paper.leaves:
            block = paper.blocks[index]
            assert end <= block.start <= block.body <= block.end <= len(paper.text), "blocks overlap"
            assert not paper.text[end : block.start].strip(), "words between blocks"
            end = block.end
        assert not paper.text[end:].strip(), "words behind the last block"
        assert all(line.start < line.end <= len(paper.text) for line in paper.lines), "lines outside the text"
        paper.text.encode()  # no lone surrogates
        return Records(
            paper=PaperRow(
                paper_id=paper.paper_id,
                source_id=paper.source_id,
                text_id=paper.text_id,
                file=paper.file,
                media_type=paper.media_type,
                words=paper.words,
            )
        )


def load(_: Settings) -> Checks:
    """What workers load."""
    return Checks()


@dataclass(slots=True)
class Result:
    """States of the inputs, and what must not happen: crashes, hangs, defects; by name of the damaged file."""

    states: Counter[State] = field(default_factory=Counter)
    faults: dict[str, str] = field(default_factory=dict)


def write_damaged(folder: Path, kind: str, sound: Sequence[bytes], count: int, first: int = 0) -> list[Path]:
    """Write `count` damaged files, named after their seeds, from `first` on."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for seed in range(first, first + count):
        path = folder / f"{kind}-{seed}.{kind}"
        path.write_bytes(mutate(seed, sound[seed % len(sound)], sound[(seed * 7 + 1) % len(sound)]))
        paths.append(path)
    return paths


def soak(paths: Sequence[Path], spool: Path, workers: int = 2) -> Result:
    """Read all files; every one ends in one state."""
    result = Result()
    store = Store(spool, context="soak", conditions="", run="soak")
    jobs = (Job(i, path.name, path, f"{i:08}", sha256_of(path)) for i, path in enumerate(paths))
    with Pool(workers, LIMITS, store, load) as pool:
        for index, finished in pool.run(jobs):
            name = paths[index].name
            if isinstance(finished, Lost):
                result.states[finished.state] += 1
                result.faults[name] = finished.reason
                continue
            outcome = finished if isinstance(finished, Outcome) else store.read(f"{index:08}").outcome
            result.states[outcome.ledger.state] += 1
            if outcome.ledger.state is State.FAILED:
                result.faults[name] = outcome.ledger.reason or ""
    return result


def memory_growth(paths: Sequence[Path], rounds: int) -> Iterator[int]:
    """Resident memory in kilobytes after each of `rounds` readings of all files in one process (Linux only)."""
    from pipeline.ingest import ReadError, Source, read

    sources = [Source(path.name, path.read_bytes()) for path in paths]
    page = os.sysconf("SC_PAGE_SIZE") // 1024
    for _ in range(rounds):
        for source in sources:
            try:
                read(source, LIMITS.ingest)
            except ReadError:
                continue
        yield int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * page
