"""What the readers of statements make of invented papers, in a form that is easy to compare."""

from pipeline.extract.statements.model import Statement
from schemas.paper import Paper


def words(paper: Paper, statement: Statement) -> str:
    return paper.text[statement.start : statement.end]


def shown(paper: Paper, statements: list[Statement]) -> list[tuple[str, str]]:
    """Kind and words of each statement."""
    return [(str(s.kind), words(paper, s)) for s in statements]


def cells(paper: Paper, statement: Statement) -> dict[str, str]:
    """The words of a statement's row by column role."""
    return {role: span.text(paper) for role, span in statement.cells.items()}
