"""A specimen as the plain text that an extraction from Word or PDF leaves behind."""

import re

from markup import Block, Kind, Specimen

_BOLD = re.compile(r"\*\*(.+?)\*\*")
_RAISED = re.compile(r"\^(\w+)\^")


def words(text: str) -> str:
    """Text without marks for bold; ordinals split from their number, as extraction splits them."""
    return _RAISED.sub(r" \1", _BOLD.sub(r"\1", text)).replace("\\\n", "\n")


def _line(block: Block, bullet: str) -> str:
    match block.kind:
        case Kind.BULLET:
            return f"{'  ' * block.level}{bullet} {words(block.text)}"
        case Kind.LABELLED:
            return f"{block.label}\t{words(block.text)}"
        case Kind.OPPOSED:
            return f"{words(block.label)}\t{words(block.text)}"
        case Kind.TABLE:
            return "\n".join("\t".join(cell.text for cell in row) for row in block.rows)
        case Kind.PAGE_BREAK:
            return "\f"
        case _:
            return f"{block.label} {words(block.text)}".strip()


def render(specimen: Specimen) -> str:
    """The text form: one line a paragraph, a blank line between blocks of different kinds."""
    bullet = "-" if specimen.bullet == "-" else "•"
    parts: list[str] = []
    tight = {Kind.BULLET, Kind.LABELLED}
    for before, block in zip((None, *specimen.blocks), specimen.blocks, strict=False):
        close = before is not None and before.kind == block.kind and block.kind in tight
        parts.append(("" if not parts else "\n" if close else "\n\n") + _line(block, bullet))
    return "".join(parts) + "\n"
