"""Which found record is which annotated one: by the overlap of their words, best first, one to one."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.evaluate.words import bag, words

RELAXED = 0.5
STRICT = 0.9
"""Least Dice overlap of the words of two records that match."""

SHORTEST_PIECE = 5
"""Words in the shortest run that is known as a piece of a longer record."""
PIECES_EACH = 2
"""Pieces of one optional record that count neither for nor against."""

_TIE = 3  # overlaps that agree to so many decimals tie

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A found record `i` and an annotated one `j` with the overlap of their words."""

    i: int
    j: int
    overlap: float
    agreeing: int


def candidates(
    found: Sequence[str], wanted: Sequence[str], agreeing: Callable[[int, int], int] = lambda i, j: 0
) -> list[Candidate]:
    """All pairs whose overlap is at least `RELAXED`, best first.

    Ties go to the pair more of whose links agree (`agreeing(i, j)`), then to the one nearest in order, then to
    the first.
    """
    found_bags = [bag(text) for text in found]
    wanted_bags = [bag(text) for text in wanted]
    sizes = [b.total() for b in wanted_bags]
    pairs = []
    for i, a in enumerate(found_bags):
        size = a.total()
        for j, b in enumerate(wanted_bags):
            both = size + sizes[j]
            if not both or 2 * min(size, sizes[j]) / both < RELAXED:  # cannot overlap enough, whatever the words
                continue
            overlap = 2 * _shared(a, b) / both
            if overlap >= RELAXED:
                pairs.append(Candidate(i, j, overlap, agreeing(i, j)))
    pairs.sort(key=lambda c: (-round(c.overlap, _TIE), -c.agreeing, abs(c.i - c.j), c.i, c.j))
    return pairs


def _shared(a: Counter[str], b: Counter[str]) -> int:
    if len(b) < len(a):
        a, b = b, a
    return sum(min(n, b[word]) for word, n in a.items() if word in b)


def one_to_one(ordered: Sequence[Candidate], floor: float = RELAXED) -> list[Pair]:
    """Pairs (found, annotated) of overlap `floor` or more, taken in order, each record once."""
    found, wanted = set(), set()
    pairs = []
    for c in ordered:
        if c.overlap >= floor and c.i not in found and c.j not in wanted:
            found.add(c.i)
            wanted.add(c.j)
            pairs.append((c.i, c.j))
    return pairs


def pieces(found: Sequence[str], optional: Sequence[str], taken: set[int]) -> set[int]:
    """Found records, beside those `taken`, that are a run of words out of an optional record."""
    room = [PIECES_EACH] * len(optional)
    whole = [f" {' '.join(words(text))} " for text in optional]
    free = set()
    for i, text in enumerate(found):
        if i in taken:
            continue
        own = words(text)
        if len(own) < SHORTEST_PIECE:
            continue
        run = f" {' '.join(own)} "
        for j, record in enumerate(whole):
            if room[j] and run in record:
                room[j] -= 1
                free.add(i)
                break
    return free
