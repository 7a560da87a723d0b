"""`papers train`: the sentence classifier from labelled sentences."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import click

from pipeline.cli.terminal import UserError, config_option, message_console, settings_of, tells_user

EPILOG = """\b
Examples:
  papers train
  papers train corpus/sentences --gold annotations --papers meeting-papers --out mine.json
"""
_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)
_SENTENCES = Path("corpus/sentences")
_OUT = Path("pipeline/extract/statements/weights.json")


@click.command(epilog=EPILOG, short_help="Make the sentence classifier from labelled sentences.")
@click.argument("sentences", nargs=-1, type=click.Path(path_type=Path, exists=True), metavar="[SENTENCES...]")
@click.option("--gold", type=_FOLDER, help="Learn from annotated papers, too: the folder of annotations.")
@click.option("--papers", type=_FOLDER, help="The papers that --gold annotates.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    default=_OUT,
    show_default=True,
    help="Where the classifier goes; its model card goes beside it (.md).",
)
@click.option("--strength", type=click.FloatRange(min=0, min_open=True), help="Of the L2 penalty.")
@config_option
@click.option("--quiet", "-q", is_flag=True, help="No message.")
@tells_user
def train(
    sentences: tuple[Path, ...],
    gold: Path | None,
    papers: Path | None,
    out: Path,
    strength: float | None,
    config: Path | None,
    quiet: bool,
) -> None:
    """Make the sentence classifier anew from SENTENCES, files of labelled sentences or folders of such.

    Without arguments, in a checkout, it makes the one that comes with the product from corpus/sentences, byte for byte.
    To use another, name it as extract.classifier in the settings.
    """
    if (gold is None) != (papers is None):
        raise click.UsageError("--gold and --papers go together: annotations, and the papers they are of.")
    if importlib.util.find_spec("sklearn") is None:
        raise UserError(
            "Training needs scikit-learn. Install it: python -m pip install 'committee-papers[train]', "
            "or in a checkout: python -m pip install -e '.[train]'"
        )
    from pipeline.evaluate.train import STRENGTH
    from pipeline.evaluate.train import train as fit
    from pipeline.export.files import write_whole

    console = message_console()
    trained = fit(
        sentences or (_SENTENCES,),
        gold,
        papers,
        settings_of(config),
        strength=STRENGTH if strength is None else strength,
        say=(lambda _: None) if quiet else (lambda step: console.print(step, markup=False)),
    )
    for path, text in ((out, trained.text), (out.with_suffix(".md"), trained.card)):
        write_whole(path, text.encode("utf-8"))
        if not quiet:
            console.print(f"wrote {path}", markup=False)
