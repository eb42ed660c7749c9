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
    (
        "a quotation in a quotation in the middle",
        "<p><q>I <q>go</q> on</q> now</p>",
        "\u201cI \u2018go\u2019 on\u201d now",
    ),
    (
        "ornaments and closed windows",
        "<p>We go<i aria-hidden='true'>*</i>.</p><div aria-hidden='true'>Menu</div>",
        "We go.",
    ),
    ("pull quote", "<div class='pull-quote' aria-hidden='true'>We go.</div>", "We go."),
    ("article behind a window", "<div aria-hidden='true'><h1>A</h1><p>We go.</p></div>", "A\nWe go."),
    ("template that is shown", "<x-y><template shadowrootmode='open'><p>We go.</p></template></x-y>", "We go."),
    ("template that is not", "<template><p>a</p></template><p>b</p>", "b"),
    ("note in brackets", "<p>We go<a href='#n1'>[1]</a> on.</p>", "We go on."),
    ("link in brackets", "<p>We go <a href='/a'>[1]</a> on.</p>", "We go [1] on."),
    ("a space on both sides of a tag", "<p>We go <b> on</b> now.</p>", "We go on now."),
    ("tabs of empty cells", "<table><tr><td>a</td><td> </td><td></td><td>b</td></tr></table>", "a\tb"),
    ("preformatted", "<pre>Q:  a\nA:  b</pre>", "Q:  a\nA:  b"),
]


@pytest.mark.parametrize(("body", "visible"), [pytest.param(b, v, id=name) for name, b, v in VISIBLE])
def test_visible_text(body: str, visible: str) -> None:
    assert read_document(page(body)).visible_text == visible


def test_struck_words_are_in_neither_text() -> None:
    document = read_document(page(f"{FILLER}<p>We <del>never</del> said it, \u201cnot even once\u201d.</p>{FILLER}"))
    assert "We said it" in " ".join(document.article_text.split())
    assert "never" not in document.article_text + document.visible_text


IN_ARTICLE = [
    ("a day within a sentence", "<p>“We meet <time datetime='2026-01-01'>tomorrow</time> at the gate,” she said.</p>"),
    ("a quotation in a quotation", "<p>She said: <q>We meet <q>tomorrow</q> at the gate</q>, and went.</p>"),
    (
        "marks of stress",
        "<p>“We <mark>meet</mark> <small>tomorrow</small> at <u>the</u> <kbd>gate</kbd>,” she said.</p>",
    ),
    ("parts of words", "<p>“We m<b>ee</b>t to<wbr>mor<i>row</i> at t<span>he</span> gate,” she said.</p>"),
    (
        "a first letter of its own",
        "<p><span class='cap'>W</span>e meet tomorrow at the gate, she said to all of them.</p>",
    ),
]


@pytest.mark.parametrize("body", [pytest.param(body, id=name) for name, body in IN_ARTICLE])
def test_extraction_keeps_the_words_of_a_sentence_together(body: str) -> None:
    document = read_document(page(FILLER + body + FILLER))
    words = " ".join(document.article_text.translate(dict.fromkeys(map(ord, "‘’"))).split())
    assert "We meet tomorrow at the gate" in words


def test_article_that_the_page_only_states() -> None:
    stated = "The harbour stays with the town, she said, and nobody is going to sell one metre of it. " * 8
    markup = f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{stated}"}}</script>'
    document = read_document(f"<html><head>{markup}</head><body><div id='root'></div></body></html>".encode())
    assert "nobody is going to sell one metre of it" in document.article_text
    assert document.quality == 0.5
    assert (
        document.problem
        == "The page itself shows hardly any of the article: the text is what it states for search engines."
    )


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
