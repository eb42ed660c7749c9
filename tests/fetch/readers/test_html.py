"""HTML: article, visible words, metadata, links; pages made to be hard."""

import time

import pytest

from factcheck.fetch.read import read_document

FILLER = "".join(
    f"<p>The minister spoke for a long time about the budget, and the figure of {number} million was named again.</p>"
    for number in range(10, 22)
)


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html lang='en'><head>{head}</head><body><article>{body}</article></body></html>".encode()


VISIBLE = [
    ("blocks are lines", "<p>One.</p><p>Two.</p>", "One.\nTwo."),
    ("line break", "<p>One.<br>Two.</p>", "One.\nTwo."),
    ("line end in a sentence is a space", "<p>We will\n   go on.</p>", "We will go on."),
    ("inline marks join", "<p>un<b>believ</b>able <i>words</i></p>", "unbelievable words"),
    ("struck words", "<p>We <del>never</del> <s>ever</s> <strike>too</strike>said it.</p>", "We said it."),
    ("struck by style", "<p>We <span style='text-decoration: line-through'>never </span>said it.</p>", "We said it."),
    ("hidden", "<p hidden>a</p><p style='display:none'>b</p><p>c</p>", "c"),
    ("scripts and forms", "<script>a</script><style>b</style><noscript>c</noscript><p>d</p>", "d"),
    ("quotation element", "<p>He said <q>we go <q>on</q></q>.</p>", "He said \u201cwe go \u2018on\u2019\u201d."),
    ("quotation element that has marks", "<p>He said <q>\u201cwe go\u201d</q>.</p>", "He said \u201cwe go\u201d."),
    ("footnote number", "<p>We go<sup><a href='#n1'>[1]</a></sup> on.</p>", "We go on."),
    ("a power is no footnote", "<p>10<sup>2</sup> times</p>", "10² times"),
    ("table row", "<table><tr><td>MS. PSAKI</td><td>Hello.</td></tr></table>", "MS. PSAKI\tHello."),
    ("entities", "<p>caf&eacute; &#8220;x&#8221; &amp;</p>", "caf\u00e9 \u201cx\u201d &"),
    ("preformatted", "<pre>Q:  a\nA:  b</pre>", "Q:  a\nA:  b"),
]


@pytest.mark.parametrize(("body", "visible"), [pytest.param(b, v, id=name) for name, b, v in VISIBLE])
def test_visible_text(body: str, visible: str) -> None:
    assert read_document(page(body)).visible_text == visible


def test_struck_words_are_in_neither_text() -> None:
    document = read_document(page(f"{FILLER}<p>We <del>never</del> said it, \u201cnot even once\u201d.</p>{FILLER}"))
    assert "We said it" in " ".join(document.article_text.split())
    assert "never" not in document.article_text + document.visible_text


def test_metadata() -> None:
    head = (
        "<title>T - Site</title><meta property='og:title' content='The  title'>"
        "<meta property='og:site_name' content='The Site'><link rel='canonical' href='/a'>"
        '<script type="application/ld+json">{"datePublished": "2026-01-02T03:04:05Z", '
        '"isAccessibleForFree": false}</script>'
    )
    document = read_document(page(FILLER, head), url="https://example.org/x?y")
    assert document.title == "The title"
    assert document.site_name == "The Site"
    assert document.published_at == "2026-01-02T03:04:05+00:00"
    assert document.language == "en"
    assert document.canonical_url == "https://example.org/a"
    assert document.is_paywalled


def test_links_are_those_of_the_article() -> None:
    menu = "<nav><ul><li><a href='/home'>Home</a></li></ul></nav>"
    last = "<p>As <a href='/record#part'>the record</a> of the hearing shows, it was said there first.</p>"
    document = read_document(page(menu + FILLER + last), url="https://example.org/story")
    assert [(link.url, link.words) for link in document.links] == [("https://example.org/record", "the record")]


def test_transcript_that_extraction_misses_is_read_from_the_visible_text() -> None:
    rows = "".join(f"<dt>MS. PSAKI:</dt><dd>We said it {n} times.</dd><dt>Q:</dt><dd>When?</dd>" for n in range(60))
    document = read_document(page(f"<dl>{rows}</dl>"))
    assert "We said it 41 times." in document.article_text


def test_encodings_of_pages() -> None:
    text = "<html><head><meta charset='{}'></head><body><p>caf\u00e9 \u201cquote\u201d</p></body></html>"
    assert "caf\u00e9 \u201cquote\u201d" in read_document(text.format("windows-1252").encode("cp1252")).visible_text
    assert "caf\u00e9 \u201cquote\u201d" in read_document(text.format("utf-8").encode("utf-16")).visible_text
    wrong = read_document(text.format("utf-8").encode(), content_type="text/html; charset=iso-8859-1")
    assert "caf\u00e9 \u201cquote\u201d" in wrong.visible_text


HARD = [
    ("200,000 nested tags", b"<div>" * 200_000 + b"deep words" + b"</div>" * 200_000, "deep words"),
    ("2,000,000 nested tags", b"<b>" * 2_000_000 + b"deep words", "deep words"),
    ("angle brackets", b"<p>deep words</p>" + b"<" * 3_000_000, "deep words"),
    ("unclosed comments", b"<p>deep words</p>" + b"<!--" * 1_000_000, "deep words"),
    ("attributes", b"<p " + b"a=1 " * 1_000_000 + b">deep words</p>", "deep words"),
    ("nested tables", b"<table><tr><td>" * 30_000 + b"deep words", "deep words"),
    (
        "5 MB of paragraphs",
        b"<p>He said we will go and <b>left</b> it.</p>\n" * 110_000 + b"<p>deep words</p>",
        "deep words",
    ),
]


@pytest.mark.slow
@pytest.mark.parametrize(("body", "found"), [pytest.param(b, f, id=name) for name, b, f in HARD])
def test_hard_pages_are_read_in_seconds(body: bytes, found: str) -> None:
    began = time.process_time()
    document = read_document(b"<html><body>" + body)
    assert found in document.visible_text
    assert time.process_time() - began < 15
