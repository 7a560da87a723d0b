"""The words of a paragraph: what Word would print of its runs, with all tracked changes accepted."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from pipeline.ingest.docx.numbering import is_symbol_font
from pipeline.ingest.docx.styles import Styles, W, is_on, number, value
from pipeline.ingest.pdf.symbols import clean

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
TICKED, UNTICKED = "☒", "☐"
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

DROPPED = frozenset(
    [W + name for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "tcPr", "trPr", "tblPr", "rt")]
)
"""Elements without words that are printed: deletions, properties, readings above the line."""
_SIGNS = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
_DRAWN = frozenset([W + "drawing", W + "pict", W + "object", f"{MC}AlternateContent"])


@dataclass(slots=True)
class Words:
    """What was gathered of a paragraph; letters count without white space."""

    parts: list[str] = field(default_factory=list)
    letters: int = 0
    bold: int = 0
    underlined: int = 0
    sizes: dict[float, int] = field(default_factory=dict)
    boxes: list[Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words; line feeds stand for hard line breaks."""
        return "".join(self.parts)


@dataclass(slots=True)
class _Run:
    """How a run is set."""

    bold: bool = False
    underlined: bool = False
    size: float = 0
    symbols: bool = False
    raised: bool = False


class Reader:
    """Reads the paragraphs of a document in order; keeps what runs over their ends: fields, and notes referred to."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fields: list[bool] = []  # of the open fields, whether their code has ended and the result begun
        self._linked = 0
        self.notes: list[tuple[str, str]] = []
        """Notes referred to, in order: `footnote` or `endnote`, and the note's id."""

    def words(self, paragraph: Element, style: str, into: Words | None = None) -> Words:
        """The words of a paragraph (appended to those of the one before, where its mark was deleted)."""
        gathered = into or Words()
        self._inside(paragraph, style, gathered)
        # A field's code never goes over a paragraph's end; where it seems to, the file is damaged.
        self._fields = [True for _ in self._fields]
        return gathered

    def _inside(self, parent: Element, style: str, to: Words) -> None:
        for child in parent:
            tag = child.tag
            if tag == f"{W}r":
                self._run(child, style, to)
            elif tag in DROPPED:
                continue
            elif tag == f"{W}sdt":
                self._control(child, style, to)
            elif tag == f"{W}hyperlink":
                self._linked += 1
                self._inside(child, style, to)
                self._linked -= 1
            elif tag == _MATH:
                self._add(child.text or "", _Run(), to)
            elif tag in _DRAWN:
                to.boxes.extend(text_boxes(child))
            else:
                self._inside(child, style, to)

    def _control(self, control: Element, style: str, to: Words) -> None:
        """A content control: a tick box as its sign; what only prompts the writer is left out."""
        properties = control.find(f"{W}sdtPr")
        if properties is not None:
            box = properties.find(f"{W14}checkbox")
            if box is not None:
                checked = box.find(f"{W14}checked")
                state = "0" if checked is None else checked.get(f"{W14}val", "1").lower()
                self._add(UNTICKED if state in {"0", "false", "off"} else TICKED, _Run(), to)
                return
            if is_on(properties.find(f"{W}showingPlcHdr")):
                return
        content = control.find(f"{W}sdtContent")
        if content is not None:
            self._inside(content, style, to)

    def _run(self, run: Element, style: str, to: Words) -> None:
        properties = run.find(f"{W}rPr")
        hidden = bool(is_on(self._styles.run_property(properties, style, "vanish")))
        setting: _Run | None = None
        for child in run:
            tag = child.tag
            if tag == f"{W}fldChar":
                self._field(child, to)
            elif hidden or not all(self._fields):
                continue
            elif tag == f"{W}t":
                setting = setting or self._setting(properties, style)
                self._add(child.text or "", setting, to)
            elif tag in _SIGNS:
                to.parts.append(_SIGNS[tag])
            elif tag == f"{W}sym":
                self._symbol(child, to)
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                self._note(child, to)
            elif tag in _DRAWN:
                to.boxes.extend(text_boxes(child))
            elif tag == f"{W}ruby":
                self._inside(child, style, to)

    def _setting(self, properties: Element | None, style: str) -> _Run:
        find = self._styles.run_property
        half_points = number(find(properties, style, "sz"))
        underline = find(properties, style, "u")
        return _Run(
            bold=bool(is_on(find(properties, style, "b"))),
            underlined=bool(is_on(underline)) and not self._linked,
            size=half_points / 2 if half_points else 0,
            raised=value(find(properties, style, "vertAlign")) == "superscript",
            symbols=is_symbol_font(value(find(properties, style, "rFonts"), "ascii")),
        )

    def _add(self, text: str, run: _Run, to: Words) -> None:
        text = text.replace("\xad", "")
        if run.symbols:
            text = clean(text, symbols=True)
        if run.raised and to.letters and text.strip().isdigit():
            text = text.translate(_RAISED)
        to.parts.append(text)
        letters = len(text) - sum(map(str.isspace, text))
        to.letters += letters
        to.bold += letters * run.bold
        to.underlined += letters * run.underlined
        if letters:
            to.sizes[run.size] = to.sizes.get(run.size, 0) + letters

    def _symbol(self, element: Element, to: Words) -> None:
        try:
            code = int(value(element, "char"), 16)
        except ValueError:
            return
        if 0x20 <= code <= 0xFF:
            code += 0xF000
        if 0 < code < 0xD800 or 0xE000 <= code < 0x110000:
            self._add(clean(chr(code)), _Run(), to)

    def _field(self, mark: Element, to: Words) -> None:
        kind = value(mark, "fldCharType")
        if kind == "begin":
            box = mark.find(f"{W}ffData/{W}checkBox")
            if box is not None and all(self._fields):
                checked = is_on(box.find(f"{W}checked"))
                ticked = is_on(box.find(f"{W}default")) if checked is None else checked
                self._add(TICKED if ticked else UNTICKED, _Run(), to)
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _note(self, reference: Element, to: Words) -> None:
        kind = reference.tag.removeprefix(W).removesuffix("Reference")
        self.notes.append((kind, value(reference, "id")))
        if value(reference, "customMarkFollows").lower() in {"", "0", "false", "off"}:
            to.parts.append(note_sign(len(self.notes)))


def note_sign(n: int) -> str:
    """The raised number by which the n-th note is referred to."""
    return str(n).translate(_RAISED)


def text_boxes(drawn: Element) -> list[Element]:
    """The contents of text boxes in a drawing, outermost only, and not those of the fall-back for old programs."""
    if drawn.tag == f"{MC}AlternateContent":
        choices = [part for name in ("Choice", "Fallback") for part in drawn.findall(MC + name)]
        return next((boxes for part in choices if (boxes := _boxes_in(part))), [])
    return _boxes_in(drawn)


def _boxes_in(parent: Element) -> list[Element]:
    boxes: list[Element] = []
    for child in parent:
        if child.tag == f"{W}txbxContent":
            boxes.append(child)
        else:
            boxes.extend(text_boxes(child))
    return boxes
