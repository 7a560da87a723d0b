"""Which aims a priority pursues: those whose words stand at its head or make up much of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from pipeline.aggregate.aims.clauses import Clause, clauses
from pipeline.aggregate.aims.model import HERE, Domain, load_domains, slots, words
from pipeline.aggregate.aims.phrases import Finder, Hit, Tokens, expand, together, tokens
from pipeline.config import ConfigError

HEAD = 14
"""Words of content over which the weight of standing at the head falls to nothing."""
COVERAGE_WEIGHT = 0.6
SMOOTHING = 1
"""Words of content added to every clause, so that the one word of a short clause is not all there is."""
LEAST_SALIENCE = 0.5
NEAR_BEST = 0.6
"""Part of the best aim's salience that a further aim of the same text must have."""
MOST_AIMS = 3
LONGEST_LABEL = 6
"""Words of the longest text that is looked up among labels."""
LABELS_LISTED = 2
LONGEST_LISTED = 3
"""Headings that name more things, or with more words for one, are too wide to stand for each of them."""
OF_DOMAIN = 0.5
"""Part of a paper's priorities with cues of a domain that makes it a paper of the domain."""


@dataclass(frozen=True, slots=True)
class Aim:
    """An aim of a text, with how much of the text it is, from 0 to 1."""

    id: str
    label: str
    domain: str
    salience: float


@dataclass(frozen=True, slots=True)
class _Compiled:
    id: str
    label: str
    domain: str
    order: int
    excluded: tuple[tuple[int, ...], ...]


class _Stated(NamedTuple):
    """How salient an aim is in a text, and the words of content that tell it (none for a heading looked up)."""

    salience: float
    places: frozenset[int]


_Need = tuple[int, tuple[int, ...], frozenset[int]]
"""Of a pattern: its aim, its slots with the anchor first, and those of its slots that the domain itself fills."""


class Matcher:
    """Finds the aims of priorities. Made once from domains; the same text gives the same aims, whatever came before."""

    def __init__(self, domains: Sequence[Domain]) -> None:
        self._finder = Finder()
        self._domains = {d.domain: d for d in domains}
        self._cues = {d.domain: [self._pattern(c) for c in d.cues] for d in domains}
        self._filler = frozenset([*words().filler.split(), *words().verbs.split(), *words().means.split()])
        self._aims: list[_Compiled] = []
        self._patterns: list[_Need] = []
        self._labels: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for domain in domains:
            for id_, aim in domain.aims.items():
                number = len(self._aims)
                try:
                    excluded = tuple(self._pattern(p) for p in aim.not_)
                    needs = [(number, p, self._here(p)) for p in map(self._pattern, aim.any)]
                except ValueError as error:
                    raise ConfigError(f"Aim {id_}: {error}.") from error
                self._aims.append(_Compiled(id_, aim.label, domain.domain, number, excluded))
                self._patterns += needs
                for label in aim.labels:
                    self._labels[tuple(label.split())].append(number)
        self._same = self._targets(domains)
        by_anchor: dict[int, list[_Need]] = defaultdict(list)
        uses: dict[int, int] = defaultdict(int)
        for _, pattern, _ in self._patterns:
            for slot in pattern:
                uses[slot] += 1
        for number, pattern, here in self._patterns:
            ordered = sorted(pattern, key=lambda s: (s in here, uses[s], s))  # the rarest is looked for first
            by_anchor[ordered[0]].append((number, tuple(ordered), here))
        self._by_anchor = dict(by_anchor)
        self.aims_of = lru_cache(maxsize=100_000)(self._aims_of)

    def domains_of(self, title: str, texts: Iterable[str]) -> frozenset[str]:
        """The domains of a paper: those with a cue in its title, or in half of its priorities."""
        found = {d for d, many in self._cued(tokens(title)).items() if many}
        counts: dict[str, int] = defaultdict(int)
        total = 0
        for text in texts:
            total += 1
            for domain, many in self._cued(tokens(text)).items():
                counts[domain] += many
        return frozenset(found | {d for d, n in counts.items() if n >= OF_DOMAIN * total})

    def _aims_of(self, text: str, context: frozenset[str]) -> tuple[Aim, ...]:
        """The aims of a text of a paper that is of the domains `context`, most salient first, at most `MOST_AIMS`."""
        own = tokens(text)
        found = self._finder.find(own.words)
        cued = {d for d, is_ in self._cued(own, found).items() if is_}
        stated = self._by_label(own, context) or self._by_patterns(own, found, context)
        open_ = {n: s for n, s in stated.items() if self._is_open(self._aims[n], context | cued)}
        closed = {d for n in open_ for d in self._domains[self._aims[n].domain].instead_of}
        merged: dict[int, _Stated] = {}
        for n, one in open_.items():
            if self._aims[n].domain not in closed:
                known = merged.get(self._same[n], _Stated(0.0, frozenset()))
                merged[self._same[n]] = _Stated(max(one.salience, known.salience), one.places | known.places)
        ranked = sorted(merged.items(), key=lambda item: (-round(item[1].salience, 6), self._aims[item[0]].id))
        chosen: list[Aim] = []
        taken: set[int] = set()
        for n, one in ranked:
            least = max(LEAST_SALIENCE, NEAR_BEST * chosen[0].salience if chosen else 0.0)
            if one.salience >= least and (not one.places or not one.places <= taken) and len(chosen) < MOST_AIMS:
                aim = self._aims[n]
                chosen.append(Aim(aim.id, aim.label, aim.domain, round(one.salience, 4)))
                taken |= one.places
        return tuple(chosen)

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

    def _by_label(self, own: Tokens, context: frozenset[str]) -> dict[int, _Stated]:
        """Aims of a short heading, or of the parts of one that lists several ("Transport and Air Quality")."""
        if len(own.words) > LONGEST_LABEL:
            return {}
        parts: list[list[str]] = [[]]
        for word, sign in zip(own.words, own.after, strict=True):
            if sign or word == "and":
                parts.append([])
            if word != "and":
                parts[-1].append(word)
        whole = self._named([own.words], context)
        if whole or len(parts) > LABELS_LISTED or max(map(len, parts)) > LONGEST_LISTED:
            return whole
        return self._named([tuple(part) for part in parts], context)

    def _named(self, labels: Sequence[tuple[str, ...]], context: frozenset[str]) -> dict[int, _Stated]:
        numbers = [n for label in labels for n in self._labels.get(label, ())]
        return {n: _Stated(1.0, frozenset()) for n in numbers if self._aims[n].domain in context}

    def _by_patterns(self, own: Tokens, found: dict[int, list[Hit]], context: frozenset[str]) -> dict[int, _Stated]:
        hit: dict[int, set[int]] = defaultdict(set)
        for anchor, hits in found.items():
            for number, pattern, here in self._by_anchor.get(anchor, ()):
                filled = here if self._aims[number].domain in context else frozenset()
                others = [s for s in pattern[1:] if s not in filled]
                if all(s in found for s in others):
                    for chosen in together(hits, [found[s] for s in others], own.at):
                        hit[number].update(i for start, end in chosen for i in range(start, end))
        if not hit:
            return {}
        parts = [(clause, self._content(own, clause)) for clause in clauses(own)]
        worth = frozenset(i for _, content in parts for i in content)
        return {
            number: _Stated(max(_salience(clause, content, places) for clause, content in parts), worth & places)
            for number, places in hit.items()
            if not self._excluded(self._aims[number], own, found)
        }

    def _content(self, own: Tokens, clause: Clause) -> list[int]:
        return [i for i in range(clause.start, clause.end) if own.words[i] not in self._filler]

    def _excluded(self, aim: _Compiled, own: Tokens, found: dict[int, list[Hit]]) -> bool:
        return any(self._holds(pattern, own, found) for pattern in aim.excluded)

    def _cued(self, own: Tokens, found: dict[int, list[Hit]] | None = None) -> dict[str, bool]:
        hits = self._finder.find(own.words) if found is None else found
        return {d: any(self._holds(p, own, hits) for p in cues) for d, cues in self._cues.items()}

    def _holds(self, pattern: tuple[int, ...], own: Tokens, found: dict[int, list[Hit]]) -> bool:
        if not all(s in found for s in pattern):
            return False
        return len(pattern) == 1 or any(together(found[pattern[0]], [found[s] for s in pattern[1:]], own.at))

    def _pattern(self, pattern: str) -> tuple[int, ...]:
        return tuple(self._finder.add(expand(slot, words())) for slot in slots(pattern))

    def _here(self, pattern: tuple[int, ...]) -> frozenset[int]:
        return frozenset(s for s in pattern if HERE in self._finder.slot(s))


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
