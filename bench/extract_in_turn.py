"""Extract papers on demand with the code of the checkout that PYTHONPATH names: a child of `bench.against`.

Reads numbers of papers from standard input; answers each with CPU seconds, those of them spent parsing, and a digest of
the tables.
"""

import hashlib
import json
import pickle
import sys
import time
from pathlib import Path

from pipeline.extract.extractor import Extractor
from pipeline.extract.statements import parse

parsing = 0.0
features = parse.Grammar.features


def timed(self: parse.Grammar, texts: list[str]) -> list[list[str]]:
    """The parser's part, by the clock."""
    global parsing
    began = time.process_time()
    found = features(self, texts)
    parsing += time.process_time() - began
    return found


parse.Grammar.features = timed  # type: ignore[method-assign,assignment]
papers = pickle.loads(Path(sys.argv[1]).read_bytes())
extractor = Extractor()
for line in sys.stdin:
    parsing = 0.0
    began = time.process_time()
    records = extractor.extract(papers[int(line)])
    took = time.process_time() - began
    digest = hashlib.sha256()
    for name, rows in records.tables().items():
        digest.update(json.dumps([name, *(row.model_dump(mode="json") for row in rows)]).encode())
    sys.stdout.write(json.dumps([took, parsing, digest.hexdigest()]) + "\n")
    sys.stdout.flush()
