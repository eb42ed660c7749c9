"""Markdown: the words without the marks and addresses."""

import time

import pytest

from factcheck.fetch.read import read_document

BLOCKS = [
    ("emphasis inside words", "We *un*veil it, 5*3*2 times, **long**er.", "We unveil it, 5*3*2 times, longer."),
    ("a note's words are read", "We will.[^1]\n\n[^1]: Never before.", "We will.\nNever before."),
    ("a label in brackets", "[MS. ROE]: We will close it.", "[MS. ROE]: We will close it."),
    ("an address with a title", 'See [it][a].\n\n[a]: https://example.org "We sink it"', "See it."),
    ("wrapped paragraph", "We will\ngo on.", "We will go on."),
    ("paragraphs", "One.\n\nTwo.", "One.\nTwo."),
    ("heading", "## The *title* ##\nText.", "The title\nText."),
    ("underlined heading", "Title\n=====\nText.", "Title\nText."),
    ("emphasis", "**bold** *it* __b__ _i_ ***both***", "bold it b i both"),
    ("no emphasis", "snake_case_name and 2*3*4", "snake_case_name and 2*3*4"),
    ("escaped", "\\*not\\* \\_it\\_", "*not* _it_"),
    ("struck", "We ~~never~~ said <del>not</del> it.", "We said it."),
    ("struck by one mark", "We ~never~ said 5~6 and H~2~O.", "We said 5~6 and H~2~O."),
    ("wiki links", "He met [[Ann Roe|the mayor]] and [[Bob]].", "He met the mayor and Bob."),
    ("hidden block", "<div hidden>never</div>\n\n<p style='display:none'>not</p>\n\nWe go.", "We go."),
    (
        "table without edges",
        "Who | Words\n--- | ---\nAnn | We go\nBob | We stay",
        "Who\tWords\nAnn\tWe go\nBob\tWe stay",
    ),
    ("stroke in a sentence", "We go | we stay.", "We go | we stay."),
    ("shortcut", "See [the page] and [sic].\n\n[the page]: https://example.org", "See the page and [sic]."),
    ("break by a mark", "One,\\\ntwo.", "One,\ntwo."),
    ("lines of a talk", "Ann: We go.\nBob: No.\nAnn: Yes.", "Ann: We go.\nBob: No.\nAnn: Yes."),
    ("link", 'He said [we go](https://example.org/a_(b) "t") on.', "He said we go on."),
    ("reference", "He said [we go][1] on.\n\n[1]: https://example.org", "He said we go on."),
    ("image", "He ![a photo](x.png)said.", "He said."),
    ("autolink", "See <https://example.org/x> there.", "See there."),
    ("bare address", "We will never https://example.org/a_b?c=1 sell it.", "We will never sell it."),
    ("footnote", "We go[^1] on.", "We go on."),
    ("list", "- one\n- two\n  goes on\n1. three", "one\ntwo goes on\nthree"),
    ("quotation", '> "We go\n> on," he said.', '"We go on," he said.'),
    ("table", "| who | what |\n|---|---|\n| PSAKI | Hello |", "who\twhat\nPSAKI\tHello"),
    ("hard break", "One,  \ntwo.", "One,\ntwo."),
    ("code", "The `word` here\n\n```\nx = [1](2)\n```", "The word here\nx = 1"),
    ("comment and tags", "A <!-- not\nthis -->b <b>c</b>", "A b c"),
    ("entities", "caf&eacute; &amp;", "caf\u00e9 &"),
]


@pytest.mark.parametrize(("markup", "text"), [pytest.param(markup, text, id=name) for name, markup, text in BLOCKS])
def test_words(markup: str, text: str) -> None:
    assert read_document(markup.encode(), name="a.md").article_text == text


def test_front_matter_links_and_title() -> None:
    markup = '---\ntitle: "The title"\ndate: 2026-01-02\nauthor: A\n---\n# Other\n\n[words](https://example.org/a)'
    document = read_document(markup.encode(), name="a.md")
    assert (document.title, document.published_at, document.author) == ("The title", "2026-01-02", "A")
    assert [(link.url, link.words) for link in document.links] == [("https://example.org/a", "words")]
    assert document.article_text == "Other\nwords"


def test_bold_names_before_colons_speak() -> None:
    document = read_document(b"**Anna Berg:** We keep it.\n\n**Carl Dorn**: Why?\n\n**Anna Berg:** So.", name="a.md")
    assert [turn.speaker for turn in document.turns] == ["Anna Berg", "Carl Dorn", "Anna Berg"]


@pytest.mark.parametrize(
    "filler",
    [
        "[",
        "[[",
        "~a",
        "<div hidden>",
        "Ann: a\n",
        "*a",
        "[a](",
        "~~a",
        "<!--",
        "`",
        "_a ",
        "|",
        "> ",
        "<a ",
        "![",
        "\\",
    ],
)
def test_repeated_marks_take_seconds(filler: str) -> None:
    began = time.process_time()
    read_document((filler * 400_000).encode(), name="a.md")
    assert time.process_time() - began < 5
