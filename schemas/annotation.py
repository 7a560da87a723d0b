"""The format of hand-made annotations: one JSON file a paper, named after the paper's file (docs/annotation.md)."""

from collections import Counter
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.config import JsonDict

from schemas.states import Decision, ReportType, Status

_OPTIONAL = "_optional"
_MARKS: JsonDict = {
    "patternProperties": {
        f"^.+{_OPTIONAL}$": {
            "type": "boolean",
            "description": "True: two careful readers could differ over the field of this name, which is not scored.",
        }
    }
}

Words = Annotated[str, Field(min_length=1)]
Id = Annotated[str, Field(min_length=1, description="Names the record; unique within the file.")]
Doubt = Annotated[
    bool, Field(description="True: two careful readers could differ over the record, which counts neither way.")
]
Themes = Annotated[
    tuple[str, ...],
    Field(description="Codes of the taxonomy, all that clearly apply; left out where no taxonomy fits the subject."),
]
Statuses = Annotated[tuple[Status, ...], Field(description="The acceptable values, best first.")]


class _Annotated(BaseModel):
    model_config = ConfigDict(frozen=True, extra="allow", json_schema_extra=_MARKS)
    """Other keys may stand beside those named here and are kept; a field marked by `<field>_optional` is not scored."""

    def is_optional(self, name: str) -> bool:
        """Whether field `name` is marked as one on which two careful readers could differ."""
        return bool((self.model_extra or {}).get(f"{name}{_OPTIONAL}", False))

    def states(self, name: str) -> bool:
        """Whether the annotation says anything of field `name` (null is saying: not stated)."""
        return name in self.model_fields_set


class GoldPriority(_Annotated):
    """A goal by which the paper organises a strategy, a plan or a service."""

    id: Id
    text: Words = Field(description="The goal verbatim, without bullet, number or label.")
    label: str | None = Field(
        default=None, description="The label as printed, without its colon; null where there is none."
    )
    themes: Themes = ()
    scope: str | None = Field(
        default=None, description="Whose goal it is, where the paper sets goals of two bodies apart."
    )
    optional: Doubt = False


class GoldAction(_Annotated):
    """A piece of work done to deliver the strategy, plan or service."""

    id: Id
    text: Words = Field(description="The words of the action verbatim, without bullet or number.")
    priority: str | None = Field(
        default=None, description="Id of the priority under which the paper puts it; null for none."
    )
    priority_also: tuple[str, ...] = Field(default=(), description="Ids of other priorities that it serves.")
    status: Statuses = ()
    lead: str | None = Field(default=None, description="Who is named as responsible, verbatim; null where nobody is.")
    due: str | None = Field(
        default=None,
        description="YYYY, YYYY-MM or YYYY-MM-DD; the words where no date can be made of them; null for none.",
    )
    themes: Themes = ()
    optional: Doubt = False


class GoldProgress(_Annotated):
    """News of the work: how an action, a priority or the whole strategy fares."""

    id: Id
    text: Words = Field(description="The words of the report verbatim, without bullet or number.")
    action: str | None = Field(default=None, description="Id of the action it is about; null where it is about none.")
    action_also: tuple[str, ...] = Field(default=(), description="Ids of other actions that it is about.")
    priority: str | None = Field(
        default=None, description="Id of the priority under which the paper puts it; null for none."
    )
    priority_also: tuple[str, ...] = Field(default=(), description="Ids of other priorities that it is about.")
    status: Statuses = ()
    optional: Doubt = False


class GoldMeasure(_Annotated):
    """A quantity that reports change or scale."""

    text: Words = Field(description="The words that state it, verbatim.")
    value: float | str | None = Field(
        default=None, description="The figure; words where it is stated as a range or in words."
    )
    baseline: float | str | None = Field(default=None, description="The figure it is set against, in the same way.")


class GoldMetadata(_Annotated):
    """Front matter. Null says that the paper does not state it; a field left out says nothing."""

    authority: str | None = Field(default=None, description="Official name of the authority.")
    gss: str | None = Field(default=None, description="ONS code of the authority that was valid on the paper's date.")
    committee: str | None = Field(default=None, description="The body that the paper goes to.")
    meeting_date: str | None = Field(default=None, description="Date of the meeting, YYYY-MM-DD, or YYYY-MM.")
    agenda_item: str | None = Field(default=None, description="Number of the agenda item, as printed.")
    title: str | None = Field(default=None, description="The paper's title.")
    report_of: str | None = Field(default=None, description="Who reports.")
    report_type: ReportType | None = Field(default=None, description="What kind of paper it is.")
    decision_sought: Decision | None = Field(default=None, description="What the body is asked to do.")


class Annotation(_Annotated):
    """Everything a careful reader wrote down of one paper."""

    paper: Words = Field(description="File name of the paper.")
    metadata: Annotated[GoldMetadata, Field(description="The front matter.")] = GoldMetadata()
    recommendations: tuple[str, ...] = Field(
        default=(), description="What the body is asked to decide, or decided, each verbatim."
    )
    priorities: tuple[GoldPriority, ...] = Field(default=(), description="The priorities, in the order of the paper.")
    actions: tuple[GoldAction, ...] = Field(default=(), description="The actions, in the order of the paper.")
    progress: tuple[GoldProgress, ...] = Field(
        default=(), description="The progress statements, in the order of the paper."
    )
    measures: tuple[GoldMeasure, ...] = Field(default=(), description="Quantities that report change or scale.")
    alignments: tuple[tuple[str, str], ...] = Field(
        default=(), description="Ids of pairs of priorities that the paper itself sets side by side."
    )

    @model_validator(mode="after")
    def _ids_lead_to_records(self) -> Self:
        """Ids are unique, and each that a record names is there; JSON Schema cannot say so."""
        priorities, actions = ({record.id for record in own} for own in (self.priorities, self.actions))
        ids = Counter(record.id for own in (self.priorities, self.actions, self.progress) for record in own)
        faults = [f"two records have the id {id_}" for id_, times in ids.items() if times > 1]
        named = [(a.id, "priority", a.priority, a.priority_also, priorities) for a in self.actions]
        named += [(g.id, "priority", g.priority, g.priority_also, priorities) for g in self.progress]
        named += [(g.id, "action", g.action, g.action_also, actions) for g in self.progress]
        named += [("an alignment", "priority", None, pair, priorities) for pair in self.alignments]
        faults += [
            f"{by} names the {kind} {id_}, which is not there"
            for by, kind, first, also, known in named
            for id_ in (first, *also)
            if id_ is not None and id_ not in known
        ]
        if faults:
            raise ValueError("; ".join(faults))
        return self
