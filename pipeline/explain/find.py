"""What the user means: a record by its id or the beginning of it, a place by words quoted from it."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.extract.overlap import dice
from pipeline.extract.sentences import find_sentences
from schemas.ids import fold
from schemas.paper import Paper

_ID = re.compile(r"[0-9a-f]+")
_NEAR = 5
_NEAR_FROM = 3  # digits that ids share at their beginning where one is offered for the other
_ALIKE = 0.2  # least overlap of the words of a sentence that is offered in place of words that are not there
_SIGNS = {"'": "['’‘]", "’": "['’‘]", "‘": "['’‘]", '"': '["“”]', "“": '["“”]', "”": '["“”]'}
_SIGNS |= dict.fromkeys("-–—", "[-–—]")


class NotFoundError(ValueError):
    """No record or no words such as named; the message says what to do."""


def record_named(name: str, ids: Sequence[str], listing: str) -> str:
    """The one id that is `name` or begins with it.

    Args:
        listing: the command that lists the ids, for the message.

    Raises:
        NotFoundError: none does, or several do.
    """
    wanted = name.strip().lower()
    if not _ID.fullmatch(wanted):
        raise NotFoundError(
            f"{name!r} is no record id (such as {ids[0] if ids else '0123456789abcdef'}). "
            f"To ask about words of the paper: --text {name!r}."
        )
    fitting = sorted({one for one in ids if one.startswith(wanted)})
    if wanted in fitting:
        return wanted
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        shown = ", ".join(fitting[:_NEAR]) + (", ..." if len(fitting) > _NEAR else "")
        raise NotFoundError(f"{len(fitting)} records have ids that begin with {wanted}: {shown}. Give more of the id.")
    near = sorted({one for one in ids if one.startswith(wanted[:_NEAR_FROM])}) or sorted(
        difflib.get_close_matches(wanted, sorted(set(ids)), n=_NEAR, cutoff=0.6)
    )
    hint = f" Near it: {', '.join(near[:_NEAR])}." if near else ""
    raise NotFoundError(
        f"There is no record {wanted} in this file.{hint} Ids depend on the file's bytes, and records on settings, "
        f"register and manifest: give the same as for the run. {listing} lists the ids."
    )


def _pattern(words: str) -> re.Pattern[str]:
    parts = ("".join(_SIGNS.get(sign, re.escape(sign)) for sign in part) for part in words.split())
    return re.compile(r"\s+".join(parts), re.IGNORECASE)


def places_of(paper: Paper, words: str) -> list[tuple[int, int]]:
    """Ranges of the paper's text that hold `words`, whatever the white space, case, quotes and dashes.

    Raises:
        NotFoundError: `words` is empty.
    """
    if not words.strip():
        raise NotFoundError("--text is empty. Quote some words of the paper.")
    return [match.span() for match in _pattern(words).finditer(paper.text)]


def holds(paper: Paper, words: str) -> bool:
    """Whether a paper's text holds `words`; raises as `places_of` does."""
    return bool(places_of(paper, words))


def nothing_like(papers: Iterable[Paper], words: str) -> NotFoundError:
    """That no paper holds `words`, with the sentences most like them."""
    bag = Counter(fold(words).split())
    ranked = sorted(
        (-alike, n, paper.text[s.start : s.end])
        for n, paper in enumerate(papers)
        for s in find_sentences(paper)
        if (alike := dice(bag, Counter(fold(paper.text[s.start : s.end]).split()))) >= _ALIKE
    )
    near = "".join(f"\n  {' '.join(text.split())}" for _, _, text in ranked[:3])
    hint = f" Most like them:{near}" if near else " `papers ingest FILE` prints all that was read."
    return NotFoundError(f"The paper does not hold these words: {' '.join(words.split())}.{hint}")
