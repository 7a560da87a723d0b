"""Status of actions and reports."""

from pipeline.extract.status.legend import Legend, find_legend, key_of, key_texts, ratings_explained
from pipeline.extract.status.logic import Certainty, StatusFinding, combine, status_of

__all__ = [
    "Certainty",
    "Legend",
    "StatusFinding",
    "combine",
    "find_legend",
    "key_of",
    "key_texts",
    "ratings_explained",
    "status_of",
]
