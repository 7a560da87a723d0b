"""`Extractor`: a Paper to Records. Load it once a process; each call is independent of the calls before."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.authorities import Register, load_register
from pipeline.config import Settings
from pipeline.extract.components import Findings, build_pipeline, find_all, findings_of
from pipeline.extract.confidence import Calibration, load_calibration
from pipeline.extract.front_matter import FrontMatter, field_rows, paper_row
from pipeline.extract.front_matter.by_records import type_by_records
from pipeline.extract.rows import RowBuilder
from pipeline.extract.statements.classifier import Weights, load_weights
from pipeline.extract.statements.parse import Grammar
from pipeline.extract.status import find_legend, key_texts
from pipeline.extract.themes import Taxonomy, choose_taxonomy
from schemas.dataset import Records
from schemas.paper import Paper
from schemas.records import RecommendationRow


class Extractor:
    """Extraction with its models loaded.

    Args:
        weights: of the sentence classifier, in place of those that the settings name.

    Raises:
        ConfigError, OSError or pydantic.ValidationError: a taxonomy, register, classifier or calibration that the
            settings name cannot be used.
    """

    def __init__(
        self, settings: Settings | None = None, register: Register | None = None, weights: Weights | None = None
    ) -> None:
        self.settings = settings or Settings()
        self.register = register or load_register([Path(p) for p in self.settings.authorities.extra_registers])
        self.taxonomies = tuple(Taxonomy.load(name) for name in self.settings.extract.taxonomies)
        self.weights = weights or load_weights(self.settings.extract.classifier or None)
        if self.settings.extract.confidence:
            load_calibration(self.settings.extract.confidence)  # its faults are told before any work
        self.grammar = Grammar(self.settings.extract.spacy_model)

    @cached_property
    def nlp(self) -> Language:
        """The pipeline that makes a Doc of a paper."""
        return build_pipeline()

    @property
    def calibration(self) -> Calibration:
        """The figures of `confidence`."""
        return load_calibration(self.settings.extract.confidence or None)

    def doc(self, paper: Paper, manifest: Mapping[str, str] | None = None) -> Doc:
        """The paper as a spaCy Doc with all layers in `doc.spans` and all findings in `doc._.findings`."""
        doc = self.nlp.make_doc(paper.text)
        doc._.findings = self._nothing_yet(paper, manifest)
        for _, component in self.nlp.pipeline:
            doc = component(doc)
        return doc

    def extract(self, paper: Paper, manifest: Mapping[str, str] | None = None) -> Records:
        """All records of a paper.

        Args:
            manifest: front-matter values by column that override what the paper says.
        """
        found = self._nothing_yet(paper, manifest)
        find_all(found)
        return self._records(found, self._builder(found))

    def _nothing_yet(self, paper: Paper, manifest: Mapping[str, str] | None) -> Findings:
        return Findings(paper, self.register, dict(manifest or {}), self.weights, self.grammar)

    def builder(self, doc: Doc) -> RowBuilder:
        """What makes the rows of a Doc that `doc` made, and knows what each rests on."""
        return self._builder(findings_of(doc))

    def _builder(self, found: Findings) -> RowBuilder:
        paper = found.paper
        rated = (s.cells["status"] for s in found.statements if "status" in s.cells)
        legend = find_legend(key_texts(paper), [paper.text[cell.start : cell.end] for cell in rated])
        return RowBuilder(found, legend, choose_taxonomy(paper.text, self.taxonomies), self.calibration)

    def records(self, doc: Doc, builder: RowBuilder | None = None) -> Records:
        """The rows of a Doc that `doc` made.

        Args:
            builder: a fresh one of this Doc, where the caller wants to ask it more.
        """
        found = findings_of(doc)
        return self._records(found, builder or self._builder(found))

    def _records(self, found: Findings, builder: RowBuilder) -> Records:
        paper = found.paper
        rows = builder.build()
        front = type_by_records(found.front or FrontMatter(()), len(rows.actions), len(rows.progress))
        recommended = tuple(
            RecommendationRow(
                paper_id=paper.paper_id,
                recommendation_id=builder.new_id("recommendation", paper.text[r.start : r.end]),
                number=r.number,
                text=paper.text[r.start : r.end],
                decision=r.decision,
                page=paper.page_of(r.start) if paper.pages else None,
                start=r.start,
                end=r.end,
                ocr=paper.is_ocr(r.start, r.end),
            )
            for r in found.recommendations
        )
        return Records(
            paper=paper_row(paper, front),
            paper_fields=tuple(field_rows(paper, front)),
            recommendations=recommended,
            priorities=tuple(rows.priorities),
            actions=tuple(rows.actions),
            progress=tuple(rows.progress),
            measures=tuple(rows.measures),
            record_links=tuple(rows.links),
            record_themes=tuple(rows.themes),
            places=tuple(rows.places),
        )


__all__ = ["Extractor", "Taxonomy"]
