"""The front matter of a paper: every field with its value, words, source and rule."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.authorities import Register
from pipeline.extract.front_matter.authority import Found, find_authority
from pipeline.extract.front_matter.committee import find_committee
from pipeline.extract.front_matter.dates import find_meeting_date
from pipeline.extract.front_matter.front import Front
from pipeline.extract.front_matter.item import find_agenda_item
from pipeline.extract.front_matter.kinds import find_decision, find_type, is_whole_meeting
from pipeline.extract.front_matter.labelled import find_labelled
from pipeline.extract.front_matter.manifest import manifest_values
from pipeline.extract.front_matter.model import FieldValue, FrontMatter
from pipeline.extract.front_matter.names import kind_of
from pipeline.extract.front_matter.sheet import authority_of, find_sheet, meeting_of
from pipeline.extract.front_matter.title import find_title
from pipeline.extract.recommendations import Recommendation, find_recommendations
from pipeline.extract.sections import Sections
from schemas.paper import Paper
from schemas.records import FRONT_MATTER

COLUMNS = (*(name for name in FRONT_MATTER if name != "meeting_date_text"), "contact")
"""The order in which values stand; all but `contact` are columns of `papers.csv`."""
_IN_RUNNING_TEXT = "addressee:"
"""Opening of the names of rules that read a body out of running text: the last source of all."""
_DASH = re.compile(r"(\s[-–—|]\s|:\s)")
_EXPECTED = {
    "authority": "no authority stated",
    "committee": "no committee stated",
    "meeting_date": "no meeting date stated",
    "title": "no title stated",
}


def front_matter(
    paper: Paper,
    sections: Sections,
    register: Register,
    manifest: Mapping[str, str] | None = None,
    recommendations: Sequence[Recommendation] | None = None,
) -> FrontMatter:
    """Read the front matter of a paper.

    A value that the manifest states replaces what the paper says of that field. What neither says stays out, with
    a warning for the fields that every paper should state: a wrong value is worse than none.

    Args:
        manifest: values by column that override what the paper says.
        recommendations: of the paper, where they are known already.

    Raises:
        ManifestError: a value of the manifest cannot be used.
    """
    stated = {value.field: value for value in manifest_values(manifest or {})}
    front = Front(paper, sections)
    if recommendations is None:
        recommendations = find_recommendations(paper, sections)
    found = _from_paper(front, recommendations)
    sheet = find_sheet(paper)
    for field, value in (meeting_of(sheet) if sheet else {}).items():
        if field not in found or found[field].rule.startswith(_IN_RUNNING_TEXT):
            found[field] = value
    values = {field: [value] for field, value in {**found, **stated}.items()}
    committee = values.get("committee")
    if committee and "committee_kind" not in stated:
        first = committee[0]
        kind = kind_of(first.value)
        values["committee_kind"] = [
            FieldValue("committee_kind", kind, first.words, first.source, "name", first.start, first.end)
        ]
    date = values["meeting_date"][0].value if "meeting_date" in values else None
    body = committee[0].value if committee else None
    authority = find_authority(front, register, date, body, stated)
    if not authority.values and sheet is not None:
        from_sheet = authority_of(sheet, register, date, body)
        authority = Found(from_sheet) if from_sheet else authority
    for value in authority.values:
        if value.field not in stated:
            values.setdefault(value.field, []).append(value)
    if "title" in values and "title" not in stated:
        values["title"] = [_without_authority(values["title"][0], register)]
    warnings = [words for field, words in _EXPECTED.items() if field not in values]
    ordered = tuple(value for field in COLUMNS for value in values.get(field, ()))
    return FrontMatter(ordered, (*warnings, *authority.warnings))


def _without_authority(title: FieldValue, register: Register) -> FieldValue:
    """A title without the authority's name that a dash parts from it."""
    name, dash, rest = _DASH.split(title.value, maxsplit=1) if _DASH.search(title.value) else (title.value, "", "")
    if len(rest.split()) < 2 or title.words is None:
        return title
    folded = name.casefold()
    if ("council" not in folded and "borough" not in folded) or register.resolve(name).authority is None:
        return title
    if title.start is None:
        return replace(title, value=rest.strip())
    start = title.start + title.words.index(dash.strip()) + len(dash.strip())
    words = title.words[start - title.start :]
    start += len(words) - len(words.lstrip())
    return replace(title, value=rest.strip(), words=words.lstrip(), start=start)


def _from_paper(front: Front, recommendations: Sequence[Recommendation]) -> dict[str, FieldValue]:
    """What the paper itself says, the authority aside."""
    title = find_title(front)
    sought = find_decision(front, recommendations)
    kind = find_type(front, title, sought)
    if is_whole_meeting(front, kind):
        sought = None
    committee = find_committee(front)
    found = (committee, find_meeting_date(front, committee), find_agenda_item(front), title, kind, sought)
    return {value.field: value for value in (*found, *find_labelled(front)) if value is not None}
