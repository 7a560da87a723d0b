"""What the classifier sees of a sentence: how it is put, where it stands, what stands round it.

Features are names of closed classes (modality, tense, voice, subject, state) from `cues.toml`, the place in the
layout, and common words; no subject vocabulary is needed, so that a paper on anything is read alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pydantic import BaseModel, ConfigDict, field_validator

from pipeline.extract.openings import Openings
from pipeline.extract.vocabulary import load

_WORD = re.compile(r"[a-z][a-z’'-]+")
_LENGTHS = (3, 6, 10, 16, 25, 40, 60)


class _Cues(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    patterns: dict[str, re.Pattern[str]]

    @field_validator("patterns", mode="before")
    @classmethod
    def _compiled(cls, patterns: dict[str, str]) -> dict[str, re.Pattern[str]]:
        return {name: re.compile(pattern) for name, pattern in patterns.items()}


@lru_cache(maxsize=1)
def _cues() -> dict[str, re.Pattern[str]]:
    return load(__package__, "cues.toml", _Cues).patterns


@lru_cache(maxsize=1)
def _all_cues() -> tuple[tuple[str, ...], Openings]:
    """The names of the cues, and what finds them all at once."""
    return tuple(_cues()), Openings(tuple(_cues().values()))


@dataclass(frozen=True, slots=True)
class Context:
    """Where a sentence stands.

    Attributes:
        role: of its section; named: whether the section's own heading gave the role.
        roles: of all its sections, innermost first.
        block: kind of block; cell: it stands in a table.
        lead_kind: what the lead-in of its list announces, or None; listed: it stands in a list with a lead-in.
        depth: nesting of the list item.
    """

    role: str
    named: bool
    roles: tuple[str, ...]
    block: str
    cell: bool
    listed: bool
    lead_kind: str | None
    depth: int


def cue_words(text: str, name: str) -> str:
    """The words of a text that made cue `name` fire, or ""."""
    match = _cues()[name].search(text.lower()) if name in _cues() else None
    return text[match.start() : match.end()].strip() if match else ""


def shows(text: str, name: str) -> bool:
    """Whether a text shows cue `name`.

    Raises:
        KeyError: `cues.toml` has no such cue.
    """
    return _cues()[name].search(text.lower()) is not None


def language_features(text: str) -> list[str]:
    """Names of the cues that a sentence shows, with its length and form."""
    lower = text.lower()
    names, cues = _all_cues()
    found = [names[i] for i in cues.search(lower)]
    words = lower.split()
    found.append(f"length>{max((n for n in (0, *_LENGTHS) if len(words) > n), default=0)}")
    if text[:1].islower():
        found.append("lower_start")
    if not text.rstrip().endswith((".", ";", "!", "?", ":")):
        found.append("no_stop")
    if text.isupper():
        found.append("capitals")
    if sum(w[:1].isupper() for w in text.split()[1:]) * 2 > max(len(words) - 1, 1):
        found.append("title_case")
    return found


def context_features(context: Context) -> list[str]:
    """The place of a sentence in the layout, as feature names."""
    found = [f"role:{context.role}", f"block:{context.block}"]
    found.extend(f"under:{role}" for role in dict.fromkeys(context.roles[1:]))
    if context.named:
        found.append("role_named")
    if context.cell:
        found.append("cell")
    if context.listed:
        found.append(f"lead:{context.lead_kind}")
    if context.depth:
        found.append("nested")
    return found


def word_features(text: str) -> set[str]:
    """Lower-case words of a text, as feature names; the model keeps those that many authorities use."""
    return {f"w:{word}" for word in _WORD.findall(text.lower().replace("’", "'"))}


def all_features(
    texts: Sequence[str], contexts: Sequence[Context], blocks: Sequence[int], words: Iterable[str] | None = None
) -> list[list[str]]:
    """Features of a paper's sentences in order, each with what its neighbours in the same block show.

    Args:
        texts, contexts, blocks: parallel; `blocks` tells which sentences stand together.
        words: the words to keep (`w:...`), or None for all.
    """
    keep = None if words is None else frozenset(words)
    own = [language_features(text) for text in texts]
    rows = []
    for i, text in enumerate(texts):
        row = [*own[i], *context_features(contexts[i])]
        row.extend(f"{name}&{contexts[i].block}" for name in own[i] if contexts[i].block != "paragraph")
        if i and blocks[i - 1] == blocks[i]:
            row.extend(f"before:{name}" for name in own[i - 1])
        if i + 1 < len(texts) and blocks[i + 1] == blocks[i]:
            row.extend(f"after:{name}" for name in own[i + 1])
        vocabulary = word_features(text)
        row.extend(sorted(vocabulary if keep is None else vocabulary & keep))
        rows.append(row)
    return rows
