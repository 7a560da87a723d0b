"""What the register holds: authorities, the codes they had, and what became of them."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

AuthorityType = Literal[
    "county",
    "unitary",
    "metropolitan_district",
    "non_metropolitan_district",
    "london_borough",
    "city_corporation",
    "northern_ireland_district",
    "combined_authority",
    "strategic_authority",
    "other",
]
Nation = Literal["England", "Wales", "Scotland", "Northern Ireland", ""]
IsoDay = Annotated[str, Field(pattern=r"^(\d{4}-\d{2}-\d{2})?$")]


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Authority(_Row):
    """One body, from its first to its last day (ISO dates, both included; "" = before the register, or still in being).

    Attributes:
        id: three-letter code; for bodies to which no register gives one, their GSS code.
        name: the official name, as the council writes it (its last one).
        short_name: the place alone.
        type: what it is now, or was last; `other` for bodies that a user adds.
        region: of England, else "".
        upper_tier: id of the county council over a district, else "".
        code: its last GSS code, or "" where it has none.
        aliases, domains: further names and hosts, parted by `;` (for bodies that a user adds).
    """

    id: str = Field(pattern=r"^[A-Za-z0-9-]{2,12}$")
    name: str = Field(min_length=2)
    short_name: str = Field(min_length=1)
    type: AuthorityType
    nation: Nation = ""
    region: str = ""
    upper_tier: str = ""
    code: str = ""
    start: IsoDay = ""
    end: IsoDay = ""
    aliases: str = ""
    domains: str = ""

    def in_being(self, date: str | None) -> bool:
        """Whether it was in being on any day of a date (YYYY, YYYY-MM or YYYY-MM-DD); None: whether it still is."""
        return not self.end if date is None else overlaps(self.start, self.end, date)


class FormerCode(_Row):
    """A GSS code (and perhaps a type) that a body had before its present one."""

    id: str
    code: str = Field(min_length=9, max_length=9)
    type: AuthorityType | Literal[""] = ""
    start: IsoDay
    end: IsoDay = Field(min_length=10)
    reason: Literal["recode", "restructure"]


class Succession(_Row):
    """A body came in the place of another. A split is never rolled forward: its parts are other bodies."""

    id: str
    successor: str
    date: IsoDay = Field(min_length=10)
    kind: Literal["merger", "split", "rename"]


class Alias(_Row):
    """A further written form of a name, with the days on which it was in use."""

    alias: str = Field(min_length=1)
    id: str
    kind: Literal["former_name", "variant", "abbreviation", "other_language", "shared_short_name", "joint"]
    start: IsoDay = ""
    end: IsoDay = ""


class Domain(_Row):
    """A host under which a body publishes; a host shared by several stands several times."""

    host: str = Field(pattern=r"^[a-z0-9.-]+\.[a-z]+$")
    id: str


def overlaps(start: str, end: str, date: str) -> bool:
    """Whether a stretch of days ("" = open) holds any day of a date of known precision."""
    first, last = date + "-01-01"[len(date) - 4 :], date + "-12-31"[len(date) - 4 :]
    return (not start or start <= last) and (not end or first <= end)
