"""`python -m bench variants`: how much is lost where papers with the same words have another form.

Annotations are matched by words alone, so that a paper whose form is changed and whose words stay has the same ones.
Each annotated text is rewritten in the ways of `typed` (where set again at its own width it is read as before, so that
its lines are known for sure), or set anew from what was read of it in the ways of `rendered`, and scored beside the
original.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.variants.rendered import RENDERED, parts_of
from bench.variants.typed import AS_PRINTED, VARIANTS, WRAPPED
from pipeline.authorities import load_register
from pipeline.evaluate import PaperScore, read_annotation, score_paper
from pipeline.evaluate.again import run_of
from pipeline.evaluate.sources import KINDS
from pipeline.extract.extractor import Extractor
from pipeline.ingest import ReadError, Source, read
from schemas.annotation import Annotation
from schemas.paper import BlockKind, Paper

ROOT = Path(__file__).resolve().parents[2]
_SHARED = (("papers", "gold"), ("papers/more", "gold/more"))
_CORPUS = (("annotated/papers", "annotated/gold"), ("fresh/papers", "fresh/gold"), ("papers", "gold"))


@dataclass
class Compared:
    """A variant's scores and those of the originals, of the papers to which it applies."""

    before: list[PaperScore] = field(default_factory=list)
    after: list[PaperScore] = field(default_factory=list)

    def worse(self) -> list[tuple[int, str]]:
        """Papers with more wrong and missed records than their originals, and how many more."""
        pairs = zip(self.before, self.after, strict=True)
        return [(_wrong(new) - _wrong(old), new.paper) for old, new in pairs if _wrong(new) > _wrong(old)]


def _wrong(score: PaperScore) -> int:
    return sum(score.records[kind]["relaxed"].fp + score.records[kind]["relaxed"].fn for kind in KINDS)


def mean_f1(scores: Sequence[PaperScore]) -> float:
    """Mean of the relaxed F1 of the three kinds of record, each over all papers."""
    found = []
    for kind in KINDS:
        counts = [score.records[kind]["relaxed"] for score in scores]
        right, wrong = sum(c.tp for c in counts), sum(c.fp + c.fn for c in counts)
        found.append(2 * right / (2 * right + wrong) if right + wrong else 1.0)
    return sum(found) / len(found)


def cases(shared: Path | None) -> Iterator[tuple[Path, Annotation]]:
    """The annotated texts of the corpus (but for those that nobody may read) and of `shared`."""
    folders = [(ROOT / "corpus" / papers, ROOT / "corpus" / gold) for papers, gold in _CORPUS]
    folders += [(shared / papers, shared / gold) for papers, gold in _SHARED] if shared else []
    for papers, gold in folders:
        for path in sorted(gold.glob("*.json")):
            annotation = read_annotation(path)
            paper = papers / Path(annotation.paper).name
            if paper.suffix == ".txt" and paper.is_file():
                yield paper, annotation


class _Scorer:
    def __init__(self) -> None:
        self.extractor = Extractor(register=load_register([ROOT / "corpus" / "authorities.csv"]))

    def score(self, name: str, data: bytes, annotation: Annotation) -> PaperScore:
        return score_paper(annotation, run_of([self.extractor.extract(paper) for paper in _read(name, data)]))


def _read(name: str, data: bytes) -> list[Paper]:
    try:
        return read(Source(name, data))
    except ReadError:
        return []


def _shape(papers: Sequence[Paper]) -> list[tuple[str, int, str]]:
    return [(b.kind.value, b.level, " ".join(p.body(b).split())) for p in papers for b in p.blocks]


def headings_of(papers: Sequence[Paper]) -> list[str]:
    """The words that are headings wherever they stand on the page itself."""
    blocks = [(p.body(b), b.kind is BlockKind.HEADING and b.parent < 0) for p in papers for b in p.blocks]
    return sorted({words for words, heads in blocks if heads} - {words for words, heads in blocks if not heads})


def typed_forms(path: Path, wanted: Callable[[str], bool]) -> Iterator[tuple[str, str, bytes]]:
    """Name of the variant, file name and bytes of each typed variant that can be made of a text."""
    text = path.read_bytes().decode("utf-8", "replace")
    papers = _read(path.name, path.read_bytes())
    headings = headings_of(papers)
    again = VARIANTS["set again"](text, headings) or ""
    sure = _shape(_read(path.name, again.encode())) == _shape(papers)
    tabled = any(block.kind is BlockKind.TABLE for paper in papers for block in paper.blocks)
    for name, change in VARIANTS.items():
        if not wanted(name) or (not sure and name not in AS_PRINTED) or (tabled and name.startswith(WRAPPED)):
            continue
        made = change(text, headings)
        if made is not None:
            yield name, path.name, made.encode()


def rendered_forms(path: Path, wanted: Callable[[str], bool]) -> Iterator[tuple[str, str, bytes]]:
    """The same of the variants that are set anew."""
    parts = [part for paper in _read(path.name, path.read_bytes()) for part in parts_of(paper)]
    for name, render in RENDERED.items():
        if wanted(name) and (made := render(parts)):
            yield name, f"{path.stem}{made[0]}", made[1]


def main(arguments: Sequence[str], say: Callable[[str], None]) -> None:
    """The command."""
    options = argparse.ArgumentParser(prog="python -m bench variants", description=__doc__)
    options.add_argument("--rendered", action="store_true", help="web pages, Word files and PDFs, not typed variants")
    options.add_argument("--every", type=int, default=7, help="only every n-th paper (default: 7)")
    options.add_argument("--start", type=int, default=0, help="the first of them, from 0 (default: 0)")
    options.add_argument("--only", default="", help="variants with one of these words in their names, parted by commas")
    options.add_argument("--worst", type=int, default=3, help="papers named beside each variant (default: 3)")
    chosen = options.parse_args(arguments)
    words = [word for word in chosen.only.split(",") if word]

    def wanted(name: str) -> bool:
        return not words or any(word in name for word in words)

    named = os.environ.get("COMMITTEE_PAPERS_SHARED")
    forms = rendered_forms if chosen.rendered else typed_forms
    scorer = _Scorer()
    found: dict[str, Compared] = {}
    for path, annotation in list(cases(Path(named) if named else None))[chosen.start :: chosen.every]:
        before = scorer.score(path.name, path.read_bytes(), annotation)
        for name, file, data in forms(path, wanted):
            compared = found.setdefault(name, Compared())
            compared.before.append(before)
            compared.after.append(scorer.score(file, data, annotation))
    say("| form | papers | F1 as it is | F1 | papers with more errors (how many more) |\n|---|---:|---:|---:|---|")
    for name, one in found.items():
        worst = sorted(one.worse(), reverse=True)
        shown = ", ".join(f"{paper} ({more})" for more, paper in worst[: chosen.worst])
        counted = f"{len(worst)}: {shown}" if worst else ""
        say(f"| {name} | {len(one.after)} | {mean_f1(one.before):.3f} | {mean_f1(one.after):.3f} | {counted} |")
