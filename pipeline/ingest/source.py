"""A source: bytes with a name, and what can be wrong with them."""

from dataclasses import dataclass
from functools import cached_property

from schemas.ids import source_id
from schemas.states import State


@dataclass(frozen=True)
class Source:
    """An input file's name (as the user gave it, `/` as separator) and its bytes."""

    file: str
    data: bytes

    @cached_property
    def source_id(self) -> str:
        """Hash of the bytes."""
        return source_id(self.data)


class ReadError(Exception):
    """A source that yields no paper: the state for its ledger row, and a reason that says what to do next."""

    def __init__(self, state: State, reason: str) -> None:
        super().__init__(state, reason)
        self.state = state
        self.reason = reason
