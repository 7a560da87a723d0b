"""Who and when at the end of an item."""

import pytest

from pipeline.extract.closing import closing


@pytest.mark.parametrize(
    ("text", "lead", "due"),
    [
        ("Re-line the courts (Head of Leisure, May 2031)", "Head of Leisure", "May 2031"),
        ("Re-line the courts (Ann Pell, by end of May).", "Ann Pell", "end of May"),
        ("Re-line the courts (AP/Sept 31)", "AP", "Sept 31"),
        ("Re-line the courts [Owner: Head of Leisure. Due: 30/06/2031]", "Head of Leisure", "30/06/2031"),
        ("Re-line the courts (Lead: Estates; Q2 2031/32)", "Estates", "Q2 2031/32"),
        ("Re-line the courts (HR; Easter)", "HR", "Easter"),
        ("Re-line the courts (Head of Parks, Leisure and Sport, July)", "Head of Parks, Leisure and Sport", "July"),
        ("Re-line the courts (Director of Place and Culture by 30 June)", "Director of Place and Culture", "30 June"),
        ("Re-line the courts – Head of Leisure – May 2031", "Head of Leisure", "May 2031"),
        ("An open day for all clubs (February)", "", "February"),
    ],
)
def test_who_and_when(text: str, lead: str, due: str) -> None:
    found = closing(text)
    assert found is not None
    assert found.due is not None
    assert text[slice(*found.due)] == due
    assert (text[slice(*found.lead)] if found.lead else "") == lead


@pytest.mark.parametrize(
    "text",
    [
        "Re-line the courts",
        "Re-line the courts (eight of them)",
        "Open a hub (Mill ward, which has none)",
        "Cut emissions (scopes 1 and 2, 2019 baseline)",
        "Train staff in the tool (see paragraph 3, June 2031)",
        "Build 40 homes at Mill Lane – 12 by March 2031",
    ],
)
def test_what_else_stands_at_an_end_says_neither(text: str) -> None:
    assert closing(text) is None
