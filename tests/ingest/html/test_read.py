"""What is read of a web page, what is furniture, and what is left out."""

import difflib
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.config import IngestSettings
from pipeline.ingest.html import read_html
from pipeline.ingest.read import read as read_any
from pipeline.ingest.source import Source
from schemas.ids import fold
from schemas.paper import BlockKind, Paper


def read(markup: str | bytes) -> Paper:
    data = markup.encode() if isinstance(markup, str) else markup
    [paper] = read_html(Source("page.html", data), IngestSettings())
    return paper


def shown(paper: Paper) -> list[str]:
    return [paper.text[paper.blocks[i].start : paper.blocks[i].end] for i in paper.leaves]


def markers(markup: str) -> list[str]:
    paper = read(markup)
    return [paper.blocks[i].marker for i in paper.leaves]


def cells(paper: Paper) -> list[tuple[int, int, int, int, bool, str]]:
    return [
        (b.row, b.column, b.row_span, b.column_span, b.header, paper.text[b.start : b.end])
        for b in paper.blocks
        if b.kind is BlockKind.CELL
    ]


PAGE = """<!DOCTYPE html><html lang="en"><head><title>Issue details - Flood plan | Hartsmere</title>
<link rel="canonical" href="https://democracy.hartsmere.example/mgIssue.aspx?IId=7"><style>p{color:red}</style></head>
<body><a class="skip-link" href="#content">Skip to content</a>
<div id="cookie-banner"><p>We use cookies to make this site work. <a href="/cookies">Read more</a></p></div>
<header role="banner"><a href="/">Hartsmere Borough Council</a></header>
<nav><ul><li><a href="/a">Home</a></li><li><a href="/b">Bins</a></li></ul></nav>
<ul class="breadcrumb"><li><a href="/">Home</a></li><li><a href="/c">Committees</a></li></ul>
<form action="x"><div id="content">
<ul><li><a href="/m1">Calendar</a></li><li><a href="/m2">Committees</a></li><li><a href="/m3">Councillors</a></li>
<li><a href="/m4">Forward plans</a></li><li><a href="/m5">Outside bodies</a></li></ul>
<h1>Issue details</h1><h2>Flood plan: progress</h2>
<p>Decision due: 4 March 2024 by Cabinet</p>
<p>The council will mend the weir.</p>
<p>Supporting documents</p>
<ul><li><a href="/documents/s12/Flood plan.pdf">Flood plan</a></li>
<li><a href="/documents/s13/B.pdf">Appendix B</a></li>
<li><a href="/documents/s14/C.pdf">Appendix C</a></li><li><a href="/documents/s15/D.pdf">Appendix D</a></li></ul>
</div></form>
<div class="share-links"><a href="https://social.example">Share this page</a></div>
<footer><p>Town Hall, Hartsmere</p></footer><script>var a = "no words of this";</script></body></html>"""


def test_page_of_a_committee_site() -> None:
    paper = read(PAGE)
    assert shown(paper) == [
        "Issue details",
        "Flood plan: progress",
        "Decision due: 4 March 2024 by Cabinet",
        "The council will mend the weir.",
        "Supporting documents",
        "• Flood plan",
        "• Appendix B",
        "• Appendix C",
        "• Appendix D",
    ]
    furniture = " ".join(paper.furniture)
    for words in ("Skip to content", "cookies", "Bins", "Committees", "Outside bodies", "Share this page", "Town Hall"):
        assert words in furniture
    assert "no words of this" not in furniture
    assert dict(paper.meta) == {
        "title": "Issue details - Flood plan | Hartsmere",
        "address": "https://democracy.hartsmere.example/mgIssue.aspx?IId=7",
    }


def test_main_decides_where_there_is_one() -> None:
    prose = "<p>The council will mend the weir and the sluice by next spring, it said.</p>"
    page = f"<p>Around it.</p><main><h1>Rivers</h1>{prose}</main>"
    paper = read(f"<html><body>{page}<div>Below it.</div></body></html>")
    assert shown(paper)[0] == "Rivers"
    assert paper.furniture == ("Around it.", "Below it.")


def test_a_header_with_the_reports_title_is_no_furniture() -> None:
    paper = read(
        "<body><header><h1>Flood plan</h1><p>Report to Cabinet</p></header><p>The weir will be mended.</p></body>"
    )
    assert shown(paper) == ["Flood plan", "Report to Cabinet", "The weir will be mended."]


def test_a_name_does_not_make_long_text_furniture() -> None:
    prose = "The council will mend the weir and report on it to the panel in spring. " * 8
    body = (
        f'<p>{prose}</p><div class="page-menu-content"><p>{prose}</p></div><div class="social-care"><p>Short.</p></div>'
    )
    assert len(shown(read(f"<body>{body}</body>"))) == 3


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ("<ol><li>a<li>b</ol>", ["1.", "2."]),
        ('<ol start="4"><li>a<li>b<li value="9">c<li>d</ol>', ["4.", "5.", "9.", "10."]),
        ('<ol type="a"><li>a<li>b</ol>', ["a.", "b."]),
        ('<ol type="I" start="3"><li>a<li>b</ol>', ["III.", "IV."]),
        ("<ol reversed><li>a<li>b</ol>", ["2.", "1."]),
        ('<ol style="list-style-type: lower-roman"><li>a<li>b</ol>', ["i.", "ii."]),
        ("<ul><li>a<li>b</ul>", ["•", "•"]),
        ('<ul style="list-style: none"><li>a word<li>b word</ul>', ["", ""]),
        ("<ul><li>1.1 Mend the weir<li>1.2 Buy pumps</ul>", ["1.1", "1.2"]),
        ('<ol start="2"><li><ol style="list-style:half"><li>a<li>b</ol></ol>', ["2. (1)", "(2)"]),
        ("<ol><li>a<ul><li>b</ul><li>c</ol>", ["1.", "•", "2."]),
    ],
)
def test_list_numbers_as_a_browser_prints_them(markup: str, found: list[str]) -> None:
    style = '<style>@counter-style half{system:extends decimal;prefix:"(";suffix:") "}</style>'
    assert markers(f"<html><head>{style}</head><body>{markup}</body></html>") == found


def test_an_item_keeps_its_number_apart_from_its_further_paragraphs() -> None:
    paper = read("<ol start=7><li><p>Mend the weir.</p><p>It leaks.</p></li></ol>")
    assert shown(paper) == ["7. Mend the weir.", "It leaks."]
    assert paper.blocks[0].number == "7"


def test_depth_of_nested_lists() -> None:
    paper = read("<ul><li>a<ul><li>b<ol><li>c</ol></ul><li>d</ul>")
    assert [(paper.blocks[i].level, paper.text[paper.blocks[i].body]) for i in paper.leaves] == [
        (0, "a"),
        (1, "b"),
        (2, "c"),
        (0, "d"),
    ]


def test_tables_with_spans_and_headers() -> None:
    paper = read(
        "<table><caption>Plan</caption><thead><tr><th>Priority<th>Action<th>Lead</thead>"
        "<tr><td rowspan=2>Clean rivers<td>Sample the water<td>Head of Rivers"
        "<tr><td colspan=2>Fine the polluters</table>"
    )
    assert shown(paper)[0] == "Plan"
    assert cells(paper) == [
        (0, 0, 1, 1, True, "Priority"),
        (0, 1, 1, 1, True, "Action"),
        (0, 2, 1, 1, True, "Lead"),
        (1, 0, 2, 1, False, "Clean rivers"),
        (1, 1, 1, 1, False, "Sample the water"),
        (1, 2, 1, 1, False, "Head of Rivers"),
        (2, 1, 1, 2, False, "Fine the polluters"),
    ]


def test_a_span_over_the_tables_end_is_cut() -> None:
    paper = read('<table><tr><td rowspan=99999999>a<td colspan="x">b<tr><td>c</table>')
    assert cells(paper) == [(0, 0, 2, 1, False, "a"), (0, 1, 1, 1, False, "b"), (1, 1, 1, 1, False, "c")]


def test_layout_tables_give_their_contents() -> None:
    inner = "<table><tr><td>Lead</td><td>Head of Rivers</td></tr></table>"
    paper = read(f"<table><tr><td><h1>Rivers</h1><p>Words.</p>{inner}</td><td>Beside</td></tr></table>")
    assert sum(b.kind is BlockKind.TABLE for b in paper.blocks) == 1
    assert shown(paper) == ["Rivers", "Words.", "Lead", "Head of Rivers", "Beside"]


def test_hidden_words_and_boxes() -> None:
    paper = read(
        '<p>Key decision <input type="checkbox" checked> Exempt <input type=checkbox></p><p hidden>a</p>'
        '<p style="display: none">b</p><style>.gone{display:none}</style><p class="gone">c</p><!-- d -->'
        '<template>e</template><span class="sr-only">f</span><del>g</del><p>h<input type="hidden" value="i"></p>'
    )
    assert shown(paper) == ["Key decision ☒ Exempt ☐", "h"]


def test_entities_breaks_and_preformatted_text() -> None:
    paper = read(
        "<p>Roads &amp; bridges &amp;amp; weirs&nbsp;&amp;#39;24, 21<sup>st</sup> May, all work<sup>2</sup></p>"
        "<p>From: Head of Rivers<br>To: Cabinet<br>of the council</p><pre>One\nTwo</pre>"
        "<p>flood&shy;plain un<b>der</b> wa<wbr>ter</p>"
    )
    assert shown(paper) == [
        "Roads & bridges & weirs '24, 21st May, all work²",
        "From: Head of Rivers",
        "To: Cabinet of the council",
        "One",
        "Two",
        "floodplain under water",
    ]


@pytest.mark.parametrize(
    ("data", "warned"),
    [
        ("<meta charset=utf-8><p>Café – £4</p>".encode(), False),
        ("<meta charset=iso-8859-1><p>Café – £4</p>".encode("cp1252"), False),
        ("<p>Café – £4</p>".encode("cp1252"), False),
        ("<meta charset=iso-8859-1><p>Café – £4</p>".encode(), False),
        ('<meta charset="utf-8"><p>Café – £4</p>'.encode("cp1252"), False),
        (b"\xff\xfe" + "<html><p>Café – £4</p>".encode("utf-16-le"), False),
        (b"\xef\xbb\xbf" + "<p>Café – £4</p>".encode(), False),
        ('<meta http-equiv="Content-Type" content="text/html; charset=rot13"><p>Café – £4</p>'.encode("cp1252"), False),
        ("<p>Caf\x00é – £4</p>".encode(), False),
        ("<p>Café – £4</p>".encode("cp1252") + b"\x81", True),
    ],
)
def test_encodings(data: bytes, warned: bool) -> None:
    paper = read(data)
    assert paper.text.startswith("Café – £4")
    assert bool(paper.warnings) is warned


@pytest.mark.parametrize("tag", ["div", "b", "ul><li", "table><tr><td", "font", "blockquote", "a", "p"])
def test_deep_nesting(tag: str) -> None:
    paper = read(f"<p>before</p>{f'<{tag}>' * 20_000}within<p>after</p>")
    assert [w for w in paper.text.split() if w.isalpha()] == ["before", "within", "after"]


TEXT = st.lists(
    st.sampled_from(["weir", "river", "Council", "will", "3", "of", "(a)", "£4m", "co-op"]), min_size=1, max_size=6
)


@st.composite
def blocks(draw: st.DrawFn, depth: int = 0) -> tuple[str, list[str]]:
    """Markup of a block and its words in order."""
    kind = draw(st.sampled_from(["p", "ul", "ol", "table", "div", "dl", "h2"] if depth < 2 else ["p", "div"]))
    if kind in ("p", "h2"):
        words = draw(TEXT)
        inner = " ".join(f"<b>{w}</b>" if draw(st.booleans()) else w for w in words)
        return f"<{kind}>{inner}</{kind}>", words
    parts = [draw(blocks(depth + 1)) for _ in range(draw(st.integers(1, 3)))]
    words = [w for _, own in parts for w in own]
    if kind == "table":
        return "<table><tr>" + "</tr><tr>".join(f"<td>{m}</td><td>{m}</td>" for m, _ in parts) + "</tr></table>", [
            w for _, own in parts for w in [*own, *own]
        ]
    tag = {"ul": "li", "ol": "li", "dl": "dd", "div": "span"}[kind]
    return f"<{kind}>" + "".join(f"<{tag}>{m}</{tag}>" for m, _ in parts) + f"</{kind}>", words


@given(st.lists(blocks(), min_size=1, max_size=5))
@settings(max_examples=50, deadline=None)
def test_no_word_is_lost_or_doubled(made: list[tuple[str, list[str]]]) -> None:
    paper = read("<body><main>" + "".join(m for m, _ in made) + "</main></body>")
    wanted = Counter(w for _, words in made for w in words)
    bodies = Counter(paper.text.split())
    printed = Counter(b.marker for b in paper.blocks if b.marker and b.marker not in wanted)
    assert bodies - printed == wanted
    ends = [(paper.blocks[i].start, paper.blocks[i].end) for i in paper.leaves]
    assert all(a[1] <= b[0] for a, b in pairwise(ends))


@given(st.binary(max_size=400))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    paper = read(b"<html><p>Words before it. " + data)
    assert "Words before it." in paper.text


@pytest.mark.parametrize("stem", ["kent-2011-12-lac-strategy", "nottinghamshire-2014-09-lac-strategy-update"])
def test_same_words_as_the_text_form(shared: Path, stem: str) -> None:
    folder = shared / "papers"
    page = read((folder / "forms" / f"{stem}.html").read_bytes())
    [text] = read_any(Source(f"{stem}.txt", (folder / f"{stem}.txt").read_bytes()))
    one, other = (
        fold(" ".join(p.text[p.blocks[i].body : p.blocks[i].end] for i in p.leaves)).split() for p in (page, text)
    )
    assert difflib.SequenceMatcher(None, one, other, autojunk=False).ratio() >= 0.98


def test_a_page_that_word_saved() -> None:
    ignored = (
        "<span style='mso-list:Ignore'>{}<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span></span>"
    )
    paper = read(
        "<html xmlns:o='urn:schemas-microsoft-com:office:office'><body><div class=WordSection1>"
        f"<h1><![if !supportLists]>{ignored.format('1.')}<![endif]>Purpose<o:p></o:p></h1>"
        f"<p class=MsoListParagraph><!--[if !supportLists]-->{ignored.format('·')}<!--[endif]-->To mend the\nweir</p>"
        f"<p class=MsoNormal>{ignored.format('1.1')}We will buy pumps.</p></div></body></html>"
    )
    assert shown(paper) == ["1. Purpose", "• To mend the weir", "1.1 We will buy pumps."]
    assert [b.kind for b in paper.blocks] == [BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.LIST_ITEM]


def test_labels_stand_below_the_headings_over_them() -> None:
    paper = read(
        "<h3>Minutes:</h3><p>The Director spoke of it.</p><p><b>RESOLVED:</b></p>"
        "<ol><li>That the plan be noted;</li></ol>"
    )
    assert [(b.kind, b.level) for b in paper.blocks] == [
        (BlockKind.HEADING, 3),
        (BlockKind.PARAGRAPH, 0),
        (BlockKind.HEADING, 4),
        (BlockKind.LIST_ITEM, 0),
    ]


def test_ligatures_and_utf8_that_was_read_as_windows_1252_before() -> None:
    made = read("<p>The ﬁrst oﬃce itâ€™s about: Â£5 â€“ no more.</p>")
    assert made.text == "The first office it’s about: £5 – no more."
