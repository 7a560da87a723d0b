"""Labels "Action" and "Progress" that take turns in a paper, whatever one of them is called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from pipeline.columns import field_role, label_of
from pipeline.extract.labels.logic import names_promises
from pipeline.extract.once import once_a_paper
from pipeline.extract.vocabulary import fold
from schemas.paper import Paper

_LEAST_LABELS = 3
_LABEL_WORDS = 5
_SHARE = 0.8  # of the labels, of which the next is the other one
_OTHER = {"action": "progress", "progress": "action"}


@once_a_paper
def labels_alternate(paper: Paper) -> bool:
    """Whether Action/Progress labels come often enough in a paper to be labels, and not titles of sections."""
    kinds = [kind for text in _texts(paper) if text and (kind := label_of(text) or _learnt(paper).get(text))]
    return len(kinds) >= _LEAST_LABELS and "action" in kinds


def label_in(paper: Paper, text: str) -> str | None:
    """`action` or `progress` where a block of a paper is such a label, also by a name of the paper's own."""
    return label_of(text) or (_learnt(paper).get(fold(text)) if len(text.split()) <= _LABEL_WORDS else None)


def _texts(paper: Paper) -> list[str]:
    """The blocks outside tables, folded, "" for those that are too long for a label."""
    bodies = [paper.body(paper.blocks[i]) for i in paper.leaves if paper.blocks[i].parent < 0]
    return [fold(body) if len(body.split()) <= _LABEL_WORDS else "" for body in bodies]


@once_a_paper
def _learnt(paper: Paper) -> Mapping[str, str]:
    """The label by an unknown name that takes turns with one that is known, and what it stands above."""
    texts = [text for text in _texts(paper) if text]
    kinds = Counter(kind for text in texts if (kind := label_of(text)))
    if len(kinds) != 1:
        return {}
    ((known, times),) = kinds.items()
    counts = Counter(text for text in texts if label_of(text) is None)
    for name, count in counts.most_common(1):
        if min(times, count) >= _LEAST_LABELS and count * _SHARE <= times <= count / _SHARE:
            turns = [_OTHER[known] if text == name else known for text in texts if text == name or label_of(text)]
            if turns[0] == "action" and _alternate(turns) and _may_label(name, _OTHER[known]):
                return {name: _OTHER[known]}
    return {}


def _may_label(name: str, kind: str) -> bool:
    """Whether a label has no meaning but this; commitments and the like are what is to be done."""
    return field_role(name, loose=False) in (None, kind) or names_promises(name)


def _alternate(turns: Sequence[str]) -> bool:
    return sum(a != b for a, b in pairwise(turns)) >= _SHARE * (len(turns) - 1)
