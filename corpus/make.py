"""Make the specimen papers from their sources: `python corpus/make.py [--out FOLDER]`.

Writes `papers/<stem>.pdf` for each `source/<stem>.md` and, where the source says so, `forms/<stem>.txt`; and
`forms/<stem>.pdf` for each pack in `source/packs/`. Specimens that are text from the start stand in `papers/`
themselves and are left alone. Needs reportlab (extra `dev`).
"""

import argparse
import sys
from pathlib import Path

import plain
import typeset
from markup import parse

HERE = Path(__file__).resolve().parent


def make(out: Path) -> list[Path]:
    """Write all specimens under `out` and return the paths written, sorted by source."""
    made: dict[Path, bytes] = {}
    specimens = {path.stem: parse(path) for path in sorted((HERE / "source").glob("*.md"))}
    for stem, specimen in specimens.items():
        made[out / "papers" / f"{stem}.pdf"] = typeset.render(specimen)
        if specimen.form:
            made[out / "forms" / f"{stem}.txt"] = plain.render(specimen).encode()
    for path in sorted((HERE / "source" / "packs").glob("*.md")):
        pack = parse(path)
        made[out / "forms" / f"{path.stem}.pdf"] = typeset.render(pack, [specimens[stem] for stem in pack.holds])
    for path, data in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return list(made)


def main() -> None:
    """The command."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--out", type=Path, default=HERE, help="folder to write under (default: this one)")
    for path in make(options.parse_args().out):
        sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
