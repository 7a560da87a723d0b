"""Status of actions and reports."""

from pipeline.extract.status.cells import verdict
from pipeline.extract.status.finding import Certainty, StatusFinding
from pipeline.extract.status.legend import Legend, find_legend, key_of, key_texts, ratings_explained
from pipeline.extract.status.logic import combine, opens_with_order, status_of

__all__ = [
    "Certainty",
    "Legend",
    "StatusFinding",
    "combine",
    "find_legend",
    "key_of",
    "key_texts",
    "opens_with_order",
    "ratings_explained",
    "status_of",
    "verdict",
]
