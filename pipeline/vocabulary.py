"""Loading of vocabularies: data files beside the component that uses them, checked once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, model_validator

Model = TypeVar("Model", bound=BaseModel)

_WORDS = re.compile(r"@(\w+)@")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_CONTRACTED = (
    (re.compile(r"[’']ll\b"), " will"),
    (re.compile(r"[’']re\b"), " are"),
    (re.compile(r"[’']ve\b"), " have"),
    (re.compile(r"\b(who|what|where|how|it|that)[’']s\b", re.IGNORECASE), r"\1 is"),
)


@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """Lower case, without punctuation, single blanks: the form in which vocabularies hold their words."""
    return _NOT_WORD.sub(" ", text.lower().replace("’", "").replace("'", "")).strip()


def spelt_out(text: str) -> str:
    """A text with its contractions written out ("we'll" as "we will"), since folding joins them ("well")."""
    if "’" not in text and "'" not in text:
        return text
    for short, words in _CONTRACTED:
        text = short.sub(words, text)
    return text


def load(package: str, name: str, model: type[Model]) -> Model:
    """Read the TOML file `name` of `package` into `model`.

    Raises:
        pydantic.ValidationError: the file says something that the model does not know.
    """
    text = files(package).joinpath(name).read_text(encoding="utf-8")
    return model.model_validate(tomllib.loads(text))


def worded(form: str, words: Mapping[str, str]) -> re.Pattern[str]:
    """A regular expression in which `@name@` stands for the words of that name, compiled.

    Raises:
        KeyError: it names words that are not there.
    """
    while _WORDS.search(form):
        form = _WORDS.sub(lambda match: words[match[1]], form)
    return re.compile(form)


class _Worded(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    words: dict[str, str]
    forms: dict[str, str | tuple[str, ...]]


class WordedForms(BaseModel):
    """The expressions under `forms` of a vocabulary, compiled, in which `@name@` stands for one of its `words`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _compiled(cls, data: Any) -> dict[str, Any]:
        read = _Worded.model_validate(data)
        return {
            name: worded(form, read.words)
            if isinstance(form, str)
            else tuple(worded(each, read.words) for each in form)
            for name, form in read.forms.items()
        }
