"""Random annotations, and runs that found them with faults."""

import random
from collections.abc import Mapping
from typing import Any

VOCABULARY = ["the", "new", "panel", "will", "review", "carers'", "homes", "health", "plan", "each", "&", "3"]
STATUSES = ["completed", "in_progress", "not_started", "behind", "stopped", "unclear"]
THEMES = ["health", "education", "safety"]


def _words(rng: random.Random, low: int = 1, high: int = 12) -> str:
    return " ".join(rng.choices(VOCABULARY, k=rng.randint(low, high)))


def _blurred(rng: random.Random, text: str) -> str:
    """`text` as a reader with faults would find it: whole, cut, or with other words in it."""
    words = text.split()
    match rng.randrange(4):
        case 0:
            words = words[: rng.randint(1, len(words))]
        case 1:
            words[rng.randrange(len(words))] = rng.choice(VOCABULARY)
        case 2:
            words = [*words[rng.randrange(len(words)) :], rng.choice(VOCABULARY)]
    return " ".join(words)


def _maybe(rng: random.Random, record: dict[str, Any], **fields: Any) -> None:
    for name, value in fields.items():
        if rng.random() < 0.8:
            record[name] = value
        if rng.random() < 0.1:
            record[f"{name}_optional"] = True


def random_gold(rng: random.Random) -> dict[str, Any]:
    """An annotation with everything that the format knows, at random."""
    gold: dict[str, Any] = {"metadata": {}}
    dates = ["2024-03", "2024-03-05", None]
    _maybe(
        rng,
        gold["metadata"],
        authority=rng.choice(["Hartsmere Borough Council", "Wexborough City Council", None]),
        gss=rng.choice(["E99000001", None]),
        committee=rng.choice(["Scrutiny & Oversight", None]),
        meeting_date=rng.choice(dates),
        agenda_item=rng.choice(["7", "7a", None]),
        title=rng.choice([_words(rng, 5), None]),
        report_type=rng.choice(["strategy", "minutes", None]),
        decision_sought=rng.choice(["note", None]),
    )
    ids: dict[str, list[str]] = {"priorities": [], "actions": [], "progress": []}
    for kind, own in ids.items():
        gold[kind] = []
        for n in range(rng.randrange(6)):
            record: dict[str, Any] = {"id": f"{kind[:3]}{n}", "text": _words(rng)}
            if rng.random() < 0.3:
                record["optional"] = True
                record["text"] = _words(rng, 5, 30)
            own.append(record["id"])
            if kind != "progress":
                _maybe(rng, record, themes=rng.sample(THEMES, rng.randrange(3)))
            if kind != "priorities":
                _maybe(rng, record, priority=rng.choice([*ids["priorities"], None]))
                record["priority_also"] = rng.sample(ids["priorities"], min(len(ids["priorities"]), rng.randrange(2)))
                record["status"] = rng.sample(STATUSES, rng.randrange(3))
            if kind == "progress":
                _maybe(rng, record, action=rng.choice([*ids["actions"], None]))
            if kind == "actions":
                _maybe(rng, record, lead=rng.choice([_words(rng, 1, 3), None]))
                _maybe(rng, record, due=rng.choice(["2024-05", "next spring", None]))
            gold[kind].append(record)
    return gold


def random_rows(rng: random.Random, paper_id: str, gold: Mapping[str, Any]) -> dict[str, list[dict[str, str]]]:
    """What a faulty run might have found of an annotated paper, at random."""
    found: dict[str, list[dict[str, str]]] = {}
    ids: dict[str, list[str]] = {}
    for kind, key in (("priorities", "priority_id"), ("actions", "action_id"), ("progress", "progress_id")):
        found[kind] = []
        texts = [_blurred(rng, g["text"]) for g in gold[kind] if rng.random() < 0.8]
        long = [g["text"].split() for g in gold[kind] if g.get("optional") and len(g["text"].split()) > 20]
        texts += [" ".join(words[at : at + 5]) for words in long for at in rng.choices(range(12), k=rng.randrange(5))]
        texts += [_words(rng) for _ in range(rng.randrange(3))]
        if rng.random() < 0.3:
            rng.shuffle(texts)
        ids[kind] = [f"{paper_id}-{kind}-{n}" for n in range(len(texts))]
        for n, text in enumerate(texts):
            row = {"paper_id": paper_id, key: ids[kind][n], "text": text}
            if kind != "progress":
                row["themes"] = ";".join(rng.sample(THEMES, rng.randrange(3)))
            if kind != "priorities":
                row["priority_id"] = rng.choice([*ids["priorities"], ""])
                row["status"] = rng.choice(STATUSES)
            if kind == "progress":
                row["action_id"] = rng.choice([*ids["actions"], ""])
            if kind == "actions":
                row["lead"] = rng.choice([_words(rng, 1, 3), ""])
                row["due_date"] = rng.choice(["2024-05", ""])
                row["due_text"] = rng.choice(["May 2024", "next spring", ""])
            found[kind].append(row)
    return found


def random_paper(rng: random.Random, paper_id: str, file: str, gold: Mapping[str, Any]) -> dict[str, str]:
    """A row of papers.csv for an annotated paper, at random."""
    metadata = gold["metadata"]
    shown = {name: str(metadata.get(name) or "") for name in metadata if rng.random() < 0.7}
    shown = {name: value for name, value in shown.items() if not name.endswith("_optional")}
    if "gss" in shown:
        shown["authority_code"] = shown.pop("gss")
    if rng.random() < 0.3:
        shown["title"] = _words(rng, 5)
        shown["meeting_date"] = "2024-03-05"
    return {"paper_id": paper_id, "file": file, **shown}
