"""Records of many papers, made on the spot: as many of each kind as real papers hold, in words that no paper has."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline.aggregate.aims import BUILT_IN, load_domains
from schemas.states import Relation, Status
from schemas.tables import TABLES, columns

YEARS = range(2018, 2023)
STRATEGIES = (
    ("Children in Care Strategy", "Corporate Parenting Panel"),
    ("Climate Emergency Action Plan", "Environment Committee"),
    ("Homelessness Strategy", "Housing Scrutiny Committee"),
    ("Special Educational Needs Improvement Plan", "Schools Forum"),
    ("Local Transport Plan", "Highways and Transport Committee"),
)
PAPERS_EACH = len(YEARS) * len(STRATEGIES)
"""Papers of one authority: one for each strategy and year."""
_MOST = 60
_ACTIONS, _PRIORITIES, _REPORTS, _MEASURES = 12.0, 3.3, 4.3, 1.3
"""Mean number a paper, as in 55 real ones, where a few hold most."""
_SAME, _REWORDED = 0.35, 0.25
"""Part of last year's actions that stands in the next paper in the same words, and in others."""
_AIM = 0.05
_THEMES = {"general": 14, "subject": 12}
_WORDS = {
    "verbs": "review|extend|publish|agree|recruit|commission|open|pilot|train|map|renew|fund|offer|test|share|design",
    "kinds": "quarterly|local|joint|shared|simple|annual|new|digital|regional|single|wider|weekly|named",
    "things": "protocol|training course|register of landlords|bus timetable|tree survey|grant scheme|advice line|"
    "dashboard|allocation policy|drop-in clinic|mentoring scheme|school census|boiler programme|cycle route|warm home "
    "visit|placement contract|foster carer event|tenancy check|speech therapy offer|appeals panel|charging point plan|"
    "parking permit|library card|volunteer rota|data agreement|risk assessment|outreach team|health passport|repair "
    "standard|waste collection|energy audit|apprenticeship fair|website|survey of members|complaints form|duty desk",
    "ends": "for families who wait longest|with the three district partners|in every ward of the borough|before the "
    "winter|so that nobody is turned away|at the two busiest offices|for tenants over seventy|for pupils who change "
    "school|with the health trust and the police|in the town centres|on all main roads|for young people who move on|"
    "after the budget is set|together with the voluntary sector|at each children's home|for staff and their managers|"
    "near the new estates|in line with the new guidance|from the second quarter|under the reserve fund",
}
_VERBS, _KINDS, _THINGS, _FOR = (own.split("|") for own in _WORDS.values())
_UNITS = ("%", "homes", "tonnes", "pupils", "£ million", "days", "referrals", "trees")

Row = dict[str, Any]


def write(out: Path, papers: int, seed: int = 0) -> dict[str, int]:
    """Write the tables of a run over so many papers to `out`, the same for the same seed; rows by table."""
    chance = random.Random(seed)
    out.mkdir(parents=True, exist_ok=True)
    counts = dict.fromkeys(_WRITTEN, 0)
    files = {name: (out / f"{name}.csv").open("w", encoding="utf-8", newline="") for name in _WRITTEN}
    try:
        writers = {name: csv.DictWriter(file, columns(TABLES[f"{name}.csv"])) for name, file in files.items()}
        for writer in writers.values():
            writer.writeheader()
        for rows in _papers(chance, papers):
            for name, own in rows.items():
                writers[name].writerows(own)
                counts[name] += len(own)
    finally:
        for file in files.values():
            file.close()
    return counts


_WRITTEN = ("papers", "priorities", "actions", "progress", "measures", "record_links", "record_themes")


def _papers(chance: random.Random, papers: int) -> Iterator[Mapping[str, list[Row]]]:
    labels = [aim.label for domain in load_domains((BUILT_IN,)) for aim in domain.aims.values()]
    for number in range(papers):
        body, turn = divmod(number, PAPERS_EACH)
        strategy, year = divmod(turn, len(YEARS))
        if year == 0:
            size = min(chance.expovariate(1 / _ACTIONS), _MOST)
            aims = [_aim(chance, labels) for _ in range(_number(chance, _PRIORITIES))]
            actions = [_action(chance) for _ in range(_number(chance, size))]
        else:
            actions = [text for old in actions if (text := _next(chance, old))]
            actions += [_action(chance) for _ in range(_number(chance, size) - len(actions))]
        yield _paper(chance, f"{number:06x}", body, strategy, YEARS[year], aims, actions)


def _number(chance: random.Random, mean: float) -> int:
    return int(mean) + (chance.random() < mean % 1)


def _aim(chance: random.Random, labels: list[str]) -> str:
    """Half of them say what some aim's label says, with more words; some aims are common and most are rare."""
    common = labels[int(chance.expovariate(_AIM)) % len(labels)]
    words = common if chance.random() < 0.5 else _action(chance)
    return f"{words} {chance.choice(_FOR)}"


def _action(chance: random.Random) -> str:
    number = f" to {chance.randint(2, 90)} " if chance.random() < 0.3 else " "
    thing = f"{chance.choice(_KINDS)} {chance.choice(_THINGS)}"
    return f"{chance.choice(_VERBS).title()} a {thing}{number}{chance.choice(_FOR)} {chance.choice(_FOR)}"


def _next(chance: random.Random, old: str) -> str:
    """An action of the year before as the next paper has it; nothing where it is dropped."""
    luck = chance.random()
    if luck < _SAME:
        return old
    return f"{chance.choice(_VERBS).title()} {old.split(' ', 1)[1]}, as planned" if luck < _SAME + _REWORDED else ""


def _paper(
    chance: random.Random, id_: str, body: int, strategy: int, year: int, aims: list[str], actions: list[str]
) -> dict[str, list[Row]]:
    subject, committee = STRATEGIES[strategy]
    name = f"Authority {body:04d} Council"
    words = 60 * (len(actions) + len(aims)) + chance.randint(200, 4000)
    front = {
        "paper_id": id_,
        "source_id": f"s{id_}",
        "text_id": f"t{id_}",
        "file": f"{id_}.pdf",
        "media_type": "application/pdf",
        "words": words,
        "authority": name,
        "authority_id": f"A{body:04d}",
        "committee": committee,
        "meeting_date": f"{year}-{1 + strategy:02d}-{1 + body % 28:02d}",
        "title": f"{subject}: Annual Report {year}",
    }
    rows: dict[str, list[Row]] = {name: [] for name in _WRITTEN}
    rows["papers"].append(front)
    place = 0

    def add(table: str, column: str, text: str, **more: object) -> str:
        nonlocal place
        record = f"{id_}{column[:2]}{len(rows[table])}"
        end = place + len(text)
        rows[table].append(
            {"paper_id": id_, column: record, "text": text, "start": place, "end": end, "rule": "made", **more}
        )
        place = end + 1
        return record

    aim_ids = [add("priorities", "priority_id", text) for text in aims]
    action_ids = []
    for text in actions:
        aim = chance.choice(aim_ids) if aim_ids and chance.random() < 0.7 else ""
        status = chance.choice(list(Status)).value
        action_ids.append(add("actions", "action_id", text, status=status, priority_id=aim))
        if aim:
            rows["record_links"].append(_link(id_, action_ids[-1], aim, Relation.SERVES))
    for _ in range(_number(chance, _REPORTS)):
        on = chance.choice(action_ids) if action_ids and chance.random() < 0.8 else ""
        said = f"{_action(chance)} has {chance.choice(('begun', 'ended', 'slipped'))}"
        own = add("progress", "progress_id", said, status=chance.choice(list(Status)).value, action_id=on)
        if on:
            rows["record_links"].append(_link(id_, own, on, Relation.REPORTS_ON))
    for _ in range(_number(chance, _MEASURES)):
        unit, thing = chance.choice(_UNITS), chance.choice(_THINGS)
        quantity = f"{chance.choice(_KINDS)} {thing}"
        value = chance.randint(1, 900)
        add("measures", "measure_id", f"{value} {unit} {quantity}", quantity=quantity, value=value, unit=unit)
        del rows["measures"][-1]["rule"]
    for record in (*aim_ids, *action_ids):
        for taxonomy, number in _THEMES.items():
            if chance.random() < 0.6:
                theme = f"{taxonomy}{min(int(chance.expovariate(0.25)), number - 1):02d}"
                rows["record_themes"].append({"record_id": record, "taxonomy": taxonomy, "theme": theme})
    return rows


def _link(paper: str, from_id: str, to_id: str, relation: Relation) -> Row:
    return {"paper_id": paper, "from_id": from_id, "to_id": to_id, "relation": relation.value, "basis": "made"}
