"""Lists without a lead-in or without bullets: below a label that stands alone, of lines that lost their marks."""

from __future__ import annotations

import re

from pipeline.columns import field_role
from pipeline.extract.caseless import Caseless
from pipeline.extract.labels import asks_aim, heads_list, lead_in_kind, names_promises, only_points
from pipeline.extract.statements.model import Kind, Statement
from pipeline.extract.statements.numbering import is_numbered_paragraph
from pipeline.extract.vocabulary import fold
from schemas.paper import Block, BlockKind, Paper

_HEADING_LISTS = {"priorities": "priority", "actions": "action", "next_steps": "action"}
"""Roles of headings that make a list directly below them one of that kind."""
_LISTED_ROLES = frozenset(("action", "next", "progress", "did"))
_LEAST = 2  # lines
_OFTEN = 3  # times that each part of a paper has the same label
_MOST = 14
_LEAST_WORDS = 2
_LONGEST = 45  # words of a line, which may be two that were run together
_POINTS_DOWN = Caseless(
    r"\b(?:(?:repeated|listed|set\s+out|shown|given|summarised|outlined|described|reproduced|as)\s+(?:here\s+)?(?:below|as\s+follows)|as\s+follows|are\s+below)"
    r"(?:\s+for\s+ease\s+of\s+reference)?\.$"
)
_POINTS_BACK = re.compile(
    r"\W*(?:(?:they|these|those)\s+(?:are|were|include|included)(?:\s+as\s+follows)?|in\s+particular|for\s+(?:example|instance)|"
    r"among\s+other\s+things|notably|specifically|more\s+specifically|in\s+detail|examples\s+(?:are|include)|namely)\W*",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?P<name>[^.?!:;]{4,90}?[\w)’”])\.\s+(?=[A-Z£\d“])")
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|must|be|been|being|do|does|did|not|[a-z]{3,}ed)\b",
    re.IGNORECASE,
)
_LONGEST_NAME = 12  # words
_PROMISES = re.compile(
    r"(?:so |to (?:do|achieve|deliver) (?:this|it|these) |together |as a \w+ |by (?:\w+ ){0,3}20\d\d(?: \d\d)? )?"
    r"(?:we|they|it|partners|(?:the|our) \w+) "
    r"(?:also |now )?(?:will|shall|are going to|is going to|plan to|intend to|have|has)(?: also| now| have)?"
)
_SENTENCES = re.compile(r"[a-z)][.?!]\s+[A-Z]")


def bare_list(paper: Paper, first: int, lead: Block, times: int = 1) -> int:
    """Index behind the last of the lines that stand below a lead-in as a list would, or 0 where they do not.

    Prose is no list: a line that holds several sentences, or lines that end like sentences (below words without a
    colon none may).

    Args:
        first: index of the block right below the lead-in.
        lead: the lead-in, or the label or heading that stands for one.
        times: that its words come in the paper; what comes again and again may stand above one line alone.
    """
    at = first
    while at < len(paper.blocks) and at - first <= _MOST and _is_line(paper, at, lead):
        at += 1
    lines = [paper.body(paper.blocks[i]).rstrip() for i in range(first, at)]
    whole = next((n for n, line in enumerate(lines) if line.endswith(".")), 0)
    if whole > _LEAST and len(lines[whole].split()) > len(lines[whole - 1].split()):
        at, lines = first + whole, lines[:whole]  # running text begins where a line is a whole sentence
    ended = sum(line.endswith(".") for line in lines[:-1])
    if len(paper.body(lead).split()) < _LEAST_WORDS:
        return 0  # a word by itself is a value of a table more often than a label
    loose = paper.body(lead).rstrip().endswith((":", ":-"))
    least = 1 if times >= _OFTEN else _LEAST
    if not least <= len(lines) <= _MOST or ended * 2 > (len(lines) - 1 if loose else 0):
        return 0
    return at


def _is_line(paper: Paper, i: int, lead: Block) -> bool:
    block = paper.blocks[i]
    text = paper.body(block).strip()
    return (
        block.kind is BlockKind.PARAGRAPH
        and block.parent == lead.parent
        and not block.number
        and len(text.split()) <= _LONGEST
        and sum(word.isalpha() for word in text.split()) >= _LEAST_WORDS
        and not text.endswith((":", "?"))
        and heads_list(text) is None
        and _SENTENCES.search(text) is None
    )


def leading_words(text: str) -> str:
    """What a paragraph says of the list behind it: its last sentence, with the one to which "They are:" points."""
    last = text[max(text.rfind(". "), 0) :]
    return text if _POINTS_BACK.fullmatch(last) else last


def list_kind(text: str, title: str) -> str | None:
    """What the list behind a lead-in holds, by the last words of it (`text`) or by the heading above (`title`)."""
    kind = heads_list(text) or lead_in_kind(leading_words(text))
    return heads_list(title) or kind if only_points(leading_words(text)) else kind


def points_down(text: str) -> bool:
    """Whether a paragraph ends by saying that a list follows, though with a full stop ("... are set out below.")."""
    return _POINTS_DOWN.search(text) is not None


def leads_again(paper: Paper, i: int) -> bool:
    """Whether words that recur lead a list in each time: a label with its colon, or "We will" above items."""
    block, below = paper.blocks[i], paper.blocks[i + 1 : i + 2]
    text = paper.body(block)
    listed = bool(below) and below[0].kind is BlockKind.LIST_ITEM and below[0].parent == block.parent
    if text.rstrip().endswith(":") and (heads_list(text) or (listed and lead_in_kind(text) in ("action", "completed"))):
        return True
    return listed and block.kind is BlockKind.PARAGRAPH and _PROMISES.fullmatch(fold(text)) is not None


def labels_list(paper: Paper, i: int) -> bool:
    """Whether a block is a label alone ("What we will do next"), right above the list that it stands for."""
    text, below = paper.body(paper.blocks[i]), paper.blocks[i + 1 : i + 2]
    if not below or below[0].kind is not BlockKind.LIST_ITEM or below[0].parent >= 0:
        return False
    if heads_list(text):
        first = paper.body(below[0]).rstrip()
        number = below[0].number.strip("().")
        dotted = ("." in number or (number.isdigit() and number != "1")) and first.endswith(".")  # paragraph 5.1, or 4
        return not dotted and not is_numbered_paragraph(below[0], first)
    return field_role(text, loose=False) in _LISTED_ROLES and lead_in_kind(text) is not None


def labels_lines(paper: Paper, i: int, times: int) -> bool:
    """Whether a line is a label alone ("What went well") above lines that are a list without its bullets.

    Args:
        times: that its words come in the paper.
    """
    block = paper.blocks[i]
    if block.kind is not BlockKind.PARAGRAPH or heads_list(paper.body(block)) is None:
        return False
    return bare_list(paper, i + 1, block, times) > 0


def heading_kind(paper: Paper, i: int, role: str, times: int) -> str | None:
    """What a list right below a heading holds, by its words, or by the role of its section where that is named.

    Args:
        times: that its words come in the paper.
    """
    text = paper.body(paper.blocks[i])
    kind = _HEADING_LISTS.get(role)
    if text.rstrip().endswith(":"):
        kind = lead_in_kind(text) or kind
    if kind == "priority" and times > 1 and names_promises(text):
        kind = "action"  # "Our commitments:" under each aim of a plan: the aim is the priority
    if labels_list(paper, i) or (heads_list(text) and bare_list(paper, i + 1, paper.blocks[i])):
        kind = heads_list(text) or lead_in_kind(text)
    return kind or ("priority" if asks_aim(text) else None)


def done_work(paper: Paper, i: int, lead_in: str, group: int) -> list[Statement]:
    """The action and the report of an item under words that tell of work done, or not done.

    Both have the item's words, unless a name stands first and then what became of it ("Landlord register. Held up by
    the courts.").
    """
    block = paper.blocks[i]
    text = paper.body(block)
    name = _NAME.match(text)
    if name and (len(name["name"].split()) > _LONGEST_NAME or _VERB.search(name["name"])):
        name = None
    ranges = (
        (Kind.ACTION, block.body, block.body + name.end("name") if name else block.end),
        (Kind.PROGRESS, block.body + name.end() if name else block.body, block.end),
    )
    return [Statement(kind, start, end, i, "list.completed", lead_in, group=group) for kind, start, end in ranges]
