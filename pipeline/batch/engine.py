"""What does the work: worker processes here (`pool.Pool`), or a Dask cluster (`cluster.dask_engine`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import Protocol, Self

from pipeline.batch.pool import Finished
from pipeline.batch.store import Store
from pipeline.batch.worker import Job, Loader
from pipeline.config import Settings


class Engine(Protocol):
    """Takes jobs, sees that each result is in the store, and says what became of each job. A context manager."""

    @property
    def workers(self) -> int:
        """How many jobs are worked on at a time, as far as it is known."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def run(self, jobs: Iterable[Job | int]) -> Iterator[tuple[int, Finished]]:
        """Yield (index of the job, what became of it) as jobs finish, in any order.

        Jobs are taken as there is room for them. An int among them is the index of an input that needs no work; it is
        handed on at once.

        Raises:
            StartError: the work cannot begin.
            StoreError: results cannot be kept, or the engine is lost; called again, the run goes on where it was.
        """


MakeEngine = Callable[[int, Settings, Store, Loader], Engine]
"""Makes an engine of a number of workers, the settings, the place of results, and what loads the extractor."""
