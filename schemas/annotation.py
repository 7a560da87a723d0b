"""The format of hand-made annotations: one JSON file a paper, named after the paper's file (docs/annotation.md)."""

from pydantic import BaseModel, ConfigDict, Field

from schemas.states import Decision, ReportType, Status


class _Annotated(BaseModel):
    model_config = ConfigDict(frozen=True, extra="allow")
    """Fields ending in `_optional` may stand beside any other; a field so marked is not scored."""

    def is_optional(self, name: str) -> bool:
        """Whether field `name` is marked as one on which two careful readers could differ."""
        return bool((self.model_extra or {}).get(f"{name}_optional", False))

    def states(self, name: str) -> bool:
        """Whether the annotation says anything of field `name` (null is saying: not stated)."""
        return name in self.model_fields_set


class GoldPriority(_Annotated):
    """An organising goal; `text` verbatim, without bullet, number or label."""

    id: str
    text: str
    label: str | None = None
    themes: tuple[str, ...] = ()
    scope: str | None = None
    optional: bool = False


class GoldAction(_Annotated):
    """A piece of work; `status` lists the acceptable values, best first."""

    id: str
    text: str
    priority: str | None = None
    priority_also: tuple[str, ...] = ()
    status: tuple[Status, ...] = ()
    lead: str | None = None
    due: str | None = None
    themes: tuple[str, ...] = ()
    optional: bool = False


class GoldProgress(_Annotated):
    """A report on an action, a priority or the whole."""

    id: str
    text: str
    action: str | None = None
    action_also: tuple[str, ...] = ()
    priority: str | None = None
    priority_also: tuple[str, ...] = ()
    status: tuple[Status, ...] = ()
    optional: bool = False


class GoldMeasure(_Annotated):
    """A quantity that reports change or scale; words where it is stated as a range or in words."""

    text: str
    value: float | str | None = None
    baseline: float | str | None = None


class GoldMetadata(_Annotated):
    """Front matter; null where the paper does not say."""

    authority: str | None = None
    gss: str | None = None
    committee: str | None = None
    meeting_date: str | None = None
    agenda_item: str | None = None
    title: str | None = None
    report_of: str | None = None
    report_type: ReportType | None = None
    decision_sought: Decision | None = None


class Annotation(_Annotated):
    """Everything a careful reader wrote down of one paper."""

    paper: str
    metadata: GoldMetadata = Field(default_factory=GoldMetadata)
    recommendations: tuple[str, ...] = ()
    priorities: tuple[GoldPriority, ...] = ()
    actions: tuple[GoldAction, ...] = ()
    progress: tuple[GoldProgress, ...] = ()
    measures: tuple[GoldMeasure, ...] = ()
    alignments: tuple[tuple[str, str], ...] = ()
