"""How much two wordings share."""

from collections import Counter


def dice(a: Counter[str], b: Counter[str]) -> float:
    """Dice overlap of two multisets of words, 0 to 1; 0 where both are empty."""
    total = sum(a.values()) + sum(b.values())
    return 2 * sum((a & b).values()) / total if total else 0.0
