"""The pages of the documentation: commands, options, files and links that they name are there."""

import re
import shlex
from pathlib import Path

import click
import pytest

from pipeline.cli.commands import cli

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    path
    for folder in (
        ".",
        "docs",
        "corpus",
        "corpus/sentences",
        "pipeline/authorities",
        "pipeline/extract/statements",
        "pipeline/extract/confidence",
    )
    for path in (ROOT / folder).glob("*.md")
)
NAMES = [page.relative_to(ROOT).as_posix() for page in PAGES]
_FENCED = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`([^`\n]+)`|^ {4}(papers .*)$", re.MULTILINE)
_TOP = ("pipeline", "schemas", "corpus", "docs", "tests")


def code(page: Path) -> list[str]:
    text = page.read_text("utf-8")
    blocks = [line for block in _FENCED.findall(text) for line in block.splitlines()]
    return blocks + [inline or line for inline, line in _CODE.findall(_FENCED.sub("", text))]


@pytest.mark.parametrize("name", NAMES)
def test_commands_and_their_options_are_known(name: str) -> None:
    for text in code(ROOT / name):
        if re.match(r"papers [\w-]", text):
            words = shlex.split(text.split(" > ")[0].split(" < ")[0])[1:]
            options = {word.split("=")[0] for word in words if word.startswith("--")}
            command = cli.commands.get(words[0]) if not words[0].startswith("--") else cli
            if isinstance(command, click.Group) and command is not cli:
                command = command.commands.get(words[1])
            assert command, text
            known = {option for parameter in command.params for option in parameter.opts} | {"--help"}
            assert options <= known, text


@pytest.mark.parametrize("name", NAMES)
def test_files_named_and_linked_are_there(name: str) -> None:
    page = ROOT / name
    for text in code(page):
        if re.fullmatch(rf"(?:{'|'.join(_TOP)})/[\w./-]+", text):
            assert (ROOT / text).exists(), text
    for target in re.findall(r"\]\((?!https?://)([^)#]+)\)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


def test_every_command_has_a_place_in_the_readme_or_the_guides() -> None:
    told = {text.split()[1] for page in PAGES for text in code(page) if re.match(r"papers \w", text)}
    untold = {name for name, command in cli.commands.items() if isinstance(command, click.Command)} - told
    assert untold <= {"ingest", "extract"}, "commands for single stages explain themselves"
