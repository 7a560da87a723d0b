"""A line of text and what its typing says."""

from dataclasses import dataclass, field

from pipeline.ingest.markers import Marker, split_marker


@dataclass(slots=True)
class TextLine:
    """A non-blank line without markup.

    Attributes:
        text: the words, blanks inside as typed, none around.
        indent: blanks before it.
        trail: blanks after it; extraction from PDF leaves one at a wrapped line's end and two at a paragraph's.
        gap: blank lines before it.
        closed: blank lines of double spacing that were left out of that.
        level: of a marked heading 1 to 6, else 0.
        bold: the whole line was marked bold.
        cut: a page break (form feed, running header or footer) stands before it.
        cells: of a table row written with tabs or pipes, its cells; each cell its paragraphs. Else empty.
        rule: a table row that only rules off the header (Markdown's ``|---|``).
        wraps: the last cell of a flattened table row on this line goes on in the next line.
        part: a cell cut out of a line that held several.
        item: an item of a list that lost its bullet begins here.
    """

    text: str
    indent: int = 0
    trail: int = 0
    gap: int = 0
    closed: int = 0
    level: int = 0
    bold: bool = False
    cut: bool = False
    cells: tuple[tuple[str, ...], ...] = field(default=())
    rule: bool = False
    wraps: bool = False
    part: bool = False
    item: bool = False
    _marker: Marker | None = field(default=None, init=False)  # a line made of this one finds its own

    @property
    def marker(self) -> Marker:
        """The line's marker and words; of the text as it stands when first asked for."""
        if self._marker is None:
            self._marker = split_marker(self.text)
        return self._marker

    def mark(self, marker: Marker) -> None:
        """Set the marker where another line showed it."""
        self._marker = marker
