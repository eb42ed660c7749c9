"""Files of all kinds through the one door: chosen by their bytes, bounded, never an exception."""

import gzip
import time
from pathlib import Path

import pytest

from factcheck.fetch.read import read_document
from tests.fetch.files import docx_of, paragraph, pdf_of

SRT = b"1\n00:00:01,000 --> 00:00:02,000\nHello there.\n\n2\n00:00:02,000 --> 00:00:03,000\nAgain.\n"
HTML = b"<!DOCTYPE html><html><body><p>Hello there.</p></body></html>"

KINDS = [
    ("page named .txt", HTML, "a.txt", "text/plain", "text/html"),
    ("page without a name", HTML, "", "", "text/html"),
    ("fragment announced as a page", b"<p>Hello there.", "", "text/html; charset=utf-8", "text/html"),
    ("text announced as a page", b"Hello there.", "", "text/html", "text/plain"),
    ("text about markup", b"Hello: use <p> and <b> in it.", "a.txt", "", "text/plain"),
    ("captions named .txt", SRT, "a.txt", "text/plain", "application/x-subrip"),
    ("captions with header", b"WEBVTT\n\n" + SRT, "", "", "text/vtt"),
    ("Markdown by name", b"# Hello\n\nthere.", "a.md", "", "text/markdown"),
    ("PDF announced as text", pdf_of([["Hello there."]]), "a.txt", "text/plain", "application/pdf"),
    ("PDF after a line of rubbish", b"\r\n" + pdf_of([["Hello there."]]), "", "", "application/pdf"),
    (
        "Word announced as nothing",
        docx_of(paragraph("Hello there.")),
        "",
        "application/octet-stream",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    (
        "XHTML",
        b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body>Hello there.</body></html>",
        "",
        "",
        "text/html",
    ),
]


@pytest.mark.parametrize(
    ("raw_bytes", "name", "content_type", "kind"), [pytest.param(*case, id=name) for name, *case in KINDS]
)
def test_kind_is_told_by_the_bytes(raw_bytes: bytes, name: str, content_type: str, kind: str) -> None:
    document = read_document(raw_bytes, name=name, content_type=content_type)
    assert document.type == kind
    assert document.problem is None
    assert "Hello" in document.article_text


UNREADABLE = [
    ("nothing", b"", "empty"),
    ("white space", b" \n\x00 ", "empty"),
    ("random bytes", bytes(range(256)) * 20, "no text to read"),
    ("picture", b"\x89PNG\r\n\x1a\n" + bytes(100), "image/png"),
    ("old Word file", b"\xd0\xcf\x11\xe0" + bytes(1000), ".doc"),
    ("rich text", b"{\\rtf1 hello}", "rtf"),
    ("zip of something", b"PK\x03\x04" + bytes(100), "zip"),
    ("gzip", gzip.compress(HTML), "gzip"),
    ("page without words", b"<html><head><title>x</title></head><body><script>a</script></body></html>", "no words"),
    ("too large", b"a" * (33 << 20), "at most"),
]


@pytest.mark.parametrize(("raw_bytes", "words"), [pytest.param(*case, id=name) for name, *case in UNREADABLE])
def test_problem_is_a_sentence(raw_bytes: bytes, words: str) -> None:
    document = read_document(raw_bytes)
    assert words in (document.problem or "")
    assert (document.problem or "").endswith(".")
    assert (document.article_text, document.quality) == ("", 0.0)


def test_plain_text_keeps_its_words_and_finds_speakers() -> None:
    document = read_document(b"The title\r\n\r\nMS. PSAKI:  Hello.\r\n\r\nQ    When?\r\n")
    assert document.article_text == "The title\n\nMS. PSAKI:  Hello.\n\nQ    When?\n"
    assert document.title == "The title"
    assert [turn.speaker for turn in document.turns] == ["MS. PSAKI", "Q"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("words", ["He said: “We won’t go” — and left.", "首相は「戦争を望まない」と述べた。"])
def test_page_in_utf_16_without_a_mark(words: str, encoding: str) -> None:
    page = f"<html><body><article><p>{words}</p></article></body></html>".encode(encoding)
    assert words in read_document(page, content_type="text/html").visible_text


@pytest.mark.parametrize(
    "unit", [b"MS. PSAKI:  We said it.\n\n", b"word ", b"\n", "caf\u00e9 ".encode("cp1252"), b'"', b"Q: "]
)
def test_ten_megabytes_of_text_take_seconds(unit: bytes) -> None:
    began = time.process_time()
    read_document(b"x" + unit * (10_000_000 // len(unit)))
    assert time.process_time() - began < 15


def test_transcripts_have_turns(shared_data: Path) -> None:
    transcript = (shared_data / "geneva" / "sources" / "wh-psaki-2022-01-10.txt").read_bytes()
    speakers = {turn.speaker for turn in read_document(transcript, name="a.txt").turns}
    assert {"MS. PSAKI", "Q"} <= speakers
