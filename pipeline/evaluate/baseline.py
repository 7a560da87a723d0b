"""The keyword search that a researcher writes in an afternoon: what a method has to beat to be worth having."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from schemas.dataset import Records
from schemas.ids import fold, record_id
from schemas.paper import Paper
from schemas.records import ActionRow, PaperRow, PriorityRow, ProgressRow
from schemas.states import Status

RULE = "keyword"
SHORTEST = 4
"""Words in the shortest sentence that is taken: shorter ones are headings and labels."""

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


class Keywords(BaseModel):
    """The words of baseline.toml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    priorities: tuple[str, ...]
    actions: tuple[str, ...]
    progress: tuple[str, ...]
    status: dict[Status, tuple[str, ...]]


@dataclass(frozen=True)
class _Patterns:
    kinds: dict[str, re.Pattern[str]]
    statuses: dict[Status, re.Pattern[str]]


def baseline(paper: Paper) -> Records:
    """Records of a paper by keywords alone: no links, no front matter, no themes.

    It works on the same reading of the paper as the real thing does (its blocks), cut into sentences at full stops.
    """
    patterns = _patterns()
    seen: Counter[tuple[str, str]] = Counter()
    priorities, actions, progress = [], [], []
    for start, end in _sentences(paper):
        text = paper.text[start:end]
        for kind, pattern in patterns.kinds.items():
            cue = pattern.search(text)
            if cue is None:
                continue
            occurrence = (kind, fold(text))
            id_ = record_id(paper.record_scope, kind, text, seen[occurrence])
            seen[occurrence] += 1
            place = {"start": start, "end": end, "page": paper.page_of(start)}
            row: dict[str, Any] = {"paper_id": paper.paper_id, "text": text, "rule": RULE, "cue": cue.group(), **place}
            status = next((s for s, p in patterns.statuses.items() if p.search(text)), Status.UNCLEAR)
            if kind == "priorities":
                priorities.append(PriorityRow(priority_id=id_, **row))
            elif kind == "actions":
                actions.append(ActionRow(action_id=id_, status=status, **row))
            else:
                progress.append(ProgressRow(progress_id=id_, status=status, **row))
    return Records(_paper_row(paper), priorities=tuple(priorities), actions=tuple(actions), progress=tuple(progress))


def _sentences(paper: Paper) -> Iterator[tuple[int, int]]:
    """Sentences of `SHORTEST` words or more, within blocks."""
    for leaf in paper.leaves:
        block = paper.blocks[leaf]
        start = block.body
        for cut in (*_SENTENCE_END.finditer(paper.text, block.body, block.end), None):
            end = cut.start() if cut else block.end
            if len(paper.text[start:end].split()) >= SHORTEST:
                yield start, end
            start = cut.end() if cut else end


def _paper_row(paper: Paper) -> PaperRow:
    return PaperRow(
        paper_id=paper.paper_id,
        source_id=paper.source_id,
        text_id=paper.text_id,
        file=paper.file,
        part_of=paper.part_of or None,
        first_page=paper.first_page or None,
        last_page=paper.last_page or None,
        media_type=paper.media_type,
        pages=len(paper.pages) or None,
        words=paper.words,
        ocr=paper.ocr,
    )


@cache
def _patterns() -> _Patterns:
    own = Path(__file__).with_name("baseline.toml")
    keywords = Keywords.model_validate(tomllib.loads(own.read_text(encoding="utf-8")))
    kinds = {"priorities": keywords.priorities, "actions": keywords.actions, "progress": keywords.progress}
    return _Patterns(
        {kind: _any(words) for kind, words in kinds.items()},
        {status: _any(words) for status, words in keywords.status.items()},
    )


def _any(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
