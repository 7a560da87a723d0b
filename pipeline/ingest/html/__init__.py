"""Web pages to Papers: pages of committee web sites, and reports saved as HTML."""

from __future__ import annotations

from pipeline.config import IngestSettings
from pipeline.ingest.assemble import assemble
from pipeline.ingest.characters import open_ligatures, right_encoding
from pipeline.ingest.html.blocked import is_block_page
from pipeline.ingest.html.body import Builder
from pipeline.ingest.html.content import take_furniture
from pipeline.ingest.html.css import Sheet, read_sheets
from pipeline.ingest.html.decode import decode
from pipeline.ingest.html.tree import Element, parse
from pipeline.ingest.source import ReadError, Source
from pipeline.ingest.styled import make_drafts
from schemas.paper import Paper
from schemas.states import State

__all__ = ["read_html"]

_BLOCKED = "In the place of the document, the site sent a block page; fetch the file again by hand."
_EMPTY = "The page holds no words. Fetch it again by hand, or save it from a browser once it has loaded."
_NAMED = frozenset({"author", "description", "dc.title", "dcterms.title"})


def read_html(source: Source, settings: IngestSettings) -> list[Paper]:
    """Read a web page into one Paper, without pages.

    Menus, banners, footers and the like are furniture; what a browser hides is left out. List numbers stand as
    markers as a browser prints them (`start`, `value`, `type`, `reversed`, counter styles of the page). Of the page's
    head, title, author, description and canonical address are kept as `Paper.meta`.

    Raises:
        ReadError: `empty` where there are no words, `unsupported` where the site refused to send the document.
    """
    text, warnings = decode(source.data)
    root = parse(open_ligatures(right_encoding(text)))
    sheet = read_sheets(root)
    meta = _meta(root)
    content, dropped = take_furniture(root, sheet)
    furniture: dict[str, None] = {}
    for element in dropped:
        furniture.update(dict.fromkeys(_texts(element, sheet)))
    paper = assemble(
        source,
        make_drafts(Builder(sheet).read(content)),
        "text/html",
        furniture=list(furniture),
        warnings=warnings,
        meta=meta,
    )
    if is_block_page(paper, dict(meta).get("title", "")):
        raise ReadError(State.UNSUPPORTED, _BLOCKED)
    if not any(map(str.isalnum, paper.text)):
        raise ReadError(State.EMPTY, _EMPTY)
    return [paper]


def _texts(element: Element, sheet: Sheet) -> list[str]:
    texts = []
    for block in Builder(sheet).read([element]):
        for draft in make_drafts([block]):
            texts += [" ".join(part.split()) for part in draft.text.split("\n") if part.strip()]
    return texts


def _meta(root: Element) -> list[tuple[str, str]]:
    """What the page says of itself, as pairs with lower-case names, each name once."""
    found: dict[str, str] = {}
    for element in root.walk():
        if element.tag == "title":
            found.setdefault("title", element.words)
        elif element.tag == "link" and "canonical" in element.get("rel").lower().split():
            found.setdefault("address", element.get("href").strip())
        elif element.tag == "meta" and element.get("name").lower() in _NAMED:
            found.setdefault(element.get("name").lower(), " ".join(element.get("content").split()))
    return [(name, worth) for name, worth in found.items() if worth]
