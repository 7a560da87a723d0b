"""Markdown and fragments of HTML that an earlier extraction left behind: read for what they say, then removed.

Only recognised tags go; ``<5 %`` stays. Bold and headings are kept as properties of lines.
"""

import html
import re

from pipeline.ingest.text.drawn import draw_rows
from pipeline.ingest.text.lines import TextLine

# Stand for markup while lines are being split; decoding removed these characters from the text itself.
_BOLD, _BOLD_END, _BREAK = "\x02", "\x03", "\x04"

_TAG_NAMES = (
    "a|abbr|article|b|big|blockquote|body|br|caption|center|code|dd|del|div|dl|dt|em|figure|figcaption|font|footer|"
    "form|h[1-6]|header|hr|html|i|img|input|ins|label|li|main|mark|nav|ol|p|pre|s|section|small|span|strike|strong|"
    "sub|sup|table|tbody|td|tfoot|th|thead|tr|tt|u|ul"
)
_ATTRIBUTES = r"(?:\s+[\w:-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?)*"
_TAG = re.compile(rf"<(?P<end>/?)(?P<name>{_TAG_NAMES})(?P<rest>{_ATTRIBUTES})\s*/?>", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_CHECKBOX = re.compile(r"\btype\s*=\s*[\"']?checkbox", re.IGNORECASE)
_CHECKED = re.compile(r"\bchecked\b", re.IGNORECASE)
_BLOCK_TAGS = frozenset(["blockquote", "br", "dd", "div", "dl", "dt", "hr", "ol", "p", "pre", "section", "ul"])
_CELL_BORDER = re.compile(r"</t[dh]>\s*<t[dh]\b[^<>]*>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")

_BOLD_RUN = re.compile(r"(\*\*|__)(?=[^\s*_])((?:(?!\n[ \t]*\n)[^*_]|[*_](?!\1)|(?!\1)[*_])+?)\1", re.DOTALL)
_ITALIC = re.compile(
    r"(?<![\w*\\])\*(?=[^\s*])([^*\n]*[^\s*])\*(?![\w*])|(?<![\w_\\])_(?=[^\s_])([^_\n]*[^\s_])_(?![\w_])"
)
_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\(([^()\s]+)(?:\s+\"[^\"\n]*\")?\)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~&<])")
_HEADING = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_NUMBER_COLUMN = re.compile(r"#\s{2,}\S.*\S\s{2,}\S")  # the name of the column of numbers, and other names
_CLOSING_HASHES = re.compile(r"\s+#+$")
_QUOTE = re.compile(r"(?:>[ \t]*)+")
_RULE = re.compile(r"(?:[-*_=~][ \t]*){3,}$")
_PIPE_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?$")
_PIPE = re.compile(r"(?<!\\)\|")
_MARKS = re.compile(f"[{_BOLD}{_BOLD_END}{_BREAK}]")


def _tag(found: re.Match[str]) -> str:
    name, end = found["name"].lower(), bool(found["end"])
    if name == "input" and _CHECKBOX.search(found["rest"]):
        return " ☒ " if _CHECKED.search(found["rest"]) else " ☐ "
    if name in {"b", "strong"}:
        return "**"
    if name[0] == "h" and name[1:].isdigit():
        return "\n" if end else f"\n{'#' * int(name[1])} "
    if name == "li":
        return "" if end else "\n- "
    if name == "tr":
        return "\n"
    return _BREAK if name in _BLOCK_TAGS else ""


def _bold(found: re.Match[str]) -> str:
    text, at, end = found.string, found.start(), found.end()
    words = " ".join(found[2].split("\n"))
    before = "\n" if at and text[at - 1].isalnum() and not words[0].islower() else ""
    after = "\n" if end < len(text) and (text[end].isalnum() or text.startswith(found[1], end)) else ""
    return f"{before}{_BOLD}{words}{_BOLD_END}{after}"


def _link(found: re.Match[str]) -> str:
    label, address = found[1], found[2]
    if found[0].startswith("!"):
        return label
    return label if label == address else f"{label} ({address})"


def _inline(text: str) -> str:
    if "<" in text:
        text = _TAG.sub(_tag, _CELL_BORDER.sub("\t", _COMMENT.sub("", text)))
    if "](" in text:
        text = _LINK.sub(_link, text)
    if "**" in text or "__" in text:
        text = _BOLD_RUN.sub(_bold, text)
    if "*" in text or "_" in text:
        text = _ITALIC.sub(lambda found: found[1] or found[2], text)
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    if "&" in text:
        text = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
    return text


def read_lines(text: str) -> list[TextLine]:
    """The non-blank lines of a text, markup read and removed; blank lines and page breaks are counted before each."""
    lines: list[TextLine] = []
    gap, cut = 0, False
    for page_number, page in enumerate(_inline(text).split("\f")):
        cut = cut or page_number > 0
        for raw in draw_rows(page.split("\n")) if "|" in page else page.split("\n"):
            for line in _split(raw):
                if line is None:
                    gap += 1
                    continue
                line.gap, line.cut = gap, cut
                lines.append(line)
                gap, cut = 0, False
    return lines


def _split(raw: str) -> list[TextLine | None]:
    """The lines of one typed line; None is a blank one."""
    words = raw.strip(f" \t{_BREAK}")
    if not words or (words[0] in "-*_=~" and _RULE.match(words)):
        return [None]
    if "|" in words and (words[0] == "|" or len(_PIPE.findall(words)) > 1):
        if _PIPE_RULE.match(words):
            return [TextLine("", rule=True)]
        if words[0] == "|":
            inner = words[1:-1] if words.endswith("|") and not words.endswith("\\|") and len(words) > 1 else words[1:]
            return [_row(_PIPE.split(inner))]
    if "\t" in raw:
        return [_row(raw.split("\t"))]
    if _BREAK in words:
        return [_line(part) if part.strip() else None for part in words.split(_BREAK)]
    return [_line(raw)]


def _row(cells: list[str]) -> TextLine:
    parts = tuple(
        tuple(shown for part in cell.split(_BREAK) if (shown := " ".join(_MARKS.sub("", part).split())))
        for cell in cells
    )
    return TextLine("\t".join(" ".join(cell) for cell in parts if cell), cells=parts)


def _line(raw: str) -> TextLine:
    words = raw.strip()
    indent = len(raw) - len(raw.lstrip())
    trail = len(raw) - len(raw.rstrip(" "))
    if words[0] == ">":
        words = _QUOTE.sub("", words, count=1)
    level = 0
    if words[:1] == "#" and (heading := _HEADING.match(words)) and not _NUMBER_COLUMN.match(words):
        level = len(heading[1])
        words = _CLOSING_HASHES.sub("", words[heading.end() :])
    bold = False
    if _BOLD in words:
        bold = words[0] == _BOLD and words[-1] == _BOLD_END and words.count(_BOLD) == 1
        words = _MARKS.sub("", words).strip()
    return TextLine(words, indent=indent, trail=trail, level=level, bold=bold)
