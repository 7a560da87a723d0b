"""The naive script: what one writes in an afternoon. `python -m bench.batch.naive OUT FILE...`

pdfplumber reads a page, the whole trained pipeline goes over its text, sentences with a keyword are records, pandas
writes them down. Its keywords are those of the keyword baseline.
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import pandas as pd
import pdfplumber
import spacy

import pipeline.evaluate
from pipeline.config import Settings

KEYWORDS = tomllib.loads(Path(pipeline.evaluate.__file__).with_name("baseline.toml").read_text(encoding="utf-8"))
KINDS = {"priorities": "priority_id", "actions": "action_id", "progress": "progress_id"}


def pattern(words: list[str]) -> re.Pattern[str]:
    """Any of some words."""
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


def pages(path: Path) -> list[str]:
    """The text of each page."""
    if path.suffix != ".pdf":
        return [path.read_text(encoding="utf-8")]
    with pdfplumber.open(path) as document:
        return [page.extract_text() for page in document.pages]


def main(out: Path, files: list[Path]) -> None:
    """Records of all files, as tables in `out` that `papers evaluate` can score."""
    nlp = spacy.load(Settings().extract.spacy_model)
    kinds = {kind: pattern(KEYWORDS[kind]) for kind in KINDS}
    statuses = {status: pattern(words) for status, words in KEYWORDS["status"].items()}
    found = []
    for path in files:
        for number, text in enumerate(pages(path), 1):
            for sentence in nlp(text).sents:
                words = " ".join(sentence.text.split())
                status = next((name for name, any_of in statuses.items() if any_of.search(words)), "unclear")
                for kind, any_of in kinds.items():
                    if len(words.split()) >= 4 and any_of.search(words):
                        found.append((kind, path.name, words, status, number))
    out.mkdir(parents=True, exist_ok=True)
    records = pd.DataFrame(found, columns=["kind", "paper_id", "text", "status", "page"])
    for kind, column in KINDS.items():
        own = records[records["kind"] == kind].drop(columns="kind").reset_index(names=column)
        own.to_csv(out / f"{kind}.csv", index=False)
    papers = pd.DataFrame({"paper_id": [path.name for path in files], "file": [path.name for path in files]})
    papers.to_csv(out / "papers.csv", index=False)


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
