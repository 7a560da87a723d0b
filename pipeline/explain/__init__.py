"""Why a record is one, and why a sentence is none: the same components asked again, with their reasons.

Nothing here decides anything: what is told is what `pipeline.extract` finds in the same paper under the same settings.
"""

from pipeline.explain.explainer import Explainer
from pipeline.explain.find import NotFoundError, holds, nothing_like, record_named
from pipeline.explain.model import Explanation, RecordExplanation, SentenceExplanation

__all__ = [
    "Explainer",
    "Explanation",
    "NotFoundError",
    "RecordExplanation",
    "SentenceExplanation",
    "holds",
    "nothing_like",
    "record_named",
]
