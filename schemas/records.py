"""The rows that leave the house, one model a table. Field order is column order; columns are appended, never renamed.

Words are verbatim; dates are text of known precision (YYYY, YYYY-MM or YYYY-MM-DD); None is "not stated" and
leaves as an empty cell. `start` and `end` are a half-open range of the paper's frozen text.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from schemas.states import Change, Commitment, Decision, FieldSource, Relation, ReportType, State, Status

PartialDate = Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
FullDate = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Share = Annotated[float, Field(ge=0, le=1)]
Count = Annotated[int, Field(ge=0)]
PageNumber = Annotated[int, Field(ge=1)]


class Row(BaseModel):
    """A row of an output table: frozen, and strict about unknown columns."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class PaperRow(Row):
    """One committee paper and its front matter."""

    paper_id: str
    source_id: str
    text_id: str
    file: str
    part_of: str | None = None
    first_page: PageNumber | None = None
    last_page: PageNumber | None = None
    duplicate_of: str | None = None
    media_type: str
    pages: Count | None = None
    words: Count
    ocr: bool = False
    authority: str | None = None
    authority_code: str | None = None
    authority_id: str | None = None
    authority_type: str | None = None
    committee: str | None = None
    committee_kind: str | None = None
    meeting_date: PartialDate | None = None
    meeting_date_text: str | None = None
    agenda_item: str | None = None
    title: str | None = None
    report_of: str | None = None
    report_type: ReportType | None = None
    decision_sought: Decision | None = None
    classification: str | None = None
    wards: str | None = None
    key_decision: str | None = None
    licence: str | None = None
    source_url: str | None = None
    warnings: str | None = None


_OWN = tuple(PaperRow.model_fields)
FRONT_MATTER = _OWN[_OWN.index("authority") : _OWN.index("source_url") + 1]
"""Columns of papers.csv that say what a paper is, and not how it was read; a manifest may give them."""


class FieldRow(Row):
    """One piece of front matter and where it comes from; several authorities of one paper are several rows."""

    paper_id: str
    field: str
    value: str
    words: str | None = None
    source: FieldSource
    rule: str
    page: PageNumber | None = None
    start: Count | None = None
    end: Count | None = None


class RecommendationRow(Row):
    """What the body is asked to decide, or what it decided."""

    paper_id: str
    recommendation_id: str
    number: str | None = None
    text: str
    decision: str | None = None
    page: PageNumber | None = None
    start: Count
    end: Count
    ocr: bool = False


class PriorityRow(Row):
    """An aim, objective, theme or pledge that a paper sets out as an organising goal."""

    paper_id: str
    priority_id: str
    label: str | None = None
    text: str
    themes: str | None = None
    scope: str | None = None
    section: str | None = None
    page: PageNumber | None = None
    start: Count
    end: Count
    rule: str
    cue: str | None = None
    confidence: Share | None = None
    ocr: bool = False


class ActionRow(Row):
    """A specific piece of work that was, is or will be done to deliver a strategy, plan or service."""

    paper_id: str
    action_id: str
    priority_id: str | None = None
    text: str
    status: Status
    status_text: str | None = None
    lead: str | None = None
    partners: str | None = None
    due_text: str | None = None
    due_date: PartialDate | None = None
    due_from: FullDate | None = None
    due_to: FullDate | None = None
    themes: str | None = None
    commitment: Commitment | None = None
    section: str | None = None
    page: PageNumber | None = None
    start: Count
    end: Count
    rule: str
    cue: str | None = None
    confidence: Share | None = None
    ocr: bool = False


class ProgressRow(Row):
    """A statement of what has happened, or how far work has got."""

    paper_id: str
    progress_id: str
    action_id: str | None = None
    priority_id: str | None = None
    text: str
    status: Status
    status_text: str | None = None
    as_of_text: str | None = None
    as_of: PartialDate | None = None
    section: str | None = None
    page: PageNumber | None = None
    start: Count
    end: Count
    rule: str
    cue: str | None = None
    confidence: Share | None = None
    ocr: bool = False


class MeasureRow(Row):
    """A quantity that reports change or scale, in the words of the record (or paper) it stands in."""

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
    page: PageNumber | None = None
    start: Count
    end: Count
    ocr: bool = False


class LinkRow(Row):
    """How one record stands to another, and on what basis that is said."""

    paper_id: str
    from_id: str
    to_id: str
    relation: Relation
    basis: str
    confidence: Share | None = None


class ThemeRow(Row):
    """One theme of one record within one taxonomy."""

    record_id: str
    taxonomy: str
    theme: str
    cue: str | None = None
    confidence: Share | None = None


class PlaceRow(Row):
    """The n-th (from 1) box in which a record stands: points from the page's top left corner."""

    record_id: str
    n: PageNumber
    page: PageNumber
    page_label: str | None = None
    x0: float
    y0: float
    x1: float
    y1: float


class LedgerRow(Row):
    """What became of one input."""

    input: str
    source_id: str | None = None
    state: State
    reason: str | None = None
    pages: Count | None = None
    bytes: Count | None = None
    papers: Count = 0
    records: Count = 0
    cached: bool = False


class TimingRow(Row):
    """Seconds an input took, by stage; the one table that differs from run to run."""

    input: str
    stage: str
    seconds: float


class CoverageRow(Row):
    """Authority by theme: how much its papers say of it, and how much paper that rests on.

    `papers` and `words` are all of the authority's. Since a taxonomy may not be for all of them, `total`, `share` (with
    its 95 % Wilson interval from `share_low` to `share_high`) and `per_1000_words` rest on its papers on the subject
    alone: those any of whose records carries some theme of the taxonomy. They count priorities and actions.
    `small_sample` marks a total below ten. Where `mixed_lengths` is true, or most of it stands in one paper
    (`largest_part`), read `mean_share`, in which each paper weighs the same, beside `share`.
    """

    authority: str | None
    authority_id: str | None = None
    taxonomy: str
    theme: str
    papers: Count
    words: Count
    priorities: Count
    actions: Count
    progress: Count
    papers_with_theme: Count = 0
    total: Count = 0
    share: Share | None = None
    share_low: Share | None = None
    share_high: Share | None = None
    per_1000_words: float | None = None
    small_sample: bool = False
    subject_papers: Count = 0
    subject_words: Count = 0
    total_priorities: Count = 0
    total_actions: Count = 0
    total_progress: Count = 0
    priorities_share: Share | None = None
    actions_share: Share | None = None
    progress_share: Share | None = None
    priorities_per_1000_words: float | None = None
    actions_per_1000_words: float | None = None
    progress_per_1000_words: float | None = None
    priorities_per_paper: float | None = None
    actions_per_paper: float | None = None
    progress_per_paper: float | None = None
    mean_share: Share | None = None
    largest_part: Share | None = None
    shortest_words: Count | None = None
    longest_words: Count | None = None
    mixed_lengths: bool = False


class CompletionRow(Row):
    """Authority by status of its actions: counts and shares of all its actions.

    `papers` are all of the authority's, `total` all of its actions; `share_low` to `share_high` is the 95 % Wilson
    interval of the share. `without_report` counts the actions of the status on which no progress statement reports.
    `small_sample` marks a total below ten.
    """

    authority: str | None
    authority_id: str | None = None
    status: Status
    papers: Count
    actions: Count
    share: Share | None = None
    total: Count
    share_low: Share | None = None
    share_high: Share | None = None
    without_report: Count = 0
    small_sample: bool = False
    papers_with_actions: Count = 0
    total_unclear: Count = 0
    total_without_report: Count = 0
    largest_part: Share | None = None


class AlignmentRow(Row):
    """A priority and the group of like priorities it belongs to."""

    group_id: str
    group_label: str
    paper_id: str
    priority_id: str
    authority: str | None = None
    text: str
    confidence: Share | None = None
    authority_id: str | None = None
    aim: str | None = None
    authorities: Count = 0
    papers: Count = 0


class SimilarityRow(Row):
    """How alike two authorities are by their theme profiles."""

    authority: str
    other: str
    taxonomy: str
    similarity: float
    shared_themes: str | None = None
    authority_id: str | None = None
    other_id: str | None = None
    records: Count = 0
    other_records: Count = 0
    small_sample: bool = False
    alike_themes: str | None = None
    alike_part: Share | None = None
    more_themes: str | None = None
    less_themes: str | None = None
    common_groups: Count = 0
    own_groups: Count = 0
    other_groups: Count = 0
    alike_priorities: str | None = None
    different_priorities: str | None = None


class TimelineRow(Row):
    """An action or a priority followed through the papers of an authority on one strategy.

    Papers of one date are one point of the strategy. A row tells what a point has of the thread; where it has nothing,
    one row says "no report found", and another follows only if it is found again.
    """

    authority: str | None = None
    thread_id: str
    paper_id: str
    meeting_date: PartialDate | None = None
    action_id: str | None = None
    change: Change
    status: Status | None = None
    text: str | None = None
    kind: str = "action"
    strategy_id: str = ""
    strategy: str | None = None
    point: Count | None = None
    date: PartialDate | None = None
    date_basis: str | None = None
    priority_id: str | None = None
    progress_id: str | None = None
    previous_ids: str | None = None
    previous_status: Status | None = None
    likeness: Share | None = None
    basis: str | None = None
