"""Invented papers, made short."""

from collections.abc import Callable

import pytest

from schemas.dataset import Records
from schemas.records import ActionRow, PaperRow, PriorityRow, ProgressRow
from schemas.states import Status

Make = Callable[..., Records]


@pytest.fixture(scope="session")
def make() -> Make:
    """A paper of Hartsmere Borough Council; actions are texts or (text, status), reports (text, action, status)."""

    def made(
        id_: str,
        title: str,
        date: str | None = None,
        actions: tuple[str | tuple[str, Status], ...] = (),
        priorities: tuple[str, ...] = (),
        reports: tuple[tuple[str, int | None, Status], ...] = (),
        **paper: object,
    ) -> Records:
        told = [(a, Status.UNCLEAR) if isinstance(a, str) else a for a in actions]
        front: dict[str, object] = {"authority": "Hartsmere Borough Council", "authority_id": "HTM"}
        return Records(
            paper=PaperRow.model_validate(
                {
                    "paper_id": id_,
                    "source_id": f"s{id_}",
                    "text_id": f"t{id_}",
                    "media_type": "application/pdf",
                    "words": 1000,
                    "title": title,
                    "meeting_date": date,
                    "file": f"{id_}.pdf",
                    **front,
                    **paper,
                }
            ),
            priorities=tuple(
                PriorityRow(paper_id=id_, priority_id=f"{id_}p{n}", text=text, start=n, end=n + 1, rule="r")
                for n, text in enumerate(priorities)
            ),
            actions=tuple(
                ActionRow(
                    paper_id=id_, action_id=f"{id_}a{n}", text=text, status=status, start=100 + n, end=101 + n, rule="r"
                )
                for n, (text, status) in enumerate(told)
            ),
            progress=tuple(
                ProgressRow(
                    paper_id=id_,
                    progress_id=f"{id_}r{n}",
                    action_id=None if of is None else f"{id_}a{of}",
                    text=text,
                    status=status,
                    start=200 + n,
                    end=201 + n,
                    rule="r",
                )
                for n, (text, of, status) in enumerate(reports)
            ),
        )

    return made
