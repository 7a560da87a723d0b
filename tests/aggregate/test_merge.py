"""Several runs as one."""

from pipeline.aggregate import compare, merge, tables_of
from schemas.dataset import Dataset, Records
from tests.aggregate.specimens import body

HARTSMERE, WEXBOROUGH = body("Hartsmere", health=2), body("Wexborough", health=1, safety=3)


def test_two_runs_compare_as_one_run_over_all_papers() -> None:
    both = merge([tables_of(Dataset((HARTSMERE,))), tables_of(Dataset((WEXBOROUGH,)))])
    assert compare(both).rows() == compare(Dataset((HARTSMERE, WEXBOROUGH))).rows()


def test_a_paper_that_both_have_counts_once() -> None:
    both = merge([tables_of(Dataset((HARTSMERE, WEXBOROUGH))), tables_of(Dataset((WEXBOROUGH,)))])
    assert compare(both).rows() == compare(Dataset((HARTSMERE, WEXBOROUGH))).rows()


def test_a_text_that_an_earlier_run_has_in_another_file_counts_once() -> None:
    web = HARTSMERE.paper.model_copy(update={"paper_id": "web", "media_type": "text/html"})
    page = Records(
        paper=web, actions=tuple(a.model_copy(update={"paper_id": "web"}) for a in body("Web", health=2).actions)
    )
    both = merge([tables_of(Dataset((HARTSMERE,))), tables_of(Dataset((page,)))])
    found, alone = compare(both), compare(Dataset((HARTSMERE,)))
    assert "1 paper with the text of another left out." in found.notes
    assert found.coverage.equals(alone.coverage)
    assert found.completion.equals(alone.completion)


def test_a_part_of_the_papers_is_what_a_run_over_them_is() -> None:
    both = tables_of(Dataset((HARTSMERE, WEXBOROUGH)))
    assert compare(both.only([HARTSMERE.paper.paper_id])).rows() == compare(Dataset((HARTSMERE,))).rows()
    assert compare(both.only([])).rows() == compare(Dataset()).rows()
