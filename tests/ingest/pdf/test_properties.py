"""Whatever is drawn: no word lost or doubled, every line within its page, offsets that agree."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.paper import CONTAINERS, Paper

WORDS = st.text(alphabet="abdeghkmnprtuwy", min_size=2, max_size=9)
PARAGRAPH = st.lists(WORDS, min_size=1, max_size=60)
STYLE = st.sampled_from([("Helvetica", 11.0), ("Helvetica-Bold", 11.0), ("Times-Roman", 9.0), ("Helvetica-Bold", 16.0)])


def check(paper: Paper) -> None:
    sizes = {page.number: (page.width, page.height) for page in paper.pages}
    end = 0
    for line in paper.lines:
        assert end <= line.start < line.end <= len(paper.text)
        end = line.end
        width, height = sizes[line.page]
        assert 0 <= line.x0 < line.x1 <= width
        assert 0 <= line.y0 < line.y1 <= height
    end = 0
    for block in paper.blocks:
        assert 0 <= block.start <= block.body <= block.end <= len(paper.text)
        if block.kind not in CONTAINERS:
            assert not paper.text[end : block.start].strip()
            end = block.end


def break_lines(words: list[str], width: int) -> list[str]:
    lines = [""]
    for word in words:
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(PARAGRAPH, STYLE, st.integers(0, 60)), min_size=1, max_size=12))
def test_flowing_text_keeps_every_word_in_order(read, writer, drawn):
    def draw(canvas):
        write = writer(canvas, bottom=560)
        for words, (font, size), indent in drawn:
            write.lines(*break_lines(words, 60), font=font, size=size, indent=indent)

    paper = read(draw)
    check(paper)
    expected = [word for words, _, _ in drawn for word in words]
    found = " ".join([paper.text, *paper.furniture]).split()
    assert sorted(found) == sorted(expected)
    if not paper.furniture:
        assert found == expected


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.lists(st.lists(WORDS, max_size=8), min_size=3, max_size=3), min_size=1, max_size=6),
    st.sets(st.tuples(st.integers(0, 5), st.integers(0, 2)), max_size=4),
)
def test_tables_keep_every_word(read, ruled, rows, merged):
    columns = [60.0, 220.0, 380.0, 540.0]

    def draw(canvas):
        ruled(canvas, columns, [700.0 - 60 * n for n in range(len(rows) + 1)], skip=tuple(merged))
        for r, row in enumerate(rows):
            for c, words in enumerate(row):
                for n, line in enumerate(break_lines(words, 18)):
                    canvas.drawString(columns[c] + 4, 686 - 60 * r - 14 * n, line)
        canvas.drawString(72, 760, "zz")

    paper = read(draw)
    check(paper)
    assert sorted(paper.text.split()) == sorted(["zz", *(w for row in rows for words in row for w in words)])
