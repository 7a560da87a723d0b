"""Which inputs need work, which have a result already, and all results in the order of the inputs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence

from pipeline.batch.inputs import Input, Stage, Taken
from pipeline.batch.pool import Finished, Lost
from pipeline.batch.store import DamagedError, Outcome, Result, Store, StoreError
from pipeline.batch.worker import Job, unopened
from pipeline.ingest.source import ReadError
from schemas.ids import ID_LENGTH
from schemas.records import LedgerRow
from schemas.states import State


class Schedule:
    """The work on a run's inputs.

    An input is hashed just before its turn. One whose result is in the store needs no worker; nor does one whose bytes
    an earlier input has (and of which the manifest says the same): it has that one's result, under its own name.

    Attributes:
        damaged: keys of results that were damaged, and are made anew.
    """

    def __init__(
        self,
        inputs: Sequence[Input],
        values: Mapping[str, Mapping[str, str]],
        store: Store,
        again: Collection[str] = (),
    ) -> None:
        """`values` by input name are the manifest's; inputs named in `again` are worked on, result or not."""
        self.damaged: list[str] = []
        self._inputs = inputs
        self._values = values
        self._store = store
        self._again = frozenset(again)
        self._ready: dict[int, str | Outcome] = {}
        self._given: dict[int, tuple[Job, Taken]] = {}
        self._stage: Stage | None = None
        self._first: dict[bytes, str] = {}
        self._unkept: dict[str, Outcome] = {}

    @property
    def notes(self) -> tuple[str, ...]:
        """What the user should know of the store."""
        if not self.damaged:
            return ()
        what = "1 result was" if len(self.damaged) == 1 else f"{len(self.damaged)} results were"
        first = self._store.path(self.damaged[0])
        return (
            f"{what} damaged in the cache and made anew ({first}{' and others' if len(self.damaged) > 1 else ''}).",
        )

    def wanted(self, one: Input, sha256: str) -> bool:
        """Whether an input of these bytes must be worked on. May be asked by any thread."""
        try:
            return not self._holds(self._key(one, sha256), again=one.name in self._again)
        except DamagedError:
            return True

    def jobs(self, stage: Stage) -> Iterator[Job | int]:
        """Jobs for the pool in the order of the inputs, and for an input that needs none its index.

        Files that `stage` makes are given back to it once their results are there.
        """
        self._stage = stage
        for index, one, taken in stage.each(self._inputs):
            job = self._job(index, one, taken)
            if job is None and isinstance(taken, Taken):
                stage.give_back(taken)
            yield index if job is None else job

    def results(self, finished: Iterator[tuple[int, Finished]]) -> Iterator[tuple[int, Result]]:
        """Results in the order of the inputs, each as soon as all before it are out.

        Raises:
            StoreError: a result is gone or damaged that was there a moment ago.
            OSError: the store cannot be read or written.
        """
        for index, one in enumerate(self._inputs):
            while index not in self._ready:
                self._settle(*next(finished))
            ready = self._ready.pop(index)
            if isinstance(ready, str) and ready in self._unkept:
                ready = self._unkept[ready]
            if isinstance(ready, Outcome):
                yield index, Result(self._store.run, ready).named(one.name)
                continue
            try:
                result = self._store.read(ready)
            except (DamagedError, FileNotFoundError) as error:
                raise StoreError(
                    f"The result for {one.name} was there and is no more, or was damaged: {error}. Give the same "
                    "command again: it goes on where it was."
                ) from error
            yield index, result.named(one.name)

    def _job(self, index: int, one: Input, taken: Taken | ReadError | OSError) -> Job | None:
        if isinstance(taken, ReadError):
            self._ready[index] = Outcome(ledger=LedgerRow(input=one.name, state=taken.state, reason=taken.reason))
            return None
        if isinstance(taken, OSError):
            ledger = LedgerRow(input=one.name, state=State.FAILED, reason=unopened(taken))
            self._ready[index] = Outcome(ledger=ledger)
            return None
        values = self._values.get(one.name)
        said = [taken.sha256, one.address, sorted((values or {}).items())]
        same = hashlib.sha256(json.dumps(said).encode()).digest()
        first = self._first.get(same)
        if first is not None:
            self._ready[index] = first
            return None
        key = self._first[same] = self._key(one, taken.sha256)
        try:
            there = self._holds(key, again=one.name in self._again)
        except DamagedError:
            self.damaged.append(key)
            there = False
        if there:
            self._ready[index] = key
            return None
        if taken.path is None:
            raise StoreError(
                f"The result for {one.name} was there and is no more. Give the same command again: it goes on where it "
                "was."
            )
        job = Job(index, one.name, taken.path, key, taken.sha256, values, one.address)
        self._given[index] = job, taken
        return job

    def _key(self, one: Input, sha256: str) -> str:
        values = self._values.get(one.name)
        return self._store.key(sha256, one.name, {**(values or {}), "": one.address} if one.address else values)

    def _holds(self, key: str, *, again: bool) -> bool:
        """Whether the store has a result that holds still. One that is to be made again must be this run's.

        Raises:
            DamagedError: it has one that is not whole.
        """
        head = self._store.check(key)
        if head is None or (again and head.run != self._store.run):
            return False
        return head.settled or head.conditions == self._store.conditions

    def _settle(self, index: int, finished: Finished) -> None:
        given = self._given.pop(index, None)
        if given is None:
            return  # it needed no worker
        job, taken = given
        if isinstance(finished, Outcome):
            self._unkept[job.key] = finished
        if isinstance(finished, Lost):
            ledger = LedgerRow(
                input=job.name,
                source_id=job.sha256[:ID_LENGTH],
                state=finished.state,
                reason=finished.reason,
                bytes=taken.size,
            )
            self._store.write(job.key, Outcome(ledger=ledger, sha256=job.sha256))
        self._ready[index] = job.key
        if self._stage:
            self._stage.give_back(taken)
