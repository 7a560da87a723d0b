"""The command line as an interface: help, exit codes, data on stdout, messages on stderr."""

import csv
import importlib.util
import json
import os
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from pipeline import __version__
from pipeline.cli.commands import cli
from pipeline.cli.config import settings_toml
from pipeline.config import Settings, load_settings

ROOT = Path(__file__).parents[2]
GROUPS = {name: own for name, own in cli.commands.items() if isinstance(own, click.Group)}
COMMANDS = sorted(cli.commands)
PAGES = [[], *([name] for name in COMMANDS), *([name, own] for name in sorted(GROUPS) for own in GROUPS[name].commands)]


def papers(*arguments: str | Path) -> "subprocess.CompletedProcess[str]":
    """`papers` in a process of its own, as a user runs it."""
    code = "from pipeline.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)], capture_output=True, text=True, timeout=120, check=False
    )


@pytest.mark.parametrize("command", PAGES)
def test_every_help_page_ends_with_an_example_that_the_command_understands(command: list[str]) -> None:
    result = CliRunner().invoke(cli, [*command, "--help"])
    assert result.exit_code == 0
    *_, head, last = result.output.rstrip().rpartition("Example")
    examples = [line.strip() for line in last.splitlines()[1:]]
    assert head == "Example"
    assert examples
    for example in examples:
        program, *words = shlex.split(example.split(" > ")[0].split(" < ")[0])
        assert program == "papers"
        own, path = cli.commands[words[0]], words[:1]
        if isinstance(own, click.Group):
            own, path = own.commands[words[1]], words[:2]
        assert path[: len(command)] == command
        known = {option for parameter in own.params for option in parameter.opts}
        assert {word for word in words if word.startswith("--")} <= known


@pytest.mark.parametrize("command", PAGES)
def test_every_option_says_what_it_does(command: list[str]) -> None:
    own: click.Command = cli
    for name in command:
        assert isinstance(own, click.Group)
        own = own.commands[name]
    for parameter in own.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"papers {' '.join(command)} {parameter.opts}"


def test_help_is_instant_since_nothing_heavy_is_imported() -> None:
    heavy = "{'spacy', 'pandas', 'numpy', 'pydantic', 'rich'}"
    code = f"import sys, pipeline.cli.commands; print({heavy} & set(sys.modules) or '')"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "\n"


def test_a_batch_leaves_the_import_of_spacy_to_its_workers() -> None:
    code = "import sys, pipeline.batch, pipeline.aggregate, pipeline.export.run_record; print('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_the_version_is_that_of_the_package() -> None:
    result = papers("--version")
    assert (result.returncode, result.stdout) == (0, f"papers, version {__version__}\n")


def test_config_lists_every_setting_and_reads_back_to_the_defaults(tmp_path: Path) -> None:
    text = CliRunner().invoke(cli, ["config"]).output
    assert tomllib.loads(text) == json.loads(Settings().model_dump_json())
    (tmp_path / "papers.toml").write_text(text)
    assert load_settings(tmp_path / "papers.toml").digest() == Settings().digest()


def test_config_writes_strings_that_need_escapes() -> None:
    odd = Settings.model_validate({"authorities": {"extra_registers": ['a"b\\c.csv', "ü.csv"]}})
    assert Settings.model_validate(tomllib.loads(settings_toml(odd))) == odd


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["run", "nowhere.pdf", "--out", "o"], "There is no file to read at: nowhere.pdf"),
        (["run", "."], "--out"),
        (["run", "--out", "o"], "--from-list or --manifest"),
        (["run", ".", "--out", "o", "--scheduler", "tcp://h:1"], "--scheduler goes with --engine dask"),
        (["run", ".", "--out", "o", "--engine", "dask", "--scheduler", "tcp://h:1", "--workers", "2"], "--workers"),
        (["run", "@nowhere.txt", "--out", "o"], "one input a line"),
        (["run", "none://bucket/a.pdf", "--out", "o"], "Name a file, or an address"),
        (["run", ".", "--out", "o", "--config", "bad.toml"], "papers config"),
        (["run", "bad.toml", "--out", "o", "--manifest", "bad.csv"], "unknown column 'colour'"),
        (["run", "bad.toml", "--out", "bad.csv"], "bad.csv"),
        (["run", "bad.toml", "--out", "o", "--only-failed"], "no run into that folder was finished"),
        (["cache", "verify", "."], "holds no results of runs. Name OUT/.cache"),
        (["run", "bad.toml", "--out", "o", "--config", "model.toml"], "python -m spacy download en_core_web_none"),
        (["ingest", "empty.txt"], "The file holds nothing"),
        (["extract", "bad.csv"], "no frozen paper"),
        (["compare", "."], "papers.csv"),
        (["export", "."], "no tables of a run"),
        (["evaluate", ".", "."], "papers.csv"),
        (["authorities", "Kent", "--register", "bad.csv"], "bad.csv"),
        (["schemas", "nothing"], "There are: actions, "),
        (["nothing"], "No such command"),
    ],
)
def test_what_the_user_can_put_right_is_told_with_exit_code_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bad.toml").write_text("[ingest]\nmax_byte = 1\n")
    Path("model.toml").write_text('[extract]\nspacy_model = "en_core_web_none"\n')
    Path("bad.csv").write_text("file,colour\na,b\n")
    Path("empty.txt").write_text("")
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert says in " ".join(result.stderr.split())
    assert "Traceback" not in result.stderr


def test_ingest_prints_text_or_the_frozen_paper(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Report to Cabinet\n\n1. We will mend the lane.\n")
    text = papers("ingest", tmp_path / "a.txt")
    assert text.returncode == 0
    assert "We will mend the lane." in text.stdout
    frozen = json.loads(papers("ingest", tmp_path / "a.txt", "--json").stdout)
    assert frozen["text"] + "\n" == text.stdout


def test_inspect_shows_the_structure_plainly_where_there_is_no_terminal(tmp_path: Path) -> None:
    long = "We will mend the lane " + "and then the next lane " * 20
    (tmp_path / "a.txt").write_text(f"REPORT TO CABINET\n\n1. {long.strip()}.\n\n[bold] is no markup.\n")
    result = papers("inspect", tmp_path / "a.txt", "--only", "structure", "--only", "sections")
    assert result.returncode == 0, result.stderr
    assert f": {long.strip()}.\n" in result.stdout, "a line is not broken"
    assert "[1.]" in result.stdout
    assert "[bold] is no markup." in result.stdout
    assert "\x1b" not in result.stdout


def test_an_authority_is_shown_with_its_codes_and_how_it_was_found() -> None:
    sure = papers("authorities", "Barnsley MBC", "--date", "2014-10")
    shown = dict(line.split(":", 1) for line in sure.stdout.splitlines())
    assert sure.returncode == 0
    assert shown["authority"].strip() == "Barnsley Metropolitan Borough Council"
    assert (shown["id"].strip(), shown["code"].strip()) == ("BNS", "E08000016"), "the code of that date"
    assert shown["how"].strip()


def test_a_name_that_is_ambiguous_or_unknown_is_exit_code_1_with_its_candidates() -> None:
    ambiguous = papers("authorities", "Lincoln CC")
    assert ambiguous.returncode == 1
    assert [line.split()[1] for line in ambiguous.stdout.splitlines() if line.startswith("candidate")] == ["LIC", "LIN"]
    several = papers("authorities", "Kent County Council", "Nowhere Council", "--json")
    assert several.returncode == 1
    assert [json.loads(line)["state"] for line in several.stdout.splitlines()] == ["found", "unknown"]


def test_check_finds_the_faults_of_a_register(tmp_path: Path) -> None:
    assert papers("authorities", "--check").returncode == 0
    with (ROOT / "corpus/authorities.csv").open(encoding="utf-8", newline="") as stream:
        first, *_ = rows = list(csv.DictReader(stream))
    first["start"], first["end"] = "2010-01-01", "2009-12-31"
    with (tmp_path / "faulty.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(first))
        writer.writeheader()
        writer.writerows(rows)
    faulty = papers("authorities", "--check", "--register", tmp_path / "faulty.csv")
    assert faulty.returncode == 1
    assert f"{first['id']} ends (2009-12-31) before it starts (2010-01-01)" in faulty.stdout


def test_authorities_wants_names_or_a_check() -> None:
    assert papers("authorities").returncode == 2
    assert papers("authorities", "Kent", "--check").returncode == 2


def test_authorities_with_a_date_that_is_none_is_usage() -> None:
    result = papers("authorities", "Kent", "--date", "7/12/2011")
    assert (result.returncode, result.stdout) == (2, "")
    assert "write YYYY" in result.stderr


def test_training_without_scikit_learn_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *rest: None if name == "sklearn" else find(name, *rest)
    )
    result = CliRunner().invoke(cli, ["train"])
    assert result.exit_code == 2
    assert "committee-papers[train]" in result.stderr


def test_annotations_are_no_use_to_training_without_their_papers() -> None:
    result = CliRunner().invoke(cli, ["train", "--gold", str(ROOT / "corpus/gold")])
    assert (result.exit_code, "--papers" in result.stderr) == (2, True)


def test_a_reader_that_closes_the_pipe_gets_no_traceback() -> None:
    code = "from pipeline.cli import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", code, "schemas", "--codebook"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        error = process.stderr.read()
    assert process.returncode == 141
    assert error == ""


def test_output_is_utf8_in_any_locale(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Report to Cabinet\n\n• We will mend the café.\n", encoding="utf-8")
    code = "from pipeline.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "ingest", str(tmp_path / "a.txt")],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"},
        check=True,
    )
    assert "• We will mend the café." in done.stdout.decode("utf-8")


def test_a_page_is_drawn_with_its_blocks_outlined(tmp_path: Path) -> None:
    from PIL import Image

    from pipeline.cli.draw import COLOURS

    png = tmp_path / "page.png"
    specimen = ROOT / "corpus" / "papers" / "thornley-vale-2023-06-homelessness-action-plan.pdf"
    result = CliRunner().invoke(cli, ["inspect", str(specimen), "--page", "1", "--png", str(png)])
    assert result.exit_code == 0, result.output
    with Image.open(png) as image:
        colours = {"#{:02x}{:02x}{:02x}".format(*colour) for _, colour in image.getcolors(1 << 24)}
    assert {COLOURS[kind] for kind in ("heading", "paragraph", "table", "cell")} <= colours


@pytest.mark.parametrize(
    ("options", "said"),
    [(["--page", "1"], "go together"), (["--page", "9", "--png", "p.png"], "no page 9 to draw: it has pages 1 to 2")],
)
def test_a_page_that_cannot_be_drawn_is_wrong_usage(options: list[str], said: str) -> None:
    result = papers("inspect", ROOT / "corpus/papers/aldermere-2018-11-send-strategy.pdf", *options)
    assert result.returncode == 2
    assert said in " ".join(result.stderr.split())


def test_ingested_json_shows_blocks_with_their_places_and_reads_back() -> None:
    from schemas.paper import Paper

    result = papers("ingest", ROOT / "corpus/papers/aldermere-2018-11-send-strategy.pdf", "--json")
    data = json.loads(result.stdout)
    assert len(data["block_places"]) == len(data["blocks"])
    assert all(places for places, block in zip(data["block_places"], data["blocks"], strict=True) if block["end"])
    assert {"page", "page_label", "x0", "y0", "x1", "y1"} == data["block_places"][0][0].keys()
    assert json.loads(json.dumps(Paper.from_json(data).to_json(places=True))) == data
