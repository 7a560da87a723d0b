"""Variants of a text that change how it is typed: bullets, numbers, headings, blank lines, wrapping, pages, signs."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bench.variants.lines import Kind, Line, lines_of, runs, set_lines, width_of

Variant = Callable[[str, Sequence[str]], str | None]
"""Of a text and the words of its headings, the text in another form; None where the form does not apply."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMANS = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv"]
_PAGE_LINES = 45
_RUNNING = 65  # characters of a line of running text
_HEADER = "Hartsmere Borough Council"  # invented
_SIMPLE = re.compile(r"(?:\d{1,2}[.)]|\(\d{1,2}\)|\([a-z]\)|[a-z]\))$")
_LONG_WORD = re.compile(r"[a-z]{8,}")
_SENTENCE_END = re.compile(r"[.;,]$")


def _own(text: str) -> int:
    """The width at which a text was wrapped already."""
    return width_of(text.split("\n"))


def _bullets(change: Callable[[Line, int, int], Line]) -> Variant:
    """Each bulleted item changed, given its place in its run and the run's length."""

    def variant(text: str, headings: Sequence[str]) -> str | None:
        lines = lines_of(text, headings)
        found = list(runs(lines, Kind.BULLET))
        for run in found:
            for n, i in enumerate(run):
                lines[i] = change(lines[i], n, len(run))
        return set_lines(lines, _own(text)) if found else None

    return variant


def glyph(sign: str, blanks: int = 1) -> Variant:
    """Another bullet."""
    return _bullets(lambda line, n, of: replace(line, marker=sign + " " * (blanks - 1)))


def indented(line: Line, n: int, of: int) -> Line:
    """No bullet, only an indent."""
    return replace(line, marker="", indent=line.indent + 4)


def ending(sign: str, last: str) -> Variant:
    """Items that end in a sign, the last of a list in another."""

    def change(line: Line, n: int, of: int) -> Line:
        words = _SENTENCE_END.sub("", line.words)
        return replace(line, words=words + (last if n == of - 1 else sign))

    return _bullets(change)


def counted(form: str, numerals: Sequence[str]) -> Variant:
    """Bullets as numbers, letters or numerals: `form` has `#` where they stand."""
    return _bullets(
        lambda line, n, of: replace(line, marker=form.replace("#", numerals[n])) if of <= len(numerals) else line
    )


def renumbered(form: str, numerals: Sequence[str]) -> Variant:
    """Simple numbered lists with numbers of another form; each list counts from its first again."""

    def variant(text: str, headings: Sequence[str]) -> str | None:
        lines = lines_of(text, headings)
        done = False
        for run in runs(lines, Kind.NUMBER):
            if len(run) <= len(numerals) and all(_SIMPLE.match(lines[i].marker) for i in run) and _counts(lines, run):
                done = True
                for n, i in enumerate(run):
                    lines[i] = replace(lines[i], marker=form.replace("#", numerals[n]))
        return set_lines(lines, _own(text)) if done else None

    return variant


def _counts(lines: Sequence[Line], run: range) -> bool:
    """Whether a run of simple numbers counts from 1 or a, and is no series of numbered paragraphs with gaps."""
    bare = [lines[i].marker.strip("().") for i in run]
    return bare in ([str(n + 1) for n in range(len(bare))], list(_LETTERS[: len(bare)]))


def headed(change: Callable[[Line], Line | Sequence[Line]]) -> Variant:
    """Each heading changed, without blank lines behind it where it is to have none."""

    def variant(text: str, headings: Sequence[str]) -> str | None:
        out: list[Line] = []
        done = False
        for line in lines_of(text, headings):
            if line.kind is Kind.HEADING and len(line.words) > 3:
                changed = change(line)
                out.extend([changed] if isinstance(changed, Line) else changed)
                done = True
            else:
                out.append(line)
        return set_lines(out, _own(text)) if done else None

    return variant


def _sentence_case(line: Line) -> Line:
    words = line.words
    lowered = words[:1].upper() + words[1:].lower()
    return replace(line, words=lowered)


def _title_case(line: Line) -> Line:
    small = {"a", "an", "the", "and", "or", "of", "to", "for", "by", "with", "in", "on", "at", "as", "from"}
    words = [
        w if w.isupper() and len(w) < 6 and not line.words.isupper() else w[:1].upper() + w[1:].lower()
        for w in line.words.split()
    ]
    return replace(line, words=" ".join(w.lower() if i and w.lower() in small else w for i, w in enumerate(words)))


def _underlined(sign: str) -> Callable[[Line], Sequence[Line]]:
    def change(line: Line) -> Sequence[Line]:
        return line, Line(Kind.WORDS, "", sign * min(len(line.text), 70))

    return change


def blank_lines(text: str, gaps: Callable[[int, Line, Line | None], int], *, unwrap: bool = False) -> str:
    """The text with other numbers of blank lines before its lines."""
    lines = lines_of(text)
    before: Line | None = None
    for i, line in enumerate(lines):
        lines[i] = replace(line, gap=gaps(line.gap, line, before))
        before = line
    return set_lines(lines, 0 if unwrap else _own(text))


def _tight(text: str, headings: Sequence[str]) -> str | None:
    """No blank lines at all; paragraphs are not wrapped, so that each still is a line."""
    made = blank_lines(text, lambda gap, line, before: 0, unwrap=True)
    return made if "\n\n" in text.strip() else None


def _only_breaks(text: str, headings: Sequence[str]) -> str | None:
    """Wrapped at 90 and no blank lines but around headings."""
    lines = lines_of(text, headings)
    near = [replace(line, gap=1 if i and line.kind is Kind.HEADING and line.gap else 0) for i, line in enumerate(lines)]
    return set_lines(near, 90)


def _spread(text: str, headings: Sequence[str]) -> str | None:
    """A blank line behind every printed line, and another where there was one."""
    printed = text.rstrip("\n").split("\n")
    return "\n\n".join(printed) + "\n"


def wrapped(width: int, hanging: int = 0) -> Variant:
    """Paragraphs wrapped at a width (0: one a line)."""
    return lambda text, headings: set_lines(lines_of(text, headings), width, hanging)


def hyphenated(text: str, headings: Sequence[str]) -> str | None:
    """Wrapped at 70, long words cut at the line's end by a hyphen."""
    out = []
    for printed in set_lines(lines_of(text, headings), 70).split("\n"):
        out.append(printed)
        if len(out) > 1 and out[-2] and printed and len(out[-2]) < 68 and len(out[-2]) > 45:
            first = printed.split(" ")[0]
            if _LONG_WORD.fullmatch(first):
                cut = len(first) // 2
                out[-2] += f" {first[:cut]}-"
                out[-1] = first[cut:] + printed[len(first) :]
    return "\n".join(out)


def paged(
    header: Callable[[int, int, str], list[str]], footer: Callable[[int, int, str], list[str]], feed: bool
) -> Variant:
    """Pages of some 45 lines with a header and a footer, broken where a blank line is, or in running text."""

    def variant(text: str, headings: Sequence[str]) -> str | None:
        printed = set_lines(lines_of(text, headings), _own(text) or 90).rstrip("\n").split("\n")
        pages: list[list[str]] = [[]]
        for i, line in enumerate(printed):
            if len(pages[-1]) >= _PAGE_LINES and (not printed[i - 1].strip() or len(printed[i - 1]) > _RUNNING):
                pages.append([])
            pages[-1].append(line)
        if len(pages) < 3:
            return None
        out = []
        for n, page in enumerate(pages, 1):
            words = "\n".join(page).strip("\n")
            parts = [*(header(n, len(pages), _HEADER) if n > 1 else []), words, *footer(n, len(pages), _HEADER)]
            out.append("\n".join(parts))
        return ("\n\f" if feed else "\n").join(out) + "\n"

    return variant


def signs(pairs: dict[str, str]) -> Variant:
    """Characters put for others."""

    def variant(text: str, headings: Sequence[str]) -> str | None:
        made = text
        for old, new in pairs.items():
            made = made.replace(old, new)
        return made if made != text else None

    return variant


def _curly(text: str, headings: Sequence[str]) -> str | None:
    made = re.sub(r"(?<=\w)'", "’", text)
    made = re.sub(r"(?<!\w)\"(?=\w)", "“", made)
    made = re.sub(r"(?<=[\w.,])\"", "”", made)
    made = re.sub(r"(?<!\w)'(?=\w)", "‘", made)
    return made if made != text else None


def _misread(text: str, headings: Sequence[str]) -> str | None:
    """UTF-8 read as Windows-1252; bytes that stand for no sign there are kept."""
    made = text.encode().decode("cp1252", "backslashreplace")
    made = re.sub(r"\\\\x([0-9a-f]{2})", lambda found: chr(int(found[1], 16)), made)
    return made if made != text else None


def _every(n: int, sign: str, at: str) -> Variant:
    """Every n-th of a sign replaced."""

    def variant(text: str, headings: Sequence[str]) -> str | None:
        count = 0

        def put(found: re.Match[str]) -> str:
            nonlocal count
            count += 1
            return sign if count % n == 0 else found[0]

        return re.sub(at, put, text)

    return variant


def _by_line(change: Callable[[str], str]) -> Variant:
    return lambda text, headings: "\n".join(change(line) if line.strip() else line for line in text.split("\n"))


def _apart(text: str, headings: Sequence[str]) -> str | None:
    lines = lines_of(text, headings)
    found = list(runs(lines, Kind.BULLET))
    for run in found:
        for i in run:
            lines[i] = replace(lines[i], marker="", indent=0, gap=max(lines[i].gap, 1))
        if run.stop < len(lines):
            lines[run.stop] = replace(lines[run.stop], gap=max(lines[run.stop].gap, 1))
    return set_lines(lines, _own(text)) if found else None


def _alone(text: str, headings: Sequence[str]) -> str | None:
    lines = lines_of(text, headings)
    found = list(runs(lines, Kind.BULLET))
    inside = {i for run in found for i in run}
    out: list[Line] = []
    for i, line in enumerate(lines):
        if i in inside:
            out += [Line(Kind.WORDS, "", "•", line.gap), replace(line, marker="", gap=0)]
        else:
            out.append(line)
    return set_lines(out, _own(text)) if found else None


def _close_headings(text: str, headings: Sequence[str], *, above: bool = True) -> str | None:
    lines = lines_of(text, headings)
    done = False
    for i, line in enumerate(lines):
        if line.kind is Kind.HEADING and i:
            done = True
            lines[i] = replace(line, gap=0 if above else line.gap)
            if i + 1 < len(lines):
                lines[i + 1] = replace(lines[i + 1], gap=0)
    return set_lines(lines, _own(text)) if done else None


AS_PRINTED = frozenset(
    [
        "as it is",
        "indented by 4",
        "blank at line ends",
        "CRLF",
        "straight quotes",
        "curly quotes",
        "hyphens for dashes",
        "NBSP",
        "ligatures",
        "soft hyphens",
        "dashes lost",
        "UTF-8 as Windows-1252",
    ]
)
"""Variants that change signs alone, so that they are sure of any text."""
WRAPPED = ("wrapped", "unwrapped", "hyphenated", "no blank", "pages", "blank line", "headings without blank")
"""How the names of variants begin that wrap lines anew or move them apart, which tears tables without borders."""

_ALPHA = list(_LETTERS)
_ARABIC = [str(n) for n in range(1, 31)]
_STRAIGHT = {"‘": "'", "’": "'", "“": '"', "”": '"'}
_LIGATURES = {"ffi": "ﬃ", "ffl": "ﬄ", "ff": "ﬀ", "fi": "ﬁ", "fl": "ﬂ"}

VARIANTS: dict[str, Variant] = {
    "as it is": lambda text, headings: text,
    "set again": lambda text, headings: set_lines(lines_of(text, headings), _own(text)),
    "bullets •": glyph("•"),
    "bullets -": glyph("-"),
    "bullets –": glyph("–"),
    "bullets *": glyph("*"),
    "bullets o": glyph("o"),
    "bullets ▪": glyph("▪"),
    "bullets ·, wide": glyph("·", 9),
    "bullets of a symbol font": glyph("\uf0b7"),
    "bullets ?": glyph("\ufffd"),
    "bullets >": glyph(">"),
    "bullets indented only": _bullets(indented),
    "bullets indented, with blank line": _apart,
    "bullets on a line alone": _alone,
    "items end ;": ending(";", "."),
    "items end ,": ending(",", "."),
    "items end .": ending(".", "."),
    "items end in nothing": ending("", ""),
    "bullets as 1.": counted("#.", _ARABIC),
    "bullets as (1)": counted("(#)", _ARABIC),
    "bullets as a)": counted("#)", _ALPHA),
    "bullets as (i)": counted("(#)", _ROMANS),
    "numbers as 1)": renumbered("#)", _ARABIC),
    "numbers as (1)": renumbered("(#)", _ARABIC),
    "numbers as a)": renumbered("#)", _ALPHA),
    "numbers as i.": renumbered("#.", _ROMANS),
    "numbers as •": renumbered("•", _ARABIC),
    "headings in capitals": headed(lambda line: replace(line, words=line.words.upper())),
    "headings in title case": headed(_title_case),
    "headings in sentence case": headed(_sentence_case),
    "headings with colon": headed(lambda line: replace(line, words=line.words.rstrip(":") + ":")),
    "headings underlined -": headed(_underlined("-")),
    "headings underlined =": headed(_underlined("=")),
    "headings of Markdown": headed(lambda line: replace(line, marker=f"## {line.marker}".strip())),
    "headings in bold marks": headed(lambda line: replace(line, marker="", words=f"**{line.text}**")),
    "headings without numbers": headed(lambda line: replace(line, marker="")),
    "headings without blank lines": _close_headings,
    "headings unbroken below": lambda text, headings: _close_headings(text, headings, above=False),
    "indented by 4": _by_line(lambda line: "    " + line),
    "blank at line ends": _by_line(lambda line: line + " "),
    "CRLF": lambda text, headings: text.replace("\n", "\r\n"),
    "blank lines doubled": lambda text, headings: blank_lines(text, lambda gap, line, before: 2 * gap),
    "blank line after each line": _spread,
    "no blank lines, unwrapped": _tight,
    "no blank lines, wrapped": _only_breaks,
    "blank line before each item": lambda text, headings: blank_lines(
        text, lambda gap, line, before: 1 if line.kind is not Kind.ROW else gap
    ),
    "unwrapped": wrapped(0),
    "wrapped at 60": wrapped(60),
    "wrapped at 80": wrapped(80),
    "wrapped at 80, hanging": wrapped(80, 2),
    "wrapped at 100": wrapped(100),
    "hyphenated at 70": hyphenated,
    "pages: form feed, Page 3 of 12": paged(
        lambda n, of, name: [], lambda n, of, name: ["", f"Page {n} of {of}"], True
    ),
    "pages: header, number": paged(lambda n, of, name: [name, ""], lambda n, of, name: ["", f"{n}"], False),
    "pages: number alone": paged(lambda n, of, name: [], lambda n, of, name: [f"{n}"], False),
    "pages: running title and number": paged(
        lambda n, of, name: [], lambda n, of, name: ["", f"{name} | Page {n}", ""], False
    ),
    "pages: form feed alone": paged(lambda n, of, name: [], lambda n, of, name: [], True),
    "straight quotes": signs(_STRAIGHT),
    "curly quotes": _curly,
    "hyphens for dashes": signs({"–": "-", "—": "-"}),
    "NBSP": _every(5, "\xa0", r"(?<=\S) (?=\S)"),
    "ligatures": signs(_LIGATURES),
    "soft hyphens": _every(3, "\xadt", r"(?<=[a-z][a-z])t(?=[a-z][a-z])"),
    "dashes lost": signs({"–": "?", "’": "?"}),
    "UTF-8 as Windows-1252": _misread,
}
