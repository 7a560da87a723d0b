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
_VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD"})
_PRONOUN_TAGS = frozenset({"PRP", "WP", "DT", "WDT", "EX"})
_IRREGULAR = {
    "is": "be",
    "are": "be",
    "was": "be",
    "were": "be",
    "been": "be",
    "being": "be",
    "am": "be",
    "has": "have",
    "had": "have",
    "having": "have",
    "made": "make",
    "held": "hold",
    "built": "build",
    "brought": "bring",
    "taken": "take",
    "took": "take",
    "given": "give",
    "gave": "give",
    "sent": "send",
    "sought": "seek",
    "found": "find",
    "kept": "keep",
    "led": "lead",
    "ran": "run",
    "met": "meet",
    "paid": "pay",
    "undertaken": "undertake",
    "undertook": "undertake",
    "began": "begin",
    "begun": "begin",
    "won": "win",
    "wrote": "write",
    "written": "write",
    "said": "say",
    "felt": "feel",
    "thought": "think",
    "told": "tell",
    "became": "become",
    "saw": "see",
    "seen": "see",
    "went": "go",
    "gone": "go",
    "grew": "grow",
    "grown": "grow",
    "rose": "rise",
    "risen": "rise",
    "fell": "fall",
    "fallen": "fall",
    "drew": "draw",
    "drawn": "draw",
    "understood": "understand",
    "meant": "mean",
    "sold": "sell",
    "dealt": "deal",
    "shown": "show",
    "known": "know",
    "stood": "stand",
    "sat": "sit",
    "chose": "choose",
    "driven": "drive",
}
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
        verb: class of the verb (work, say, state, change, aim, other).
        subject: class of the subject (we, body, work, it, there, people, outsider, document, quantity, name, person,
            none, other).
        depth: 0 for the main clause, more for what it reports or adds.
    """

    aspect: str
    passive: bool
    negated: bool
    verb: str
    subject: str
    depth: int


def _stems(form: str) -> Iterator[str]:
    """What the base form of a verb form may be, the likeliest first; the trained lemmatizer is not worth its time."""
    yield form
    if form in _IRREGULAR:
        yield _IRREGULAR[form]
    for ending, instead in (
        ("ies", "y"),
        ("ied", "y"),
        ("es", ""),
        ("s", ""),
        ("ed", ""),
        ("d", ""),
        ("ing", ""),
        ("ing", "e"),
    ):
        if form.endswith(ending) and len(form) > len(ending) + 1:
            stem = form[: -len(ending)] + instead
            yield stem
            if len(stem) > 3 and stem[-1] == stem[-2]:  # planned, planning
                yield stem[:-1]


@lru_cache(maxsize=20_000)
def verb_class(form: str) -> str:
    """Class of a verb by any of its forms, in lower case."""
    classes = _classes()
    stems = list(_stems(form))
    for name in ("aim", "change", "work", "say", "state"):
        known = getattr(classes, name)
        if any(stem in known for stem in stems):
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
    if token.tag_ in _PRONOUN_TAGS or word in ("this", "these", "that", "those"):
        return "it"
    for name in ("document", "outsider", "quantity", "body", "people"):
        if word in getattr(classes, name):
            return name
    if word in classes.work_noun or word.endswith(("tion", "ment", "sion")):
        return "work"
    return "name" if token.tag_ in ("NNP", "NNPS") else "other"


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
    if found is None and verb.dep_ in ("conj", "xcomp") and verb.head is not verb and verb.head.tag_ in _VERB_TAGS:
        return _subject(verb.head)
    return found


def _clause(verb: Token, depth: int) -> Clause:
    aspect, passive = _aspect(verb)
    negated = any(c.dep_ == "neg" for c in verb.children)
    return Clause(aspect, passive, negated, verb_class(verb.lower_), _subject_class(_subject(verb)), depth)


def clauses(sentence: Span) -> Iterator[Clause]:
    """The main clause of a parsed sentence, then what it reports and what it adds, to a depth of two."""
    root = sentence.root
    if root.tag_ not in _VERB_TAGS:
        verb = next((t for t in sentence if t.dep_ in ("relcl", "acl") and t.tag_ in _VERB_TAGS), None)
        yield Clause("nominal", False, False, "other", _subject_class(root), 0)
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
            queue.extend((c, depth + 1) for c in verb.children if c.dep_ in _CLAUSES and c.tag_ in _VERB_TAGS)


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
