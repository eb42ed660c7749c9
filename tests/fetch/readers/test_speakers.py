"""Speakers that a page names by its markup, in layouts as transcripts and interviews have them."""

import time

import pytest

from factcheck.fetch.read import read_document
from factcheck.text import Match, SourceText, compare

SAYS = "We will keep the harbour for the {n} children of the town, and nobody will sell it."
ASKS = "Why so, in {n} words, and who pays for all of it?"
NAMES = ("Anna Berg", "Carl Dorn")


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html lang='en'><head>{head}</head><body>{body}</body></html>".encode()


def talk(turn: str, names: tuple[str, str] = NAMES, count: int = 12) -> str:
    """The turns of a talk; in the markup of a turn, NAME and WORDS stand for the name and the words."""
    return "".join(
        turn.replace("NAME", names[number % 2]).replace("WORDS", (SAYS, ASKS)[number % 2].format(n=number))
        for number in range(count)
    )


STORY = "".join(
    f"<p>The minister spoke for a long time about the budget, and the figure of {number} million was named again.</p>"
    for number in range(10, 22)
)

INTRO = "The council of the town met in the old harbour hall until late at night, and spoke of many things."
HEAD = "<tr><th>{}</th><th>{}</th></tr>"
LAYOUTS = [
    ("name and colon", talk("<p>NAME: WORDS</p>")),
    ("bold name and colon", talk("<p><strong>NAME:</strong> WORDS</p>")),
    ("bold name, colon behind", talk("<p><b>NAME</b>: WORDS</p>")),
    ("bold name at the beginning", talk("<p><strong>NAME</strong> WORDS</p>")),
    ("bold name on a line of its own", talk("<p><strong>NAME</strong></p><p>WORDS</p>")),
    ("bold name before a break", talk("<p><strong>NAME</strong><br>WORDS</p>")),
    ("bold name in a span", talk("<p><span><strong>NAME</strong></span> WORDS</p>")),
    ("heading", talk("<h4>NAME</h4><p>WORDS</p>")),
    ("list of terms", f"<dl>{talk('<dt>NAME</dt><dd>WORDS</dd>')}</dl>"),
    ("table of two columns", f"<table>{talk('<tr><td>NAME</td><td>WORDS</td></tr>')}</table>"),
    ("table with times", f"<table>{talk('<tr><td>00:12</td><td>NAME</td><td>WORDS</td></tr>')}</table>"),
    ("name in brackets", talk("<p>[NAME] WORDS</p>")),
    ("span that says so", talk("<p><span class='speaker'>NAME</span> WORDS</p>")),
    ("block that says so", talk("<div><div class='speaker-name'>NAME</div><div class='text'>WORDS</div></div>")),
    ("cite", talk("<p><cite>NAME</cite> WORDS</p>")),
    ("class that names", talk("<div><span class='name'>NAME</span><p>WORDS</p></div>")),
    ("lines of two classes", talk("<p class='who'>NAME</p><p class='what'>WORDS</p>")),
    ("columns", talk("<div class='row'><div class='col-2'>NAME</div><div class='col-10'>WORDS</div></div>")),
    ("chat", talk("<li><b class='user'>NAME</b><time>10:32</time><div class='body'>WORDS</div></li>")),
    ("name and time", talk("<p>NAME 10:32</p><p>WORDS</p>")),
    ("bold name and time", talk("<p><b>NAME</b> 10:32</p><p>WORDS</p>")),
    ("bold name and time in brackets", talk("<p><b>NAME</b> (10:32)</p><p>WORDS</p>")),
    ("time and bold name", talk("<p><span>[00:10:32]</span> <b>NAME</b> WORDS</p>")),
    ("summary", talk("<details open><summary>NAME</summary><p>WORDS</p></details>")),
    ("italics", talk("<p><i>NAME</i> WORDS</p>")),
    ("link", talk("<div><a href='/p'>NAME</a><p>WORDS</p></div>")),
    ("link of a member", talk("<div><a class='member-name' href='/m'>NAME</a> <p>WORDS</p></div>")),
    ("bold by a style", talk("<p><span style='font-weight:bold'>NAME</span> WORDS</p>")),
    ("property", talk("<div><span itemprop='name'>NAME</span><div itemprop='text'>WORDS</div></div>")),
    ("bold name with a stop", f"<ol>{talk('<li><p><b>NAME.</b> WORDS</p></li>')}</ol>"),
    ("attribute", talk("<p data-speaker='NAME'>WORDS</p>")),
    ("attribute of a box", talk("<div data-speaker='NAME'><p>WORDS</p></div>")),
    ("cite behind", talk("<blockquote><p>WORDS</p><cite>NAME</cite></blockquote>")),
    ("footer behind", talk("<blockquote><p>WORDS</p><footer>— NAME</footer></blockquote>")),
    ("caption behind", talk("<figure><blockquote>WORDS</blockquote><figcaption>— NAME</figcaption></figure>")),
    ("line behind a dash", talk("<p>“WORDS”</p><p>— NAME</p>")),
    (
        "last cell",
        f"<table><tr><th>Text</th><th>Said by</th></tr>{talk('<tr><td>WORDS</td><td>NAME</td></tr>')}</table>",
    ),
    ("one paragraph with breaks", f"<table><tr><td>{talk('<b>NAME:</b> WORDS<br><br>')}</td></tr></table>"),
]


@pytest.mark.parametrize("body", [pytest.param(body, id=name) for name, body in LAYOUTS])
def test_speakers_are_found(body: str) -> None:
    document = read_document(page(body))
    assert [turn.speaker for turn in document.turns] == list(NAMES) * 6
    spoken = document.article_text[document.turns[0].words_start : document.turns[0].end]
    assert spoken.lstrip(" \n“").startswith("We will keep the harbour for the 0 children")
    assert "Why so" not in spoken
    words = "We will keep the harbour for the 4 children of the town"
    comparison = compare(words, SourceText(document.article_text, turns=document.turns), speaker="Berg")
    assert (comparison.match, comparison.recorded_speaker) == (Match.EXACT, "Anna Berg")


# As parliaments, broadcasters, podcasts and posts lay them out.
ODD_LAYOUTS = [
    (
        "name and office in one heading",
        "<div><h2 class='speech__speaker'><a><strong class='speech__speaker__name'>NAME</strong> <small>Labour, Lynn"
        "</small></a></h2><div><p>WORDS</p></div></div>",
    ),
    (
        "member with a constituency",
        "<div><div class='header'><h2 class='attributed-to'><a><div>NAME</div><div>(Lynn) (Lab)</div></a></h2>"
        "</div><div class='content'><p>WORDS</p></div></div>",
    ),
    ("member and group before a dash", "<p><b>NAME (PPE).</b> – WORDS</p>"),
    ("member and party on a line", "<p class='redner'>NAME (SPD):</p><p class='J'>WORDS</p>"),
    ("office in brackets", "<p class='Speech'><strong>NAME (Minister of Ports)</strong>: WORDS</p>"),
    ("colon in bold of its own", "<p><strong>NAME</strong><strong>:</strong> WORDS</p>"),
    ("space before the colon", "<p><strong>NAME :</strong> WORDS</p>"),
    ("underlined", "<p><u>NAME</u>: WORDS</p>"),
    ("coloured", "<p><font color='red'>NAME:</font> WORDS</p>"),
    ("wide colon", "<p>NAME：WORDS</p>"),
    ("time and name in a box", "<div><div><span>00:10:32</span><span class='name'>NAME</span></div><p>WORDS</p></div>"),
    ("name and button of a time", "<div><div><span>NAME</span><button>10:32</button></div><div>WORDS</div></div>"),
    (
        "name, time and words in spans",
        "<div><span class='ts-name'>NAME</span><span><a href='#'>(00:10:32)</a> </span><span>WORDS</span></div>",
    ),
    ("linked time before the colon", "<p>NAME (<u><a href='#'>00:12</a></u>):<br>WORDS</p>"),
    ("time in brackets before a label", "<p>[00:10:32] NAME: WORDS</p>"),
    (
        "sender and time of day",
        "<div><span class='c__sender'>NAME</span><a class='c__time'>10:32 AM</a><div class='c__body'>WORDS</div></div>",
    ),
    (
        "portrait before the name",
        "<div><img src='a.jpg' alt='x'><div><strong>NAME</strong><div>WORDS</div></div></div>",
    ),
    ("element of its own kind", "<speaker-turn speaker='NAME'><p>WORDS</p></speaker-turn>"),
    ("heading by its role", "<div role='heading' aria-level='4'>NAME</div><p>WORDS</p>"),
    ("office below the name", "<div><hgroup><h4>NAME</h4><p>Mayor of Lynn</p></hgroup><p>WORDS</p></div>"),
    (
        "cite and office in a caption",
        "<figure><blockquote><p>WORDS</p></blockquote><figcaption><cite>NAME</cite><span> Mayor of Lynn</span>"
        "</figcaption></figure>",
    ),
    (
        "name before a work",
        "<figure><blockquote>WORDS</blockquote><figcaption>NAME, <cite>Lynn</cite></figcaption></figure>",
    ),
    ("post", "<blockquote><p>WORDS</p>&mdash; NAME (@nick) <a href='#'>March 3, 2024</a></blockquote>"),
    ("name and office in a list", "<li><strong>NAME, mayor:</strong> WORDS</li>"),
]
COLUMNS = [
    ("first of a table with heads", "<tr><th>Speaker</th><th>Words</th></tr>", "<tr><th>NAME</th><td>WORDS</td></tr>"),
    (
        "behind times",
        "<tr><th>Time</th><th>Speaker</th><th>Text</th></tr>",
        "<tr><td>10:32</td><td>NAME</td><td>WORDS</td></tr>",
    ),
    ("last of a table with heads", "<tr><th>Text</th><th>Speaker</th></tr>", "<tr><td>WORDS</td><td>NAME</td></tr>"),
]
ODD_NAMES = [
    ("of eastern Europe", ("Škoda Říha", "Łukasz Żak")),
    ("in Cyrillic", ("Анна Берг", "Карл Дорн")),
    ("with small words", ("Anna O’Neill-Berg", "Carl von der Dorn")),
    ("with titles", ("Dr. Anna Berg", "Prof. Carl Dorn")),
]
ODD = [
    *(pytest.param(talk(turn), NAMES, id=name) for name, turn in ODD_LAYOUTS),
    *(pytest.param(f"<table>{head}{talk(row)}</table>", NAMES, id=name) for name, head, row in COLUMNS),
    *(pytest.param(talk("<p><strong>NAME:</strong> WORDS</p>", names), names, id=name) for name, names in ODD_NAMES),
]


@pytest.mark.parametrize(("body", "names"), ODD)
def test_every_answer_has_its_speaker(body: str, names: tuple[str, str]) -> None:
    document = read_document(page(body))
    source = SourceText(document.article_text, turns=document.turns)
    for number in range(12):
        comparison = compare((SAYS, ASKS)[number % 2].format(n=number), source)
        assert comparison.match is Match.EXACT
        assert names[number % 2] in (comparison.recorded_speaker or "")


BEHIND = [
    ("of classes", talk("<div class='quote'>WORDS</div><div class='author'>NAME</div>")),
    ("in a box", talk("<div><div class='quote'>WORDS</div><div class='author'>NAME</div></div>")),
    ("in bold", talk("<p>WORDS</p><p><strong>NAME</strong></p>")),
    ("in bold behind marks", talk("<p>“WORDS”<br><strong>NAME</strong></p>")),
    ("on a line", talk("<p>WORDS</p><p>NAME</p>")),
    ("in a span", talk("<p>WORDS</p><span class='name'>NAME</span>")),
    ("in a list", f"<ul>{talk('<li>WORDS <b>NAME</b></li>')}</ul>"),
    ("of terms", f"<dl>{talk('<dd>WORDS</dd><dt>NAME</dt>')}</dl>"),
    ("of a heading", talk("<p>“WORDS”</p><h4>NAME</h4>")),
    ("in bold, between others", f"<p>{INTRO}</p>{talk('<p>WORDS</p><p><b>NAME</b></p>')}<p>{INTRO}</p>"),
    ("under a byline", f"<p class='name'>Eva Falk</p>{talk('<p class=q>WORDS</p><p class=name>NAME</p>')}"),
    (
        "of whom is spoken",
        f"<table>{HEAD.format('Quote', 'About')}{talk('<tr><td>WORDS</td><td>NAME</td></tr>')}</table>",
    ),
]
# Names that are no speaker's, or stand where nobody can tell whose words are theirs.
NOBODYS = [
    ("dashes before words, between others", f"<p>{INTRO}</p>{talk('<p>— NAME</p><p>WORDS</p>')}"),
    ("authors of posts", talk("<div class=post><span class=author>NAME</span><p>“WORDS” the mayor said.</p></div>")),
    ("to whom", f"<table>{HEAD.format('To', 'Message')}{talk('<tr><td>NAME</td><td>WORDS</td></tr>')}</table>"),
    ("claims and rulings", talk("<p><b>NAME:</b> WORDS</p>", ("Claim", "Rating"))),
    ("days", f"<table>{talk('<tr><td>NAME</td><td>WORDS</td></tr>', ('Monday', 'Tuesday'))}</table>"),
    ("summaries", talk("<details open><summary>NAME</summary><p>WORDS</p></details>", ("Parking", "Tickets"))),
    ("tags", talk("<div class=tag>NAME</div><div>WORDS</div>", ("Breaking", "Analysis"))),
    ("places", talk("<p><em>NAME</em> WORDS</p>", ("Washington", "London"))),
    ("papers", talk("<blockquote>WORDS<footer>NAME</footer></blockquote>", ("The New York Times", "The Post"))),
    ("agencies", talk("<figure><p>WORDS</p><figcaption>NAME</figcaption></figure>", ("Getty Images", "Reuters"))),
]


@pytest.mark.parametrize("body", [pytest.param(body, id=name) for name, body in NOBODYS])
def test_names_that_are_nobodys(body: str) -> None:
    document = read_document(page(f"<article>{body}</article>"))
    words = "We will keep the harbour for the 4 children of the town"
    comparison = compare(words, SourceText(document.article_text, turns=document.turns), speaker="Dorn")
    assert (comparison.match, comparison.recorded_speaker) == (Match.EXACT, None)


@pytest.mark.parametrize("unit", ["<p data-speaker='Anna Roe'></p>", "<p><b>Anna Roe:</b> z <i>q</i> z</p>"])
def test_labels_without_end_take_seconds(unit: str) -> None:
    # Took minutes: each label went over the words of the whole page.
    body = unit * 4_000 + "<p>" + "lorem ipsum dolor " * 60_000 + "</p>"
    began = time.process_time()
    read_document(page(body))
    assert time.process_time() - began < 15


@pytest.mark.parametrize("body", [pytest.param(body, id=name) for name, body in BEHIND])
def test_names_behind_their_words_are_not_taken_for_those_of_the_next(body: str) -> None:
    outro = "<p>The council of the town met in the old harbour hall until late at night.</p>" if "“" in body else ""
    document = read_document(page(f"<article>{body}{outro}</article>"))
    words = "We will keep the harbour for the 4 children of the town"
    comparison = compare(words, SourceText(document.article_text, turns=document.turns), speaker="Dorn")
    assert (comparison.match, comparison.recorded_speaker) in [(Match.EXACT, None), (Match.EXACT, "Anna Berg")]


UNHEARD = [
    ("sr-only", "<p>We will <span class='sr-only'>never </span>sell.</p>"),
    ("visually-hidden", "<p>We will <span class='note visually-hidden'>never </span>sell.</p>"),
    ("closed window", "<dialog><p>We will never sell.</p></dialog>"),
    ("popover", "<div popover><p>We will never sell.</p></div>"),
    ("ruby", "<p>We will <ruby>not<rp>(</rp><rt>never </rt><rp>)</rp></ruby> sell.</p>"),
]


@pytest.mark.parametrize("body", [pytest.param(body, id=name) for name, body in UNHEARD])
def test_what_no_reader_sees_is_not_said(body: str) -> None:
    document = read_document(page(f"<article>{STORY * 3}{body}{STORY}</article>"))
    assert "never " not in document.visible_text + document.article_text


@pytest.mark.parametrize("body", ["<dialog open><p>SEEN</p></dialog>", "<details><p>SEEN</p></details>"])
def test_what_a_reader_can_open_is_read(body: str) -> None:
    assert "SEEN" in read_document(page(f"<article>{STORY * 3}{body}{STORY}</article>")).visible_text


def test_the_time_behind_a_name_is_no_part_of_it() -> None:
    turns = "".join(f"<p>{NAMES[n % 2]} (00:{10 + n}):<br>{(SAYS, ASKS)[n % 2].format(n=n)}</p>" for n in range(12))
    document = read_document(page(turns))
    assert [turn.speaker for turn in document.turns] == list(NAMES) * 6


def test_sounds_in_brackets_are_no_speakers() -> None:
    body = talk("<p>[NAME] WORDS</p>", ("Applause", "Cross Talk"))
    assert read_document(page(body)).turns == ()


def test_roles_stay_with_the_names() -> None:
    names = ("Anna Berg (Lynn) (Lab)", "Carl Dorn, council member")
    document = read_document(page(talk("<p><strong>NAME</strong> WORDS</p>", names)))
    assert {turn.speaker for turn in document.turns} == set(names)


NO_SPEAKERS = [
    ("stress", STORY + "<p><strong>Never Again</strong> will we sell the harbour, she said, and they agreed.</p>" * 6),
    ("headings", "".join(f"<h3>The Harbour In {2000 + n}</h3>{STORY}" for n in range(6))),
    ("a heading that comes back", "".join(f"<h3>Related Stories</h3>{STORY}" for _ in range(6))),
    ("figures", f"<table>{''.join(f'<tr><td>Lynn</td><td>{n} boats</td></tr>' for n in range(9))}</table>{STORY}"),
    ("captions of pictures", "".join(f"{STORY}<p>Photo: The harbour</p>" for _ in range(6))),
]


@pytest.mark.parametrize("body", [pytest.param(body, id=name) for name, body in NO_SPEAKERS])
def test_what_is_no_speaker(body: str) -> None:
    document = read_document(page(f"<article>{body}</article>"))
    assert {turn.speaker for turn in document.turns} <= {"Photo"}
    assert "trafilatura" in document.reader


ACROSS = "We will never sell one metre of the old harbour to anybody at all"
MARKS = [
    ("mark of a page", "<p>We will never sell one metre of the old [[Page S1234]] harbour to anybody at all.</p>"),
    (
        "mark of a column",
        "<p>We will never sell one metre of the old <a name='c'>12 Mar 2020 : Column 312</a> harbour to anybody at all."
        "</p>",
    ),
    (
        "mark of a column between blocks",
        "<p>We will never sell one metre of the old</p><div>Column 312WH</div><p>harbour to anybody at all.</p>",
    ),
    (
        "page in a preformatted record",
        "<pre>We will never sell one metre of the old\n\n[[Page H77]]\n\nharbour to anybody at all.</pre>",
    ),
]


@pytest.mark.parametrize("body", [pytest.param(body, id=name) for name, body in MARKS])
def test_marks_of_pages_are_not_said(body: str) -> None:
    document = read_document(page(STORY + body + STORY))
    for text in (document.article_text, document.visible_text):
        assert compare(ACROSS, SourceText(text)).match in (Match.EXACT, Match.TYPOGRAPHIC)


def test_a_column_that_is_spoken_of_stays() -> None:
    body = "<p>See page 3 and Column 4 of the table, she said.</p>"
    assert "See page 3 and Column 4 of the table" in read_document(page(STORY + body)).visible_text


STRUCK = [
    ("by a class", ".gone, p.old { text-decoration: line-through }", "class='x gone'"),
    ("by a name", "#out{text-decoration-line:line-through;color:red}", "id='out'"),
    ("by a style", "", "style='text-decoration-line: line-through'"),
]


@pytest.mark.parametrize(("sheet", "mark"), [pytest.param(sheet, mark, id=name) for name, sheet, mark in STRUCK])
def test_struck_words_are_not_said(sheet: str, mark: str) -> None:
    body = f"<p>We <span {mark}>never </span>said it.</p>"
    document = read_document(page(STORY + body, f"<style>{sheet}</style>"))
    assert "We said it." in document.visible_text
    assert "never" not in document.article_text


SHORT = [
    pytest.param("<p><b>Ann Roe:</b> {0}</p><p><b>Bob Doe</b>: {1}</p><p><b>Ann Roe:</b> {2}</p>", id="bold-and-colon"),
    pytest.param("<dl><dt>Ann Roe</dt><dd>{0}</dd><dt>Bob Doe<dd>{1}<dt>Ann Roe<dd>{2}</dl>", id="terms"),
    pytest.param(
        "<div><span class=speaker>Ann Roe</span><div>{0}</div></div><div><span class=speaker>Bob Doe</span>"
        "<div>{1}</div></div><div><span class=speaker>Ann Roe</span><div>{2}</div></div>",
        id="elements-of-their-own",
    ),
]


@pytest.mark.parametrize("markup", SHORT)
def test_a_short_interview(markup: str) -> None:
    said = ("We will close it for nine days.", "Nobody should be surprised by it.", "Thank you all very much.")
    frame = "<p>The council met on Tuesday to speak of the old bridge, which carries most of the traffic.</p>" * 3
    page = f"<html><body><article><h1>Talk</h1>{frame}{markup.format(*said)}</article></body></html>"
    document = read_document(page.encode(), name="a.html")
    assert [turn.speaker for turn in document.turns] == ["Ann Roe", "Bob Doe", "Ann Roe"]
    text = document.article_text
    assert [text[turn.words_start : turn.end].strip(" -\n")[:20] for turn in document.turns] == [s[:20] for s in said]


def test_words_in_bold_that_are_no_names() -> None:
    frame = "<p>The council met on Tuesday to speak of the old bridge, which carries most of the traffic.</p>" * 3
    rows = "<p><b>Where:</b> in the town hall.</p><p><b>When:</b> on Monday at nine.</p><p><b>Price:</b> nothing.</p>"
    page = f"<html><body><article><h1>Talk</h1>{frame}{rows}</article></body></html>"
    assert read_document(page.encode(), name="a.html").turns == ()
