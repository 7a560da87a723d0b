"""`papers train`: the sentence classifier from labelled sentences."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.terminal import (
    UserError,
    config_option,
    message_console,
    register_option,
    settings_of,
    tells_user,
)

if TYPE_CHECKING:
    from pipeline.config import Settings

EPILOG = """\b
Examples:
  papers train
  papers train --calibrate annotations meeting-papers
  papers train corpus/sentences --gold annotations --papers meeting-papers --out mine.json
"""
_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)
SENTENCES = Path("corpus/sentences")
ANNOTATED = (Path("corpus/annotated/gold"), Path("corpus/annotated/papers"))
_OUT = Path("pipeline/extract/statements/weights.json")
_CALIBRATION = Path("pipeline/extract/confidence/calibration.json")


@click.command(epilog=EPILOG, short_help="Make the sentence classifier from labelled sentences.")
@click.argument("sentences", nargs=-1, type=click.Path(path_type=Path, exists=True), metavar="[SENTENCES...]")
@click.option("--gold", type=_FOLDER, help="Learn from annotated papers, too: the folder of annotations.")
@click.option("--papers", type=_FOLDER, help="The papers that --gold annotates.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help=f"Where the classifier (or calibration) goes; its card goes beside it (.md).  "
    f"[default: {_OUT.as_posix()}; with --calibrate {_CALIBRATION.as_posix()}]",
)
@click.option(
    "--calibrate",
    "calibrated",
    type=(_FOLDER, _FOLDER),
    multiple=True,
    metavar="GOLD PAPERS",
    help="Leave the classifier as it is, and calibrate `confidence` on these annotations and their papers; may be "
    "given several times.",
)
@click.option("--strength", type=click.FloatRange(min=0, min_open=True), help="Of the L2 penalty.")
@config_option
@register_option
@click.option("--quiet", "-q", is_flag=True, help="No message.")
@tells_user
def train(
    sentences: tuple[Path, ...],
    gold: Path | None,
    papers: Path | None,
    out: Path | None,
    calibrated: tuple[tuple[Path, Path], ...],
    strength: float | None,
    config: Path | None,
    registers: tuple[Path, ...],
    quiet: bool,
) -> None:
    """Make the sentence classifier anew from SENTENCES, files of labelled sentences or folders of such.

    Without arguments, in a checkout, it makes the one that comes with the product from corpus/sentences and the papers
    of corpus/annotated, byte for byte.
    To use another, name it as extract.classifier in the settings.

    With --calibrate, measure instead how often each rule and the classifier are right among annotated papers. That is
    what `confidence` rests on; to use another, name it as extract.confidence. Repeat it after a change of classifier.
    """
    needs_training()
    if calibrated:
        if sentences or gold or papers or strength is not None:
            raise click.UsageError(
                "--calibrate leaves the classifier as it is: give it no sentences, gold or strength."
            )
        _calibrate(calibrated, out or _CALIBRATION, settings_of(config, registers), quiet=quiet)
        return
    out = out or _OUT
    if (gold is None) != (papers is None):
        raise click.UsageError("--gold and --papers go together: annotations, and the papers they are of.")
    from pipeline.evaluate.train import STRENGTH
    from pipeline.evaluate.train import train as fit

    console = message_console()
    trained = fit(
        sentences or (SENTENCES,),
        gold,
        papers,
        settings_of(config, registers),
        invented=None if sentences else ANNOTATED,
        strength=STRENGTH if strength is None else strength,
        say=(lambda _: None) if quiet else (lambda step: console.print(step, markup=False)),
    )
    _write(out, trained.text, trained.card, quiet=quiet)


def _calibrate(sets: tuple[tuple[Path, Path], ...], out: Path, settings: Settings, *, quiet: bool) -> None:
    from pipeline.evaluate.calibrate import calibrate
    from pipeline.extract.extractor import Extractor

    console = message_console()
    say = (lambda _: None) if quiet else (lambda step: console.print(step, markup=False))
    made = calibrate(sets, Extractor(settings), say)
    _write(out, made.text, made.card, quiet=quiet)


def _write(out: Path, text: str, card: str, *, quiet: bool) -> None:
    from pipeline.export.files import write_whole

    for path, words in ((out, text), (out.with_suffix(".md"), card)):
        write_whole(path, words.encode("utf-8"))
        if not quiet:
            message_console().print(f"wrote {path}", markup=False)


def needs_training() -> None:
    """Say what to install where training is not possible. Raises UserError."""
    if importlib.util.find_spec("sklearn") is None:
        raise UserError(
            "Training needs scikit-learn. Install it: python -m pip install 'committee-papers[train]', "
            "or in a checkout: python -m pip install -e '.[train]'"
        )
