"""The grammar of a sentence, by its dependency parse: who does what, in which tense, voice and mood.

The clause that counts is the main one, or what it reports ("she confirmed that the team had ..."). Its verb group
and its subject are reduced to a few classes, which is what a rule, or a classifier trained on few papers, can carry
over from one council's prose to another's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from pydantic import BaseModel, ConfigDict
from spacy.tokens import Span, Token

from pipeline.extract.vocabulary import load

_CLAUSES = frozenset({"ccomp", "conj", "xcomp", "parataxis"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_MODALS = frozenset(
    {"will", "shall", "would", "should", "must", "may", "might", "can", "could", "'ll", "’ll", "wo", "ca"}
)


class _Classes(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    work: frozenset[str]
    say: frozenset[str]
    state: frozenset[str]
    change: frozenset[str]
    aim: frozenset[str]
    body: frozenset[str]
    work_noun: frozenset[str]
    outsider: frozenset[str]
    document: frozenset[str]
    people: frozenset[str]
    quantity: frozenset[str]


@lru_cache(maxsize=1)
def _classes() -> _Classes:
    return load(__package__, "grammar.toml", _Classes)


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb group with its subject, in classes.

    Attributes:
        aspect: future, would, modal, perfect, progressive, past, present, imperative, gerund, infinitive, nominal.
        passive, negated: of the verb group.
        verb: class of the verb (work, say, state, change, aim, other); lemma: the verb itself.
        subject: class of the subject (we, body, work, it, there, people, outsider, document, quantity, name, person,
            none, other).
        depth: 0 for the main clause, more for what it reports or adds.
    """

    aspect: str
    passive: bool
    negated: bool
    verb: str
    lemma: str
    subject: str
    depth: int


def _verb_class(lemma: str) -> str:
    classes = _classes()
    for name in ("aim", "change", "work", "say", "state"):
        if lemma in getattr(classes, name):
            return name
    return "other"


def _subject_class(token: Token | None) -> str:
    if token is None:
        return "none"
    classes = _classes()
    word = token.lower_
    if word in ("we", "our"):
        return "we"
    if word == "there":
        return "there"
    if word in ("he", "she", "i", "you", "who"):
        return "person"
    if token.pos_ == "PRON" or word in ("this", "these", "that", "those"):
        return "it"
    for name in ("document", "outsider", "quantity", "body", "people"):
        if word in getattr(classes, name):
            return name
    if word in classes.work_noun or word.endswith(("tion", "ment", "sion")):
        return "work"
    return "name" if token.pos_ == "PROPN" else "other"


def _aspect(verb: Token) -> tuple[str, bool]:
    """Tense and mood of a verb group, and whether it is passive."""
    auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    words = {c.lower_ for c in auxiliaries}
    passive = any(c.dep_ == "auxpass" for c in auxiliaries)
    tag = verb.tag_
    if words & {"will", "shall", "'ll", "’ll", "wo"}:
        return "future", passive
    if "would" in words:
        return "would", passive
    if words & _MODALS:
        return "modal", passive
    if words & {"have", "has", "had", "having", "'ve", "’ve"}:
        return "perfect", passive
    if "being" in words:
        return "progressive", True
    if tag == "VBG":
        return (
            "progressive" if words & {"is", "are", "was", "were", "be", "am", "been", "'s", "’s"} else "gerund"
        ), passive
    if "to" in words:
        return "infinitive", passive
    if tag == "VBD" or words & {"was", "were"}:
        return "past", passive
    if tag == "VBN":
        return ("present" if words & {"is", "are"} else "past"), True
    if tag == "VB":
        return "imperative", passive
    return "present", passive


def _subject(verb: Token) -> Token | None:
    found = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    if found is None and verb.dep_ in ("conj", "xcomp") and verb.head is not verb and verb.head.pos_ in ("VERB", "AUX"):
        return _subject(verb.head)
    return found


def _clause(verb: Token, depth: int) -> Clause:
    aspect, passive = _aspect(verb)
    negated = any(c.dep_ == "neg" for c in verb.children)
    lemma = verb.lemma_.lower()
    return Clause(aspect, passive, negated, _verb_class(lemma), lemma, _subject_class(_subject(verb)), depth)


def clauses(sentence: Span) -> Iterator[Clause]:
    """The main clause of a parsed sentence, then what it reports and what it adds, to a depth of two."""
    root = sentence.root
    if root.pos_ not in ("VERB", "AUX"):
        verb = next((t for t in sentence if t.dep_ in ("aux", "relcl", "acl") and t.pos_ == "VERB"), None)
        yield Clause("nominal", False, False, "other", root.lemma_.lower(), _subject_class(root), 0)
        if verb is not None:
            yield _clause(verb, 1)
        return
    queue = [(root, 0)]
    seen = 0
    while queue and seen < 6:
        verb, depth = queue.pop(0)
        yield _clause(verb, depth)
        seen += 1
        if depth < 2:
            queue.extend((c, depth + 1) for c in verb.children if c.dep_ in _CLAUSES and c.pos_ in ("VERB", "AUX"))


def grammar_features(found: Iterable[Clause]) -> list[str]:
    """Feature names of a sentence's clauses: each class by itself and in the pairs that carry meaning."""
    features: dict[str, None] = {}
    for clause in found:
        level = "main" if clause.depth == 0 else "sub"
        voice = "passive" if clause.passive else "active"
        tense = f"{clause.aspect}_{voice}"
        for name in (
            f"{level}.{tense}",
            f"{level}.subject={clause.subject}",
            f"{level}.verb={clause.verb}",
            f"{level}.{tense}+{clause.subject}",
            f"{level}.{tense}+{clause.verb}",
            f"{level}.{clause.subject}+{clause.verb}",
            f"any.{tense}",
            f"any.{tense}+{clause.subject}",
            f"any.{tense}+{clause.verb}",
        ):
            features[name] = None
        if clause.negated:
            features[f"{level}.negated"] = None
    return list(features)
