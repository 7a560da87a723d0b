"""Pages that are not the paper."""

import pytest

from pipeline.ingest.read import read
from pipeline.ingest.sniff import media_type
from pipeline.ingest.source import ReadError, Source
from schemas.states import State

PROSE = "<p>The council will mend the weir and report on it to the panel in the spring of next year.</p>" * 12


def state(markup: str, file: str = "report.pdf") -> tuple[State, str]:
    with pytest.raises(ReadError) as caught:
        read(Source(file, markup.encode()))
    return caught.value.state, caught.value.reason


@pytest.mark.parametrize(
    "markup",
    [
        "<html><head><title>Access Denied</title></head><body><h1>Access Denied</h1><p>Denied.</p></body></html>",
        "<html><body><iframe src='/_Incapsula_Resource'>Request unsuccessful. Incident ID: 12-34</iframe>"
        "<p>Request unsuccessful.</p></body></html>",
        "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>Verify you are human</body></html>",
        "<html><head><title>404 - File or directory not found.</title></head><body><h2>Server Error</h2></body></html>",
    ],
)
def test_a_block_page_in_the_place_of_a_document(markup: str) -> None:
    found, reason = state(markup)
    assert found is State.UNSUPPORTED
    assert "block page; fetch the file again by hand" in reason


def test_a_refusal_that_only_scripts_or_frames_print() -> None:
    page = "<html><head><title>Request unsuccessful</title></head><body><iframe>Support ID 7</iframe></body></html>"
    assert state(page)[0] is State.UNSUPPORTED


def test_a_page_without_words() -> None:
    assert state("<html><body><script>run()</script><div> </div></body></html>")[0] is State.EMPTY


def test_a_report_that_speaks_of_access_is_read() -> None:
    paper = read(Source("report.pdf", f"<html><body><h1>Access denied to sites</h1>{PROSE}</body></html>".encode()))[0]
    assert paper.media_type == "text/html"


@pytest.mark.parametrize(
    "data",
    [
        b"<!doctype HTML><p>a",
        b"\xef\xbb\xbf\r\n<html>",
        b"<!-- saved from url=(0014)about:internet -->\n<html><p>a",
        b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"><html>',
        b"\xff\xfe" + "<html><p>a".encode("utf-16-le"),
        b"  <HEAD><title>a</title>",
    ],
)
def test_pages_are_known_by_their_first_bytes(data: bytes) -> None:
    assert media_type(data) == "text/html"


@pytest.mark.parametrize(
    "data", [b"Report of <html> writers", b"# Title\n<p>a</p>", b"<headline>x", b"<!-- a note -->\nText"]
)
def test_other_texts_are_no_pages(data: bytes) -> None:
    assert media_type(data) == "text/plain"
