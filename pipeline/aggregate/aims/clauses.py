"""The parts of a priority: each may state an aim of its own, or only say how or why."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.aggregate.aims.model import words
from pipeline.aggregate.aims.phrases import Tokens

LATER = 0.7
"""Weight of sentences after the first, which explain it more often than they add to it."""
BEHIND_COLON = 0.9
"""Weight of what follows a colon, which says the aim more often than it explains it."""
MEANS = 0.6
"""Weight of what follows "through", "by" and the like, which is how the aim is to be reached."""
_JOINED = frozenset(["and", "or", "to", "that", "which", "will", "so"])


_LEAD_IN = frozenset(["work", "working"])
_LONGEST_LEAD_IN = 12


@dataclass(frozen=True, slots=True)
class Clause:
    """A range of tokens, with what an aim in it weighs, from 0 to 1."""

    start: int
    end: int
    weight: float


def clauses(text: Tokens) -> list[Clause]:
    """The clauses of a text in order: cut at ends of sentences, before verbs of aims and before words of means."""
    verbs, means = _vocabulary()
    cuts: list[tuple[int, float]] = [(0, 1.0)]
    main = weight = 1.0
    for i, word in enumerate(text.words[1:], 1):
        if text.after[i] in (".", ":"):
            main = weight = LATER if text.after[i] == "." else BEHIND_COLON
        elif word in means and (word != "by" or (text.words[i + 1 : i + 2] and text.words[i + 1].endswith("ing"))):
            weight = main * MEANS
        elif word in verbs and (text.after[i] or text.words[i - 1] in _JOINED):
            if _stands_beside(text, i):
                weight = main
            if i - cuts[-1][0] <= _LONGEST_LEAD_IN and text.words[cuts[-1][0]] in _LEAD_IN:
                cuts[-1] = (cuts[-1][0], weight * MEANS)  # "work with partners to ..." says how
        else:
            continue
        cuts.append((i, weight))
    ends = [start for start, _ in cuts[1:]] + [len(text.words)]
    return [Clause(start, end, own) for (start, own), end in zip(cuts, ends, strict=True)]


def _stands_beside(text: Tokens, i: int) -> bool:
    """Whether the verb at `i` opens something beside the aim, not below what the aim is reached by."""
    before = text.words[i - 1]
    return (
        bool(text.after[i])
        or before == "and"
        or text.words[i - 2 : i] == ("and", "to")
        or (before in ("that", "which") and bool(text.after[i - 1]))
    )


def _vocabulary() -> tuple[frozenset[str], frozenset[str]]:
    own = words()
    return frozenset(own.verbs.split()), frozenset(own.means.split())
