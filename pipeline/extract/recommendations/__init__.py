"""What the body is asked to decide, or decided."""

from pipeline.extract.recommendations.logic import Recommendation, find_recommendations, recommendation_ranges

__all__ = ["Recommendation", "find_recommendations", "recommendation_ranges"]
