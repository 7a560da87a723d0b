"""Items whose letters stand on lines of their own ("A" / "Warm homes"): letter and words together."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.ingest.markers import Marker, MarkerKind
from pipeline.ingest.text.lines import TextLine

_LETTERS = "ABCDEFGHIJ"
_FEWEST = 3  # items
_LEAST_WORDS = 2
_APART = 5  # lines from one letter to the next


def join_letters(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines, the letters that count on from A put before the words on the next line."""
    alone = [i for i, line in enumerate(lines[:-1]) if len(line.text) == 1 and line.text in _LETTERS and not line.cells]
    taken: set[int] = set()
    for n, first in enumerate(alone):
        if lines[first].text != "A":
            continue
        chain = [first]
        for i in alone[n + 1 :]:
            if i - chain[-1] > _APART or lines[i].text != _LETTERS[len(chain) : len(chain) + 1]:
                break
            chain.append(i)
        if len(chain) >= _FEWEST and all(_is_words(lines[i + 1]) for i in chain):
            taken.update(chain)
    out: list[TextLine] = []
    for i, line in enumerate(lines):
        if i in taken:
            continue
        if i - 1 in taken:
            letter = lines[i - 1]
            made = replace(line, text=f"{letter.text} {line.text}", gap=letter.gap, cut=letter.cut)
            made.mark(Marker(letter.text, letter.text, line.text, MarkerKind.LETTER))
            out.append(made)
        else:
            out.append(line)
    return out


def _is_words(line: TextLine) -> bool:
    return line.text[0].isupper() and len(line.text.split()) >= _LEAST_WORDS and not line.cells and not line.level
