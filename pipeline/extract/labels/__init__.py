"""What the layout announces: labels before a block, numbered priorities, lead-ins before a list."""

from pipeline.columns import label_of
from pipeline.extract.labels.logic import (
    announces_statement,
    asks_aim,
    heads_list,
    lead_in_kind,
    names_promises,
    only_points,
    priority_label,
    run_in_label,
    served_name,
)
from pipeline.extract.labels.turns import label_in, labels_alternate

__all__ = [
    "announces_statement",
    "asks_aim",
    "heads_list",
    "label_in",
    "label_of",
    "labels_alternate",
    "lead_in_kind",
    "names_promises",
    "only_points",
    "priority_label",
    "run_in_label",
    "served_name",
]
