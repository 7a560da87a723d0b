"""What the body is asked to decide, or decided."""

from pipeline.extract.recommendations.logic import find_recommendations, read_recommendations, recommendation_ranges
from pipeline.extract.recommendations.reader import RECOMMENDED, RESOLVED, Recommendation

__all__ = [
    "RECOMMENDED",
    "RESOLVED",
    "Recommendation",
    "find_recommendations",
    "read_recommendations",
    "recommendation_ranges",
]
