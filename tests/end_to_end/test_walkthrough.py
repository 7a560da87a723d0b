"""The walk-through of the comparison is run: every block of code in it, and what it is said to show."""

from tools.walkthrough import PAGE, checkout, renewed

PAGE_TEXT = PAGE.read_text("utf-8")


def test_the_page_shows_what_its_code_shows() -> None:
    with checkout():
        assert renewed(PAGE_TEXT) == PAGE_TEXT, "`python -m tools.walkthrough` writes the page anew"


def test_a_page_that_shows_something_else_is_told_apart() -> None:
    page = "```python\nx = 6 * 7\nprint('a')\nx\n```\n\n```text\na\n41\n```\n"
    assert renewed(page) == page.replace("41", "42")
    assert renewed("```python\nx = 1\n```\n\nWords\n") == "```python\nx = 1\n```\n\nWords\n"
