"""Running lines of texts of few pages, which form feeds part."""

from tests.ingest.text.reading import outline


def words(text: str) -> list[str]:
    return [body for _, _, body in outline(text)]


def test_the_line_that_begins_both_pages_runs_and_stays_on_the_first() -> None:
    found = words(
        "Pellmoor Parish\n\nThe lanes are to be swept and the ditches dug by all of the\n\n"
        "\fPellmoor Parish\n\nfarms that have some. Nobody spoke.\n"
    )
    assert found == [
        "Pellmoor Parish",
        "The lanes are to be swept and the ditches dug by all of the farms that have some. Nobody spoke.",
    ]


def test_the_line_that_ends_each_page_runs() -> None:
    found = words("Lanes\n\nThey are swept.\n\nDraft for comment\n\fDitches\n\nThey are dug.\n\nDraft for comment\n")
    assert found == ["Lanes", "They are swept.", "Ditches", "They are dug."]


def test_pages_that_begin_with_other_lines_keep_them() -> None:
    assert words("Lanes\n\nThey are swept.\n\fDitches\n\nThey are dug.\n") == [
        "Lanes",
        "They are swept.",
        "Ditches",
        "They are dug.",
    ]
