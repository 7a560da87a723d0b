"""The output folder of a run: which table is of which model. Columns follow from the models."""

from schemas import compared as c
from schemas import records as r

TABLES: dict[str, type[r.Row]] = {
    "papers.csv": r.PaperRow,
    "paper_fields.csv": r.FieldRow,
    "recommendations.csv": r.RecommendationRow,
    "priorities.csv": r.PriorityRow,
    "actions.csv": r.ActionRow,
    "progress.csv": r.ProgressRow,
    "measures.csv": r.MeasureRow,
    "record_links.csv": r.LinkRow,
    "record_themes.csv": r.ThemeRow,
    "places.csv": r.PlaceRow,
    "ledger.csv": r.LedgerRow,
    "timings.csv": r.TimingRow,
}

COMPARISON: dict[str, type[r.Row]] = {
    "comparison/coverage.csv": r.CoverageRow,
    "comparison/completion.csv": r.CompletionRow,
    "comparison/alignment.csv": r.AlignmentRow,
    "comparison/similarity.csv": r.SimilarityRow,
    "comparison/timeline.csv": r.TimelineRow,
    "comparison/gaps.csv": c.GapRow,
    "comparison/completion_by_theme.csv": c.ThemeCompletionRow,
    "comparison/completion_by_priority.csv": c.PriorityCompletionRow,
    "comparison/contrasts.csv": c.ContrastRow,
    "comparison/counted.csv": c.CountedRow,
    "comparison/quantities.csv": c.QuantityRow,
}


def columns(model: type[r.Row]) -> list[str]:
    """Column names of a table, in order."""
    return list(model.model_fields)
