"""Word vectors that need no download: each word piece of a sentence encoder, seen alone, cut to a few numbers.

    python tools/distil_vectors.py MODEL_DIR --text corpus/sentences --out pipeline/vectors

The method is Model2Vec's (Tulkens and van Dongen, 2024): every entry of the vocabulary goes through the encoder by
itself, the mean of its last layer is kept, principal components cut the width, and each is weighted down the commoner
it is (Arora, Liang and Ma, "A simple but tough-to-beat baseline for sentence embeddings", 2017). What is kept is
written in eight bits. Needs torch and transformers, which nothing else of the product does, and a copy of
all-MiniLM-L6-v2 (Apache 2.0) on disk.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from pathlib import Path

import numpy as np
from sklearn.decomposition import PCA

from pipeline.vectors import MATRIX, PIECES, split_words

WIDTH = 128
SMOOTHING = 1e-3  # Arora et al.: a / (a + p(w))
BATCH = 512
_KEPT = re.compile(r"(?:##)?[a-z]+|\d|##\d")  # pieces of English words; a figure is one digit


def encode(model_dir: Path) -> tuple[list[str], np.ndarray]:
    """The pieces of the encoder's vocabulary and the mean of the last layer for each."""
    import torch
    from transformers import AutoModel, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(model_dir)
    model = AutoModel.from_pretrained(model_dir).eval()
    vocabulary = tokenizer.get_vocab()
    pieces = sorted(vocabulary, key=vocabulary.__getitem__)
    first, last = tokenizer.cls_token_id, tokenizer.sep_token_id
    ids = torch.tensor([[first, vocabulary[piece], last] for piece in pieces])
    with torch.no_grad():
        rows = [
            model(input_ids=ids[at : at + BATCH]).last_hidden_state.mean(1).numpy() for at in range(0, len(ids), BATCH)
        ]
    kept = [i for i, piece in enumerate(pieces) if _KEPT.fullmatch(piece)]
    return [pieces[i] for i in kept], np.concatenate(rows)[kept]


def frequencies(folder: Path, pieces: list[str]) -> np.ndarray:
    """The share of each piece among all pieces of the text files in a folder, smoothed by half a count."""
    known = frozenset(pieces)
    counts: Counter[str] = Counter()
    for path in sorted(folder.glob("*.txt")):
        for word in re.findall(r"[a-z]+|\d", path.read_text(encoding="utf-8").lower()):
            counts.update(split_words(word, known))
    found: np.ndarray = np.array([counts[piece] + 0.5 for piece in pieces])
    share: np.ndarray = found / found.sum()
    return share


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model_dir", type=Path, help="folder of the sentence encoder, as transformers saves it")
    parser.add_argument("--text", type=Path, required=True, help="folder of text files, for how common each word is")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    pieces, rows = encode(args.model_dir)
    share = frequencies(args.text, pieces)
    reduced = PCA(WIDTH, svd_solver="full").fit_transform(rows) * (SMOOTHING / (SMOOTHING + share))[:, None]
    scale = np.abs(reduced).max() / 127
    np.save(args.out / MATRIX, np.round(reduced / scale).astype(np.int8))
    (args.out / PIECES).write_text("\n".join(pieces) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
