"""Rows of comparison tables: what an authority leaves out, how far the work under a theme or priority has got, how far
apart two authorities are, what counts, and measures of one quantity. The others are in
`schemas.records`.
"""

from typing import Annotated

from pydantic import Field

from schemas.records import Count, PartialDate, Row, Share
from schemas.states import GapReason, Reason, RecordKind, Status

Difference = Annotated[float, Field(ge=-1, le=1)]


class GapRow(Row):
    """A theme that no record of one kind in an authority's papers carries, and whether they could have.

    Only the reason `not_mentioned` is a silence: papers on the subject hold records of the kind, a paper like them
    elsewhere mentions the theme, and they do not. With the other reasons the papers at hand do not cover it.
    """

    authority: str | None
    authority_id: str | None = None
    taxonomy: str
    theme: str
    kind: RecordKind
    reason: GapReason
    mentioned_as: str | None = None
    papers: Count
    words: Count
    subject_papers: Count
    subject_words: Count
    records: Count
    others: Count
    others_share: Share | None = None
    like_papers: Count
    chance_of_none: Share | None = None
    small_sample: bool = False


class ThemeCompletionRow(Row):
    """Authority by theme and status of its actions: how far the work on the theme has got.

    An action with several themes counts under each of them. `share_low` to `share_high` is the 95 % Wilson interval.
    """

    authority: str | None
    authority_id: str | None = None
    taxonomy: str
    theme: str
    status: Status
    papers: Count
    actions: Count
    total: Count
    share: Share | None = None
    share_low: Share | None = None
    share_high: Share | None = None
    without_report: Count = 0
    small_sample: bool = False


class PriorityCompletionRow(Row):
    """A priority and the statuses of the actions that serve it; without `priority_id`, those that serve none.

    An action that serves several priorities counts under each. `completed_low` to `completed_high` is the 95 % Wilson
    interval of `completed_share`.
    """

    authority: str | None
    authority_id: str | None = None
    paper_id: str | None = None
    priority_id: str | None = None
    text: str | None = None
    group_id: str | None = None
    total: Count
    completed: Count = 0
    in_progress: Count = 0
    not_started: Count = 0
    behind: Count = 0
    stopped: Count = 0
    unclear: Count = 0
    without_report: Count = 0
    completed_share: Share | None = None
    completed_low: Share | None = None
    completed_high: Share | None = None
    small_sample: bool = False


class ContrastRow(Row):
    """How far the shares of one status differ between two authorities, the first less the other.

    `difference_low` to `difference_high` is Newcombe's 95 % interval for this pair alone. `comparisons` pairs are set
    side by side for the status: one in twenty such intervals misses by chance. `adjusted_low` to `adjusted_high` holds
    for all of them at once (Bonferroni); `apart` is true where it does not hold 0.
    """

    authority: str
    authority_id: str | None = None
    other: str
    other_id: str | None = None
    status: Status
    actions: Count
    total: Count
    other_actions: Count
    other_total: Count
    difference: Difference
    difference_low: Difference
    difference_high: Difference
    comparisons: Count
    adjusted_low: Difference
    adjusted_high: Difference
    apart: bool
    small_sample: bool = False


class CountedRow(Row):
    """A paper or record, whether it counts in the comparison, and if not, why and what counts in its place."""

    kind: str
    record_id: str
    paper_id: str
    authority: str | None = None
    counted: bool
    reason: Reason
    counted_as: str | None = None
    likeness: Share | None = None
    cue: str | None = None


class QuantityRow(Row):
    """A measure beside others of the same quantity. Values are as stated; nothing is converted or reckoned."""

    group_id: str
    group_label: str
    authority: str | None = None
    authority_id: str | None = None
    paper_id: str
    measure_id: str
    record_id: str | None = None
    text: str
    quantity: str | None = None
    value: float
    baseline: float | None = None
    unit: str | None = None
    value_date: PartialDate | None = None
    baseline_date: PartialDate | None = None
    date: PartialDate | None = None
    date_basis: str | None = None
    measures: Count
    authorities: Count
    comparable: bool
    reason: str
