"""The invented councils have a register of their own that no real council can be mistaken for."""

import csv
from pathlib import Path

from schemas.annotation import Annotation

ROOT = Path(__file__).resolve().parents[2]
INVENTED = ROOT / "corpus" / "authorities.csv"
REAL = ROOT / "pipeline" / "authorities" / "authorities.csv"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_registers_have_the_same_columns() -> None:
    assert list(rows(INVENTED)[0]) == list(rows(REAL)[0])


def test_no_invented_council_shares_a_code_or_a_name_with_a_real_one() -> None:
    for column in ("id", "name", "short_name", "code"):
        invented = [row[column].casefold() for row in rows(INVENTED)]
        assert len(set(invented)) == len(invented)
        assert not set(invented) & {row[column].casefold() for row in rows(REAL)}, column


def test_annotations_name_councils_as_the_register_does() -> None:
    known = {(row["name"], row["code"]) for row in rows(INVENTED)}
    named = set()
    for path in sorted((ROOT / "corpus" / "gold").glob("*.json")):
        metadata = Annotation.model_validate_json(path.read_text(encoding="utf-8")).metadata
        named.add((metadata.authority, metadata.gss))
    assert named == known
