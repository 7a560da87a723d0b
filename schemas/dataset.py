"""What one paper yields, and what many papers' yields make."""

from dataclasses import dataclass, field

from schemas.records import (
    ActionRow,
    FieldRow,
    LinkRow,
    MeasureRow,
    PaperRow,
    PlaceRow,
    PriorityRow,
    ProgressRow,
    RecommendationRow,
    Row,
    ThemeRow,
)


@dataclass(frozen=True, slots=True)
class Records:
    """All rows of one paper. The field names are the table names without `.csv`."""

    paper: PaperRow
    paper_fields: tuple[FieldRow, ...] = ()
    recommendations: tuple[RecommendationRow, ...] = ()
    priorities: tuple[PriorityRow, ...] = ()
    actions: tuple[ActionRow, ...] = ()
    progress: tuple[ProgressRow, ...] = ()
    measures: tuple[MeasureRow, ...] = ()
    record_links: tuple[LinkRow, ...] = ()
    record_themes: tuple[ThemeRow, ...] = ()
    places: tuple[PlaceRow, ...] = ()

    @property
    def count(self) -> int:
        """Number of priorities, actions and progress statements."""
        return len(self.priorities) + len(self.actions) + len(self.progress)

    def tables(self) -> dict[str, tuple[Row, ...]]:
        """Rows by table file name."""
        own: dict[str, tuple[Row, ...]] = {"papers.csv": (self.paper,)}
        for name in self.__slots__:
            if name != "paper":
                own[f"{name}.csv"] = getattr(self, name)
        return own


@dataclass(frozen=True, slots=True)
class Dataset:
    """The records of many papers, in the order of their inputs."""

    papers: tuple[Records, ...] = field(default=())
