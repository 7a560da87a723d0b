"""Stand-ins for tests of the batch: an extractor to which every block is an action, and papers that misbehave; an
engine without processes, and one that knows which paper to wait for.
"""

import os
import re
import signal
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Self

from pipeline.batch.pool import Finished, Pool
from pipeline.batch.store import Store
from pipeline.batch.worker import Job, Loader, perform
from pipeline.config import Settings
from schemas.dataset import Records
from schemas.ids import record_id
from schemas.paper import Paper
from schemas.records import ActionRow, FieldRow, PaperRow
from schemas.states import FieldSource, Status


class StandIn:
    """Extracts without a model. A paper that holds CRASH, HANG, RAISE, HOARD, SLOW, GONE or PATRICIDE does so."""

    def extract(self, paper: Paper, manifest: Mapping[str, str] | None = None) -> Records:
        if "GONE" in paper.text:
            (Path("in") / paper.file).unlink()
        if "CRASH" in paper.text:
            os._exit(7)
        if "PATRICIDE" in paper.text:
            os.kill(_employer(), signal.SIGKILL)
            time.sleep(600)
        if "HANG" in paper.text:
            time.sleep(600)
        if "RAISE" in paper.text:
            raise RuntimeError("as told")
        if "HOARD" in paper.text:
            bytearray(1 << 40)
        if "SLOW" in paper.text:
            time.sleep(0.5)
        seen: dict[str, int] = {}
        actions = []
        for index in paper.leaves:
            block = paper.blocks[index]
            text = paper.body(block)
            occurrence = seen[text] = seen.get(text, -1) + 1
            identity = record_id(paper.source_id, "action", text, occurrence)
            actions.append(
                ActionRow(
                    paper_id=paper.paper_id,
                    action_id=identity,
                    text=text,
                    status=Status.UNCLEAR,
                    start=block.body,
                    end=block.end,
                    rule="stand_in",
                )
            )
        values = dict(manifest or {})
        row = PaperRow(
            paper_id=paper.paper_id,
            source_id=paper.source_id,
            text_id=paper.text_id,
            file=paper.file,
            media_type=paper.media_type,
            words=paper.words,
            **values,
        )
        fields = tuple(
            FieldRow(paper_id=paper.paper_id, field=key, value=value, source=FieldSource.MANIFEST, rule="manifest")
            for key, value in values.items()
        )
        return Records(paper=row, actions=tuple(actions), paper_fields=fields)


def _employer() -> int:
    """The process whose pool this worker is of: its parent, or on Linux its parent's parent."""
    if sys.platform != "linux":
        return os.getppid()
    return int(re.findall(r"PPid:\s+(\d+)", Path(f"/proc/{os.getppid()}/status").read_text())[0])


def load(settings: Settings) -> StandIn:
    """What the batch calls in each worker."""
    return StandIn()


def load_badly(settings: Settings) -> StandIn:
    """A loader that cannot."""
    raise OSError("no model here. Install one.")


class InProcess:
    """Work in this process, for tests of what a run does with results. See `pipeline.batch.engine.Engine`."""

    workers = 1

    def __init__(self, workers: int, settings: Settings, store: Store, load: Loader) -> None:
        self.settings = settings
        self.store = store
        self.extractor = load(settings)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        """Nothing is left to end."""

    def run(self, jobs: Iterable[Job | int]) -> Iterator[tuple[int, Finished]]:
        for step in jobs:
            if isinstance(step, int):
                yield step, None
            else:
                yield step.index, perform(step, self.settings, self.extractor, self.store).outcome


class Hasty(Pool):
    """Worker processes whose time is up soon where a paper hangs, and there alone, however busy the machine is."""

    def _give(self, worker: Any, job: Job) -> None:
        super()._give(worker, job)
        if b"HANG" in job.path.read_bytes():
            worker.deadline = time.monotonic() + 0.5
