"""Rules and features in words."""

from __future__ import annotations

from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from pipeline.extract.statements.features import cue_words
from pipeline.extract.vocabulary import load


class _Frozen(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Rule(_Frozen):
    says: str
    otherwise: str


class Vocabulary(_Frozen):
    """The whole file `vocabulary.toml`."""

    rules: dict[str, _Rule]
    refused: dict[str, str]
    form: dict[str, str]
    levels: dict[str, str]


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The words of explanations, read once."""
    return load(__package__, "vocabulary.toml", Vocabulary)


def rule_in_words(rule: str, cue: str) -> tuple[str, str]:
    """What a rule is, and what else the paper's form could have given; a rule that has no words yet is only named."""
    known = vocabulary().rules.get(rule)
    if known is None:
        return f"The rule {rule} made it.", "What else it could have been is not described for this rule."
    return known.says.replace("{cue}", cue or "–"), known.otherwise


def feature_in_words(feature: str, text: str, before: str = "", after: str = "") -> str:
    """A feature of the classifier in words, with the words of the paper that show it where there are any.

    Args:
        text: the sentence; before, after: its neighbours in the same block.
    """
    for prefix, neighbour, where in (
        ("before:", before, "the sentence before"),
        ("after:", after, "the sentence after"),
    ):
        if feature.startswith(prefix):
            return f"{where}: {_own(feature.removeprefix(prefix), neighbour)}"
    name, _, block = feature.partition("&")
    return f"{_own(name, text)}, in a {block.replace('_', ' ')}" if block else _own(name, text)


def _own(name: str, text: str) -> str:
    words = vocabulary()
    if name in words.form:
        return words.form[name]
    head, _, rest = name.partition(":")
    if head == "w":
        return f"the word “{rest}”"
    if head in ("role", "under"):
        return f"{'in' if head == 'role' else 'below'} a section whose role is {rest.replace('_', ' ')}"
    if head == "block":
        return f"a {rest.replace('_', ' ')}"
    if head == "lead":
        return f"in a list whose lead-in announces {'nothing known' if rest == 'None' else rest}"
    if name.startswith("length>"):
        return f"more than {name.removeprefix('length>')} words"
    if name.startswith("g."):
        level, _, classes = name.removeprefix("g.").partition(".")
        plain = (
            classes.replace("subject=", "subject: ").replace("verb=", "verb: ").replace("_", " ").replace("+", " + ")
        )
        return f"grammar of {words.levels.get(level, level)}: {plain}"
    cue = name.replace("_", " ")
    return f"“{' '.join(found.split())}” ({cue})" if (found := cue_words(text, name)) else cue
