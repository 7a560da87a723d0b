"""Which aims a priority pursues: those whose words stand at its head or make up much of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from typing import NamedTuple

from pipeline.aggregate.aims.clauses import Clause, clauses
from pipeline.aggregate.aims.headings import as_label, readings
from pipeline.aggregate.aims.model import HERE, Domain, load_domains, slots, words
from pipeline.aggregate.aims.phrases import Finder, Found, Tokens, expand, together, tokens
from pipeline.config import ConfigError

HEAD = 14
"""Words of content over which the weight of standing at the head falls to nothing."""
COVERAGE_WEIGHT = 0.7
SMOOTHING = 1
"""Words of content added to every clause, so that the one word of a short clause is not all there is."""
LEAST_SALIENCE = 0.4
"""Salience that the best aim of a text must have."""
LEAST_FURTHER = 0.5
"""Salience that any further aim must have: what a long sentence is about is clearer than what else it is about."""
NEAR_BEST = 0.6
"""Part of the best aim's salience that a further aim of the same text must have."""
AS_SALIENT = 0.5
AS_SALIENT_DOMAIN = 0.8
"""Part of a wider aim's salience that a nearer one, or one of a nearer domain, must have to stand instead of it."""
MOST_AIMS = 3
OF_DOMAIN = 0.5
"""Part of a paper's priorities with cues of a domain that makes it a paper of the domain."""


@dataclass(frozen=True, slots=True)
class Aim:
    """An aim of a text, with how much of the text it is, from 0 to 1."""

    id: str
    label: str
    domain: str
    salience: float


class _Pattern(NamedTuple):
    """Slots in the order in which they are looked for, those that the domain itself fills apart."""

    aim: int
    slots: tuple[int, ...]
    here: tuple[int, ...]
    bits: int
    bits_here: int


@dataclass(frozen=True, slots=True)
class _Compiled:
    id: str
    label: str
    domain: str
    excluded_bits: int
    excluded: tuple[tuple[int, ...], ...]


class _Stated(NamedTuple):
    """How salient an aim is in a text, and the words of content that tell it (none for a heading looked up)."""

    salience: float
    places: frozenset[int]


class Matcher:
    """Finds the aims of priorities. Made once from domains; the same text gives the same aims, whatever came before."""

    def __init__(self, domains: Sequence[Domain]) -> None:
        self._finder = Finder()
        self._domains = {d.domain: d for d in domains}
        self._cues = {d.domain: 1 << self._finder.add(expand(d.cues, words())) for d in domains}
        self._filler = frozenset([*words().filler.split(), *words().verbs.split(), *words().means.split()])
        self._aims: list[_Compiled] = []
        every: list[_Pattern] = []
        self._labels: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for domain in domains:
            for id_, aim in domain.aims.items():
                number = len(self._aims)
                try:
                    excluded = [self._pattern(p) for p in aim.not_]
                    patterns = [self._compile(number, self._pattern(p)) for p in aim.any]
                except ValueError as error:
                    raise ConfigError(f"Aim {id_}: {error}.") from error
                every += patterns
                alone = _bits(p[0] for p in excluded if len(p) == 1)
                several = tuple(p for p in excluded if len(p) > 1)
                self._aims.append(_Compiled(id_, aim.label, domain.domain, alone, several))
                for label in aim.labels:
                    self._labels[as_label(label.split())].append(number)
        self._by_slot = _by_rarest_slot(every)
        self._slots = _bits(self._by_slot)
        self._same = self._targets(domains)
        self._wider = self._wider_aims(domains)
        self._read = lru_cache(maxsize=20_000)(self._read_text)
        self.aims_of = lru_cache(maxsize=100_000)(self._aims_of)

    def domains_of(self, title: str, texts: Iterable[str]) -> frozenset[str]:
        """The domains of a paper: those with a cue in its title, or in half of its priorities."""
        counts: dict[str, int] = defaultdict(int)
        total = 0
        for text in texts:
            total += 1
            for domain in self._cued(self._read(text)[1]):
                counts[domain] += 1
        return frozenset(self._cued(self._read(title)[1]) | {d for d, n in counts.items() if n >= OF_DOMAIN * total})

    def _read_text(self, text: str) -> tuple[Tokens, Found]:
        own = tokens(text)
        return own, self._finder.find(own.words)

    def _aims_of(self, text: str, context: frozenset[str]) -> tuple[Aim, ...]:
        """The aims of a text of a paper that is of the domains `context`, most salient first, at most `MOST_AIMS`."""
        own, found = self._read(text)
        cued = self._cued(found)
        stated = self._by_label(own, context) or self._by_patterns(own, found, context)
        open_ = {n: s for n, s in stated.items() if self._is_open(self._aims[n], context | cued)}
        merged: dict[int, _Stated] = {}
        for n, one in self._taken_over(open_).items():
            if not self._gives_way(n, open_):
                known = merged.get(self._same[n], _Stated(0.0, frozenset()))
                merged[self._same[n]] = _Stated(max(one.salience, known.salience), one.places | known.places)
        ranked = sorted(merged.items(), key=lambda item: (-round(item[1].salience, 6), self._aims[item[0]].id))
        chosen: list[Aim] = []
        taken: set[int] = set()
        for n, one in ranked:
            least = max(LEAST_FURTHER, NEAR_BEST * chosen[0].salience) if chosen else LEAST_SALIENCE
            if one.salience >= least and (not one.places or not one.places <= taken) and len(chosen) < MOST_AIMS:
                aim = self._aims[n]
                chosen.append(Aim(aim.id, aim.label, aim.domain, round(one.salience, 4)))
                taken |= one.places
        return tuple(chosen)

    def _taken_over(self, stated: dict[int, _Stated]) -> dict[int, _Stated]:
        """With what tells a wider aim counted for the nearer one that stands instead of it."""
        left = dict(stated)
        for n, one in sorted(stated.items()):
            for wider in self._wider[n]:
                other = stated.get(wider)
                if other is not None and one.salience >= AS_SALIENT * other.salience:
                    left.pop(wider, None)
                    if n in left:
                        left[n] = _Stated(max(left[n].salience, other.salience), left[n].places | other.places)
        return left

    def _gives_way(self, number: int, stated: dict[int, _Stated]) -> bool:
        """Whether an aim of a nearer domain is about as salient."""
        domain = self._aims[number].domain
        least = max(LEAST_SALIENCE, AS_SALIENT_DOMAIN * stated[number].salience)
        return any(
            one.salience >= least and domain in self._domains[self._aims[n].domain].instead_of
            for n, one in stated.items()
        )

    def _is_open(self, aim: _Compiled, domains: frozenset[str]) -> bool:
        return not self._domains[aim.domain].gated or aim.domain in domains

    def _targets(self, domains: Sequence[Domain]) -> list[int]:
        """For each aim the one that it is the same as, or itself."""
        numbers = {aim.id: n for n, aim in enumerate(self._aims)}
        targets = []
        for domain in domains:
            for id_, aim in domain.aims.items():
                target = aim.same_as or id_
                if target not in numbers:
                    raise ConfigError(f"Aim {id_} is said to be the same as {target}, which no file of aims has.")
                targets.append(numbers[target])
        return targets

    def _wider_aims(self, domains: Sequence[Domain]) -> list[tuple[int, ...]]:
        """For each aim those that it stands instead of."""
        numbers = {aim.id: n for n, aim in enumerate(self._aims)}
        wider = []
        for domain in domains:
            for id_, aim in domain.aims.items():
                if unknown := [other for other in aim.instead_of if other not in numbers]:
                    raise ConfigError(f"Aim {id_} is said to stand instead of {unknown[0]}, which no file of aims has.")
                wider.append(tuple(numbers[other] for other in aim.instead_of))
        for number, others in enumerate(wider):
            if mutual := [other for other in others if number in wider[other]]:
                pair = f"{self._aims[number].id} and {self._aims[mutual[0]].id}"
                raise ConfigError(f"The aims {pair} stand instead of each other; one must be wider.")
        return wider

    def _by_label(self, own: Tokens, context: frozenset[str]) -> dict[int, _Stated]:
        """Aims of a short heading, or of the parts of one that lists several ("Transport and Air Quality")."""
        known = list(readings(own))
        for alone in (False, True):
            for labels in known:
                numbers = [n for label in labels for n in self._of_label(label, context, alone)]
                if numbers:
                    return {n: _Stated(1.0, frozenset()) for n in numbers}
        return {}

    def _of_label(self, label: tuple[str, ...], context: frozenset[str], alone: bool) -> list[int]:
        """Aims of a label in papers of the domains `context`; with `alone`, the one aim in any that has it.

        One word tells no aim of a gated domain outside its papers.
        """
        numbers = self._labels.get(label, [])
        own = [n for n in numbers if self._aims[n].domain in context]
        if own or not alone or len(numbers) != 1:
            return own
        return numbers if len(label) > 1 or not self._domains[self._aims[numbers[0]].domain].gated else []

    def _by_patterns(self, own: Tokens, found: Found, context: frozenset[str]) -> dict[int, _Stated]:
        hit: dict[int, set[int]] = defaultdict(set)
        phrases: dict[int, set[int]] = defaultdict(set)
        absent = ~found.present
        for pattern in self._at_hand(found):
            if pattern.bits_here & absent:
                continue
            filled = bool(pattern.here) and self._aims[pattern.aim].domain in context
            if not filled and pattern.bits & absent:
                continue
            first, *others = pattern.here if filled else pattern.slots
            for chosen in together(found.hits(first), [found.hits(s) for s in others], own.at):
                hit[pattern.aim].update(i for start, end in chosen for i in range(start, end))
                for start, end in chosen:
                    if end - start > 1 and self._filler.issuperset(own.words[start:end]):
                        phrases[pattern.aim].update(range(start, end))
        if not hit:
            return {}
        parts = clauses(own)
        return {
            number: self._stated(own, parts, places, phrases[number])
            for number, places in hit.items()
            if not self._excluded(self._aims[number], own, found)
        }

    def _stated(self, own: Tokens, parts: Sequence[Clause], places: set[int], phrases: set[int]) -> _Stated:
        contents = [self._content(own, part, phrases) for part in parts]
        if not any(contents):  # "Empower local communities": no word that would do alone
            contents = [[i for i in range(part.start, part.end) if i in places] for part in parts]
        worth = places.intersection(i for content in contents for i in content)
        return _Stated(max(map(_salience, parts, contents, repeat(places))), frozenset(worth))

    def _at_hand(self, found: Found) -> Iterator[_Pattern]:
        """The patterns whose rarest slot is in a text."""
        left = found.present & self._slots
        while left:
            lowest = left & -left
            yield from self._by_slot[lowest.bit_length() - 1]
            left ^= lowest

    def _content(self, own: Tokens, clause: Clause, phrases: set[int]) -> list[int]:
        """Words of content: those of phrases, else none that say nothing of an aim, nor numbers (of its target)."""
        said = own.words
        return [
            i
            for i in range(clause.start, clause.end)
            if i in phrases or (said[i] not in self._filler and said[i][0].isalpha())
        ]

    def _excluded(self, aim: _Compiled, own: Tokens, found: Found) -> bool:
        if aim.excluded_bits & found.present:
            return True
        return any(
            not _bits(pattern) & ~found.present
            and any(together(found.hits(pattern[0]), [found.hits(s) for s in pattern[1:]], own.at))
            for pattern in aim.excluded
        )

    def _cued(self, found: Found) -> set[str]:
        return {domain for domain, bit in self._cues.items() if bit & found.present}

    def _pattern(self, pattern: str) -> tuple[int, ...]:
        return tuple(self._finder.add(expand(slot, words())) for slot in slots(pattern))

    def _compile(self, aim: int, pattern: tuple[int, ...]) -> _Pattern:
        """With `here`, what is left to find where the domain fills the slots that it can; empty where it fills none."""
        left = tuple(s for s in pattern if HERE not in self._finder.slot(s))
        here = left if len(left) < len(pattern) else ()
        if not left:
            raise ValueError(f"every slot of a pattern has {HERE}, so that nothing is left to find")
        return _Pattern(aim, pattern, here, _bits(pattern), _bits(left))


def _by_rarest_slot(patterns: Sequence[_Pattern]) -> dict[int, list[_Pattern]]:
    """Patterns by the slot, of those that must be there in any case, that fewest patterns have."""
    used = Counter(slot for pattern in patterns for slot in pattern.here or pattern.slots)
    by_slot: dict[int, list[_Pattern]] = defaultdict(list)
    for pattern in patterns:
        by_slot[min(pattern.here or pattern.slots, key=lambda slot: (used[slot], slot))].append(pattern)
    return by_slot


def _bits(slots_: Iterable[int]) -> int:
    bits = 0
    for slot in slots_:
        bits |= 1 << slot
    return bits


def _salience(clause: Clause, content: list[int], places: set[int]) -> float:
    """How much of a clause its aim is: the part of its words of content, and how near to its head they begin."""
    ranks = [rank for rank, i in enumerate(content) if i in places]
    if not ranks:
        return 0.0
    coverage = len(ranks) / (len(content) + SMOOTHING)
    return clause.weight * (COVERAGE_WEIGHT * coverage + (1 - COVERAGE_WEIGHT) * max(0.0, 1 - ranks[0] / HEAD))


@lru_cache(maxsize=8)
def matcher(sources: tuple[str, ...]) -> Matcher:
    """The matcher of aims files (`load_domains`), made once."""
    return Matcher(load_domains(sources))
