"""Action plans drawn as PDF tables in many styles, with annotations: `python -m tools.drawn_plans FOLDER --seed 5`.

The words are those of the annotated papers of the corpus; columns, widths, type, rules, shading, spans, bands and page
breaks are drawn by lot. `papers run FOLDER/papers --out OUT` and `papers evaluate OUT FOLDER/gold` then tell how many
records come back.
"""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import click
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.lib.units import cm
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

_GOLD = Path(__file__).parents[1] / "corpus" / "annotated" / "gold"
_NAMES = {
    "ref": ["Ref", "No.", "Ref No", "#"],
    "priority": ["Priority", "Objective", "Theme", "Strategic objective"],
    "action": ["Action", "Actions", "What we will do", "Key action", "Activity", "Action required"],
    "lead": ["Lead", "Lead officer", "Owner", "Responsible officer", "Who", "Lead Officer / Service"],
    "due": ["By when", "Timescale", "Deadline", "Target date", "Completion date", "When"],
    "status": ["Status", "RAG", "RAG status", "RAG rating"],
    "progress": ["Progress", "Update", "Progress update", "Latest position", "Comments"],
}
_WIDTHS = {"ref": 1.2, "priority": 3.2, "action": 7.0, "lead": 3.0, "due": 2.4, "status": 1.8, "progress": 6.0}
_STATUS = {
    "completed": "Complete",
    "in_progress": "On track",
    "not_started": "Not started",
    "behind": "Delayed",
    "stopped": "Cancelled",
}
_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905
_DATE = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
_LEAST, _MOST = 5, 18  # rows of a plan

Record = dict[str, Any]


@dataclass(frozen=True)
class Row:
    """One row of a plan: annotated records of one paper."""

    action: Record
    priority: Record | None
    report: Record | None


def sources(folder: Path) -> list[list[Row]]:
    """The rows of each annotated paper: actions with a lead and a date; papers with few of them are left out."""
    found = []
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        priorities = {p["id"]: p for p in gold["priorities"]}
        reports: dict[str, Record] = {}
        for report in gold["progress"]:
            if report.get("action") and not report.get("optional") and 2 <= len(report["text"].split()) <= 45:
                reports.setdefault(report["action"], report)
        rows = [
            Row(action, priorities.get(action.get("priority")), reports.get(action["id"]))
            for action in gold["actions"]
            if action.get("lead") and action.get("due") and not action.get("optional")
            if 4 <= len(action["text"].split()) <= 40
        ]
        if len(rows) >= _LEAST:
            found.append(rows)
    return found


class Plan:
    """One plan: its rows, and how it is drawn, by lot."""

    def __init__(self, lot: random.Random, rows: list[Row]) -> None:
        self.lot = lot
        self.rows = rows[: lot.randint(_LEAST, _MOST)]
        prioritised = all(row.priority for row in self.rows)
        self.grouping = lot.choice(["column", "span", "band"]) if prioritised and lot.random() < 0.75 else "none"
        if prioritised:
            order = list(dict.fromkeys(row.priority["id"] for row in self.rows if row.priority))
            self.rows.sort(key=lambda row: order.index(row.priority["id"]) if row.priority else 0)
        self.rules = lot.choice(["grid", "grid", "lines", "none", "shade", "box"])
        reported = sum(row.report is not None for row in self.rows) * 2 >= len(self.rows)
        tail = lot.sample(["lead", "due"], 2) + ["progress"] * reported + ["status"] * (lot.random() < 0.5)
        self.columns = ["ref"] * (lot.random() < 0.6) + ["priority"] * (self.grouping in ("column", "span"))
        self.columns += ["action", *(lot.sample(tail, len(tail)) if lot.random() < 0.3 else tail)]
        self.page = landscape(A4) if lot.random() < 0.6 or len(self.columns) > len(tail) + 2 else A4
        size = lot.choice([7, 8, 9, 10])
        light, bold = lot.choice([("Helvetica", "Helvetica-Bold"), ("Times-Roman", "Times-Bold")])
        self.plain = ParagraphStyle("plain", fontName=light, fontSize=size, leading=size * 1.2)
        self.short = ParagraphStyle("short", parent=self.plain, alignment=lot.choice([0, 0, 1]))
        weight = bold if lot.random() < 0.8 else light
        self.head = ParagraphStyle("head", parent=self.plain, fontName=weight, alignment=lot.choice([0, 0, 1]))
        self.title = f"{lot.choice(['Climate', 'Housing', 'Healthy Lives', 'Skills and Jobs'])} Action Plan 2021-2025"
        self.place = lot.choice(["Hartsmere", "Saltmarsh", "Pellerby", "Brackwell"])

    @property
    def name(self) -> str:
        """What the file is called: how its rows are set apart, and how its priorities stand."""
        return f"{self.rules}-{self.grouping}-{'ref' if 'ref' in self.columns else 'plain'}"

    def draw(self, path: Path) -> Record:
        """Draw the plan, and return its annotations."""
        style: list[tuple[Any, ...]] = [("VALIGN", (0, 0), (-1, -1), self.lot.choice(["TOP", "TOP", "MIDDLE"]))]
        padding = self.lot.choice([2, 3, 3, 4, 6])
        style += [(f"{side}PADDING", (0, 0), (-1, -1), padding) for side in ("TOP", "BOTTOM")]
        cells = [[Paragraph(self.lot.choice(_NAMES[column]), self.head) for column in self.columns]]
        gold: Record = {"paper": f"papers/{path.name}", "metadata": {"authority": self.place}}
        gold.update(priorities=[], actions=[], progress=[])
        ids: dict[str, str] = {}
        spanned = 0
        within = 0
        for row in self.rows:
            opens = row.priority is not None and self.grouping != "none" and row.priority["id"] not in ids
            if opens and row.priority:
                ids[row.priority["id"]] = f"P{len(ids) + 1}"
                gold["priorities"].append({"id": f"P{len(ids)}", "label": None, "text": row.priority["text"]})
                within, spanned = 0, len(cells)
                if self.grouping == "band":
                    title = Paragraph(f"Priority {len(ids)}: {escape(row.priority['text'])}", self.head)
                    style += [(what, (0, len(cells)), (-1, len(cells)), *of) for what, of in _BAND]
                    cells.append([title, *[""] * (len(self.columns) - 1)])
            within += 1
            if self.grouping == "span" and not opens:
                at = self.columns.index("priority")
                style.append(("SPAN", (at, spanned), (at, len(cells))))
            cells.append([self.cell(row, column, f"{max(len(ids), 1)}.{within}", opens) for column in self.columns])
            self.annotate(row, gold, ids)
        widths = [(self.page[0] - 3 * cm) * _WIDTHS[c] / sum(_WIDTHS[c] for c in self.columns) for c in self.columns]
        dressed = [*style, *_RULES[self.rules]]
        table = Table(cells, colWidths=widths, style=dressed, repeatRows=self.lot.choice([0, 1]), splitInRow=1)
        sheet = getSampleStyleSheet()
        top = [Paragraph(f"{self.place} Borough Council", sheet["Heading2"]), Paragraph(self.title, sheet["Heading1"])]
        document = SimpleDocTemplate(
            str(path), pagesize=self.page, leftMargin=1.5 * cm, rightMargin=1.5 * cm, invariant=1
        )
        document.build([*top, Spacer(1, 8), table])
        return gold

    def cell(self, row: Row, column: str, number: str, opens: bool) -> Paragraph | str:
        """What stands in a column of a row."""
        if column == "ref":
            return Paragraph(number, self.plain)
        if column == "priority":
            first = opens or self.grouping == "column"
            return Paragraph(escape(row.priority["text"]), self.plain) if row.priority and first else ""
        if column == "progress":
            return Paragraph(escape(row.report["text"]), self.plain) if row.report else ""
        words = {"action": row.action["text"], "lead": row.action["lead"], "status": self.state(row)}
        if column == "due":
            return Paragraph(escape(self.date(row.action["due"])), self.short)
        return Paragraph(escape(words[column]), self.short if column == "status" else self.plain)

    def state(self, row: Row) -> str:
        """The status in the words of its column."""
        return _STATUS.get(next(iter(row.action.get("status") or []), ""), "On track")

    def date(self, due: str) -> str:
        """A date as plans print it; other words as they are."""
        found = _DATE.fullmatch(due)
        if not found:
            return due
        year, month = found[1], _MONTHS[int(found[2]) - 1]
        if found[3]:
            return f"{int(found[3])} {month} {year}"
        return str(self.lot.choice([f"{month} {year}", f"{month[:3]} {year}", f"{month[:3]}-{year[2:]}"]))

    def annotate(self, row: Row, gold: Record, ids: dict[str, str]) -> None:
        """Add the records of a row; the words of a status column may count as a report, and need not."""
        priority = ids.get(row.priority["id"]) if row.priority else None
        action = f"A{len(gold['actions']) + 1}"
        stated = [next(iter(row.action.get("status") or []), "in_progress")]
        status = stated if "status" in self.columns or not row.report else row.report["status"]
        kept = {key: row.action[key] for key in ("text", "lead", "due")}
        gold["actions"].append({"id": action, **kept, "priority": priority, "status": status})
        linked = {"action": action, "priority": priority, "status": status}
        if row.report and "progress" in self.columns:
            gold["progress"].append({"id": f"G{len(gold['progress'])}", "text": row.report["text"], **linked})
        if "status" in self.columns:
            words = {"id": f"G{len(gold['progress'])}", "text": self.state(row), "optional": True}
            gold["progress"].append({**linked, **words, "priority": None})


_BAND = (("SPAN", ()), ("BACKGROUND", (colors.lightgrey,)))
_RULES: dict[str, list[tuple[Any, ...]]] = {
    "grid": [("GRID", (0, 0), (-1, -1), 0.5, colors.black)],
    "lines": [("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.grey)],
    "box": [("BOX", (0, 0), (-1, -1), 0.8, colors.black), ("LINEBELOW", (0, 0), (-1, 0), 0.8, colors.black)],
    "shade": [("ROWBACKGROUNDS", (0, 0), (-1, -1), (colors.whitesmoke, None))],
    "none": [],
}


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--seed", default=0, show_default=True, help="What the lots are drawn from.")
@click.option("--count", default=80, show_default=True, help="How many plans.")
def main(folder: Path, seed: int, count: int) -> None:
    """Draw plans into FOLDER/papers, and their annotations into FOLDER/gold."""
    pool = sources(_GOLD)
    for part in ("papers", "gold"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    for n in range(count):
        lot = random.Random(seed * 1000 + n)
        plan = Plan(lot, lot.choice(pool))
        path = folder / "papers" / f"plan-{n:03d}-{plan.name}.pdf"
        gold = plan.draw(path)
        (folder / "gold" / f"{path.stem}.json").write_text(json.dumps(gold, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
