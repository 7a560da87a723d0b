"""The stages of extraction in the order in which they run: functions over what was found so far, and spaCy components.

One Doc stands for one Paper (`doc.text == paper.text`); what a component finds lies in `doc._.findings` for the next.
Layers that a reader may want to see lie in `doc.spans`: blocks' sentences, sections, and the three kinds of records.
The components themselves are thin: what they do is a plain function over blocks in the folder of the same name. No
stage needs the tokens of a Doc: `find_all` does without one, for whoever wants the records alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import spacy
from spacy.attrs import IDX, SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.authorities import Register
from pipeline.extract.front_matter import FrontMatter, front_matter
from pipeline.extract.links import Link, find_links, without_doubles
from pipeline.extract.recommendations import Recommendation, read_recommendations
from pipeline.extract.sections import Sections, find_sections
from pipeline.extract.sentences import find_sentences
from pipeline.extract.statements import find_statements
from pipeline.extract.statements.classifier import Weights
from pipeline.extract.statements.model import Kind, Statement
from pipeline.extract.statements.parse import Grammar
from schemas.paper import Paper

if TYPE_CHECKING:
    from thinc.types import Ints2d

Component = Callable[[Doc], Doc]
_MOST_RUNS = 200_000
"""Runs of characters without a blank whose tokens are remembered: a few megabytes."""
COMPONENTS = (
    "paper_sentences",
    "paper_sections",
    "paper_recommendations",
    "paper_front_matter",
    "paper_statements",
    "paper_links",
)


@dataclass(slots=True)
class Findings:
    """What the components have found so far in one paper."""

    paper: Paper
    register: Register
    manifest: dict[str, str] = field(default_factory=dict)
    weights: Weights | None = None
    grammar: Grammar | None = None
    sections: Sections | None = None
    recommendations: tuple[Recommendation, ...] = ()
    recommended: tuple[tuple[int, int], ...] = ()
    front: FrontMatter | None = None
    statements: list[Statement] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


if not Doc.has_extension("findings"):
    Doc.set_extension("findings", default=None)


def findings_of(doc: Doc) -> Findings:
    """The findings that travel with a Doc.

    Raises:
        TypeError: the Doc was not made by `Extractor.doc`.
    """
    found = doc._.findings
    if not isinstance(found, Findings):
        raise TypeError("The Doc carries no paper: make it with Extractor.doc(paper).")
    return found


def _layer(doc: Doc, name: str, ranges: Iterable[tuple[int, int, str]]) -> None:
    """Put ranges of the text into `doc.spans[name]`, widened to whole tokens."""
    spans = (doc.char_span(start, end, label, alignment_mode="expand") for start, end, label in ranges if start < end)
    doc.spans[name] = [span for span in spans if span is not None]


def sections_of(found: Findings) -> Sections:
    """The sections, found now if no component before did."""
    if found.sections is None:
        found.sections = find_sections(found.paper)
    return found.sections


def find_recommended(found: Findings) -> None:
    """What the body is asked to decide, or decided."""
    found.recommendations, found.recommended = read_recommendations(found.paper, sections_of(found))


def find_front(found: Findings) -> None:
    """Front matter: whose paper it is, for which meeting, and what is asked."""
    found.front = front_matter(found.paper, sections_of(found), found.register, found.manifest, found.recommendations)


def find_stated(found: Findings) -> None:
    """Priorities, actions and progress statements."""
    found.statements = find_statements(
        found.paper, sections_of(found), found.front, found.recommended, found.weights, found.grammar
    )


def find_linked(found: Findings) -> None:
    """Links between records, and which of these only say again what another says."""
    links = find_links(found.paper, sections_of(found), found.statements)
    found.statements, found.links = without_doubles(found.statements, links)


def find_all(found: Findings) -> None:
    """All stages."""
    for stage in (find_recommended, find_front, find_stated, find_linked):
        stage(found)


@Language.component("paper_sentences")
def sentences(doc: Doc) -> Doc:
    """Sentence starts, forced at block edges."""
    spans = find_sentences(findings_of(doc).paper)
    opens = np.isin(doc.to_array([IDX]).astype("int64"), [s.start for s in spans])
    opens[:1] = True
    column = np.where(opens, 1, -1).astype("int32").astype("uint64").reshape(-1, 1)
    doc.from_array([SENT_START], cast("Ints2d", column))  # token by token is slow
    _layer(doc, "sentences", ((s.start, s.end, "sentence") for s in spans))
    return doc


@Language.component("paper_sections")
def sections(doc: Doc) -> Doc:
    """Sections with their roles."""
    found = findings_of(doc)
    _layer(doc, "sections", ((s.start, s.end, s.role) for s in sections_of(found).all))
    return doc


@Language.component("paper_recommendations")
def recommendations(doc: Doc) -> Doc:
    """What the body is asked to decide, or decided."""
    found = findings_of(doc)
    find_recommended(found)
    _layer(doc, "recommendations", ((r.start, r.end, r.decision) for r in found.recommendations))
    return doc


@Language.component("paper_front_matter")
def front(doc: Doc) -> Doc:
    """Front matter: whose paper it is, for which meeting, and what is asked."""
    find_front(findings_of(doc))
    return doc


@Language.component("paper_statements")
def statements(doc: Doc) -> Doc:
    """Priorities, actions and progress statements."""
    found = findings_of(doc)
    find_stated(found)
    for kind, layer in ((Kind.PRIORITY, "priorities"), (Kind.ACTION, "actions"), (Kind.PROGRESS, "progress")):
        _layer(doc, layer, ((s.start, s.end, s.rule) for s in found.statements if s.kind is kind))
    return doc


@Language.component("paper_links")
def links(doc: Doc) -> Doc:
    """Links between records."""
    found = findings_of(doc)
    find_linked(found)
    _layer(doc, "actions", ((s.start, s.end, s.rule) for s in found.statements if s.kind is Kind.ACTION))
    return doc


class PaperTokenizer:
    """The tokenizer at its full speed on texts as long as papers.

    spaCy's remembers how a run of characters is divided only up to the first special case of a text ("don't", "e.g."),
    which comes soon in a paper: so each run is shown to it once by itself. The tokens are the same.
    """

    def __init__(self, tokenizer: Callable[[str], Doc]) -> None:
        self.tokenizer = tokenizer
        self.shown: set[str] = set()

    def __call__(self, text: str) -> Doc:
        """The text as a Doc."""
        for run in dict.fromkeys(text.split()):
            if run not in self.shown and len(self.shown) < _MOST_RUNS:
                self.shown.add(run)
                self.tokenizer(run)
        return self.tokenizer(text)


def build_pipeline() -> Language:
    """A blank English pipeline (tokenizer only) with the project's components."""
    nlp = spacy.blank("en")
    tokenizer: Any = nlp.tokenizer
    tokenizer.max_cache_size = _MOST_RUNS
    nlp.tokenizer = PaperTokenizer(tokenizer)
    nlp.max_length = 50_000_000  # no parser here, whose memory the default limit guards
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp
