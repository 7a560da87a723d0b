"""Records of invented authorities."""

from schemas.dataset import Records
from schemas.records import ActionRow, LinkRow, PaperRow, PriorityRow, ProgressRow, ThemeRow
from schemas.states import Relation, Status


def paper(id_: str, authority: str | None = None, authority_id: str | None = None, words: int = 1000) -> PaperRow:
    return PaperRow(
        paper_id=id_,
        source_id="s" + id_,
        text_id="t" + id_,
        file=f"{id_}.pdf",
        media_type="application/pdf",
        words=words,
        authority=authority,
        authority_id=authority_id,
    )


def action(paper_id: str, id_: str, status: Status = Status.UNCLEAR, priority_id: str | None = None) -> ActionRow:
    return ActionRow(
        paper_id=paper_id,
        action_id=id_,
        priority_id=priority_id,
        text="Do it",
        status=status,
        start=0,
        end=5,
        rule="r",
    )


def priority(paper_id: str, id_: str) -> PriorityRow:
    return PriorityRow(paper_id=paper_id, priority_id=id_, text=f"An aim, {id_}", start=0, end=6, rule="r")


def progress(paper_id: str, id_: str, action_id: str | None = None) -> ProgressRow:
    return ProgressRow(
        paper_id=paper_id,
        progress_id=id_,
        action_id=action_id,
        text="It is done",
        status=Status.COMPLETED,
        start=0,
        end=10,
        rule="r",
    )


def link(paper_id: str, from_id: str, to_id: str, relation: Relation) -> LinkRow:
    return LinkRow(paper_id=paper_id, from_id=from_id, to_id=to_id, relation=relation, basis="heading")


def themes(taxonomy: str, **codes: str) -> tuple[ThemeRow, ...]:
    return tuple(ThemeRow(record_id=id_, taxonomy=taxonomy, theme=code) for id_, code in codes.items())


def body(name: str, **counts: int) -> Records:
    """One paper of 1,000 words with so many actions on each theme of the taxonomy `care`."""
    short = name[:3].lower()
    codes = [code for code, n in counts.items() for _ in range(n)]
    actions = tuple(action(short, f"{short}{i}") for i in range(len(codes)))
    carried = {a.action_id: code for a, code in zip(actions, codes, strict=True)}
    return Records(paper=paper(short, name, name[:3].upper()), actions=actions, record_themes=themes("care", **carried))
