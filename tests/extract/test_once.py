from pipeline.extract.once import once_a_paper
from schemas.paper import Paper


def _paper(text: str) -> Paper:
    return Paper("p", "s", "t", "file.txt", "text/plain", text, ())


def test_a_paper_is_looked_at_once_until_another_is_asked_about() -> None:
    looked: list[str] = []

    @once_a_paper
    def length(paper: Paper) -> int:
        looked.append(paper.text)
        return len(paper.text)

    one, other, same = _paper("one"), _paper("another"), _paper("one")
    assert [length(p) for p in (one, one, other, one, same)] == [3, 3, 7, 3, 3]
    assert looked == ["one", "another", "one", "one"]
