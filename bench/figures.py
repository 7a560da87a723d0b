"""Write the measured tables of EVALUATION.md from runs, so that no figure is typed by hand.

python -m bench.figures five=outputs/five:annotations/five corpus=outputs/corpus:corpus/gold
"""

import re
from pathlib import Path

import click

from pipeline.evaluate import Evaluation, EvaluationError, evaluate, evaluate_baseline
from pipeline.evaluate.tables import fields_markdown, records_markdown

PAGE = Path("EVALUATION.md")


def measured(page: str, name: str, table: str) -> str:
    """`page` with `table` between the lines that mark the place called `name`.

    Raises:
        click.ClickException: the page has no such place.
    """
    place = re.compile(rf"(<!-- {name}: [^\n]*-->\n).*?(<!-- end of {name} -->)", re.DOTALL)
    made, times = place.subn(lambda found: f"{found[1]}\n{table}\n{found[2]}", page)
    if times != 1:
        raise click.ClickException(f"{PAGE} has no place for {name}, between <!-- {name}: ... --> and its end.")
    return made


@click.command()
@click.argument("sets", nargs=-1, required=True, metavar="NAME=OUT:GOLD...")
@click.option("--draws", type=click.IntRange(min=0), default=1000, show_default=True)
def main(sets: tuple[str, ...], draws: int) -> None:
    """Score the run in each OUT against GOLD and write the tables to EVALUATION.md, one column a NAME."""
    runs: dict[str, Evaluation] = {}
    keywords: dict[str, Evaluation] = {}
    for one in sets:
        found = re.fullmatch(r"([^=]+)=(.+):(.+)", one)
        if not found:
            raise click.UsageError(f"{one!r} is not of the form NAME=OUT:GOLD.")
        name, out, gold = found[1], Path(found[2]), Path(found[3])
        try:
            runs[name] = evaluate(out, gold, draws=draws)
            keywords[name] = evaluate_baseline(out, gold, draws=draws)
        except EvaluationError as error:
            raise click.ClickException(str(error)) from error
    page = PAGE.read_text(encoding="utf-8")
    for name, table in (
        ("records", records_markdown(runs)),
        ("keyword baseline", records_markdown(keywords)),
        ("fields", fields_markdown(runs)),
    ):
        page = measured(page, name, table)
    PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
