"""A made-up news page and what may become of it: noise that is no change, edits that are, copies that prove nothing."""

import re
from collections.abc import Callable

HARBOUR = "We will not close the harbour before the last ferry has found a new berth,"
FARES = "Fares rise by 12 per cent in March, and by no more than that,"
ISLANDS = "The islands were promised a boat every two hours, and that promise stands."
MONEY = "There is no money for a bridge, nor has anyone asked me for one."
TRACKED = [HARBOUR, FARES, ISLANDS, MONEY]

PARAGRAPHS = [
    "The port council met on Tuesday evening to hear what is to become of the old harbour and of the ferries that "
    "use it, after a winter in which two of them lay idle.",
    f"“{HARBOUR}” said Anna Lind, who chairs the council. She spoke for an hour to a full hall.",
    "Residents of the outer islands had come by the early boat. Several of them asked when the timetable would be "
    "published, and were told to wait until the autumn.",
    f"“{FARES}” the operator’s director, Karl Moe, told the meeting. Season tickets are to stay as they are.",
    f"“{ISLANDS}” Lind said. “{MONEY}”",
    "The opposition wants the state to take over both lines. A report on that is due in May, according to the "
    "ministry, which declined to comment on the meeting.",
    "Two of the berths date from 1911. Engineers found cracks in the northern one last year, and the council closed "
    "it for lorries within a week.",
    "A decision is expected on 4 June, when the council meets again in the town hall.",
]
TITLE = "Harbour stays open until ferries have a new berth, council says"
RELATED = [
    "Storm warning issued for the northern coast",
    "Markets close higher after a volatile week",
    "School reopens after repairs to its roof",
]
COMMENTS = ["I read this twice and cannot agree.", "Well said, and about time that somebody did."]

Page = Callable[[], str]


def page(
    paragraphs: list[str] | None = None,
    *,
    title: str = TITLE,
    related: list[str] | None = None,
    comments: list[str] | None = None,
    before: str = "",
    after: str = "",
    head: str = "",
    counter: str = "1,204",
) -> str:
    """The page as HTML; `before` and `after` stand around the article's paragraphs."""
    body = "\n".join(f"<p>{text}</p>" for text in (PARAGRAPHS if paragraphs is None else paragraphs))
    links = "".join(f'<li><a href="/n/{n}">{text}</a></li>' for n, text in enumerate(related or RELATED))
    said = "".join(f'<div class="comment"><p>{text}</p></div>' for text in (COMMENTS if comments is None else comments))
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title} | The Harbour Post</title>{head}'
        "</head><body><header><a href='/'>The Harbour Post</a><nav><ul><li><a href='/n'>News</a></li>"
        "<li><a href='/s'>Sport</a></li><li><a href='/w'>Weather</a></li></ul></nav></header>"
        f"<main><article><h1>{title}</h1><p class='byline'>By Eva Strand, 4 March 2025</p>{before}\n{body}\n{after}"
        f"</article><aside><h2>Most read</h2><ul>{links}</ul><p>Read by {counter} people today</p></aside>"
        f"<section id='comments'><h2>Comments</h2>{said}</section></main>"
        "<footer><p>© The Harbour Post. All rights reserved. Terms and privacy policy.</p></footer></body></html>"
    )


def edited(old: str, new: str, count: int = 1) -> str:
    assert any(old in text for text in PARAGRAPHS), old
    return page([text.replace(old, new, count) for text in PARAGRAPHS])


def swapped(first: int, second: int) -> list[str]:
    order = list(PARAGRAPHS)
    order[first], order[second] = order[second], order[first]
    return order


def without(*numbers: int) -> list[str]:
    return [text for number, text in enumerate(PARAGRAPHS) if number not in numbers]


AD = "<div class='ad'><p>Advertisement. Save 40% on annual plans, today only.</p></div>"
PROMO = "<div class='promo'><a href='/x'>Read also: Storm warning issued for the northern coast</a></div>"
COOKIE_BAR = (
    "<div id='cookie' role='dialog'><p>We use cookies and similar techniques. Read our privacy policy to learn more."
    "</p><button>Accept all</button><button>Reject</button></div>"
)


def inside(html: str, number: int, block: str) -> str:
    """The page with a block after one of the paragraphs."""
    mark = f"{PARAGRAPHS[number]}</p>"
    assert mark in html
    return html.replace(mark, mark + block)


def minified(html: str) -> str:
    html = re.sub(r">\s+<", "><", html)
    return re.sub(r"</(?:p|li)>", "", html)


def amp() -> str:
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    return (
        f"<!doctype html><html amp lang=en><head><meta charset=utf-8><title>{TITLE}</title></head><body>"
        f"<amp-sidebar id=s><ul><li>News<li>Sport</ul></amp-sidebar><article><h1>{TITLE}</h1>"
        f"<amp-img src=/a.jpg alt='The harbour'></amp-img>{body}</article><amp-analytics></amp-analytics></body></html>"
    )


# Nothing of it is a change of the article.
NOISE: list[tuple[str, str | bytes]] = [
    ("nothing", page()),
    ("counter", page(counter="98,311")),
    ("other stories", page(related=[*RELATED[1:], "Champions crowned after extra time in the cup"])),
    ("no other stories", page(related=["News"])),
    ("comments come", page(comments=[*COMMENTS, "Anna Lind should resign, and not only for this.", "Hear, hear."])),
    ("comments go", page(comments=[])),
    ("comment quotes it with a change", page(comments=[HARBOUR.replace("not ", "")])),
    ("comment quotes it", page(comments=[f"She said: {HARBOUR}"])),
    ("advertisement before", page(before=AD)),
    ("advertisement inside", inside(page(), 1, AD)),
    ("promotion inside", inside(page(), 3, PROMO)),
    ("advertisement inside a paragraph's run", inside(inside(page(), 4, AD), 1, PROMO)),
    ("cookie bar", page().replace("<header>", COOKIE_BAR + "<header>")),
    ("cookie bar at the end", page().replace("</body>", COOKIE_BAR + "</body>")),
    ("newsletter", page(after="<div><p>Sign up for our morning newsletter and never miss a story.</p></div>")),
    ("share buttons", inside(page(), 0, "<ul class='share'><li>Share</li><li>Tweet</li><li>312 shares</li></ul>")),
    ("headline on trial", page(title="Ferries first: the harbour stays open, says council")),
    ("updated stamp", page(before="<time>Updated 14:32</time>")),
    ("token", page(head="<meta name='csrf' content='8f3a'><script>var t=17</script>")),
    ("paragraphs swapped", page(swapped(2, 6))),
    ("aside first", page().replace("<main>", "<main><aside><ul><li><a href='/1'>Match</a></li></ul></aside>")),
    ("minified", minified(page())),
    ("capital tags", page().replace("<p>", "<P>").replace("</p>", "</P>")),
    ("divs for paragraphs", page().replace("<p>", "<div>").replace("</p>", "</div>")),
    ("spans", page().replace("harbour before", "<span>harbour</span> <b>before</b>")),
    ("link put on words", page().replace("the last ferry", "<a href='/f'>the last ferry</a>")),
    ("comment in the mark-up", page().replace("the last ferry", "the last<!-- x --> ferry")),
    ("straight marks", page().replace("“", '"').replace("”", '"').replace("’", "'")),
    ("named marks", page().replace("“", "&ldquo;").replace("”", "&rdquo;").replace("’", "&#8217;")),
    ("hard spaces", page().replace("the last ferry", "the\u00a0last&nbsp;ferry")),
    ("soft hyphens", page().replace("harbour before", "har\u00adbour be&shy;fore")),
    ("zero width", page().replace("harbour before", "har\u200bbour before")),
    ("line ends", page().replace(" before the", "\r\n   before the")),
    ("break element", page().replace("the last ferry", "the<br>last ferry")),
    ("windows-1252", page().replace("utf-8", "windows-1252").encode("cp1252")),
    ("utf-16", page().encode("utf-16")),
    ("utf-8 with mark", b"\xef\xbb\xbf" + page().encode()),
    ("amp", amp()),
    ("picture inside", inside(page(), 1, "<figure><img src='/a'><figcaption>In 1911.</figcaption></figure>")),
    ("live box", page(before="<div class='live'><p>Live now: follow the match in our ticker</p></div>")),
    ("hidden copy", page(after=f"<div style='display:none'><p>{HARBOUR.replace('not ', '')}</p></div>")),
    ("pull quote", inside(page(), 2, f"<blockquote class='pull'><p>“{HARBOUR}”</p></blockquote>")),
    ("pull quote shortened", inside(page(), 2, "<aside class='pull'><p>“We will not close the harbour”</p></aside>")),
    ("mobile frame", page().replace("<nav>", "<nav hidden>").replace("<aside>", "<aside hidden>")),
    ("footer rewritten", page().replace("All rights reserved.", "Part of the Post group since 1998.")),
    ("byline moved", page().replace("<p class='byline'>By Eva Strand, 4 March 2025</p>", "")),
]  # fmt: skip

# (name, the page, the tracked passage it touches, what has to come out)
EDITS: list[tuple[str, str, str, str]] = [
    ("one word", edited("last ferry", "first ferry"), HARBOUR, "changed"),
    ("number", edited("12 per cent", "21 per cent"), FARES, "changed"),
    ("number in words", edited("every two hours", "every three hours"), ISLANDS, "changed"),
    ("negation dropped", edited("will not close", "will close"), HARBOUR, "changed"),
    ("negation added", edited("that promise stands", "that promise no longer stands"), ISLANDS, "changed"),
    ("nor", edited("nor has anyone", "and everyone has"), MONEY, "changed"),
    ("most of it dropped", edited(" before the last ferry has found a new berth", ""), HARBOUR, "missing"),
    ("end dropped", edited(" has found a new berth", " has left"), HARBOUR, "changed"),
    ("hedge", edited("Fares rise", "Fares may rise"), FARES, "changed"),
    ("name", edited("The islands were", "The skerries were"), ISLANDS, "changed"),
    ("letter", edited("a new berth", "a new birth"), HARBOUR, "changed"),
    ("two words swapped", edited("promised a boat", "a boat promised"), ISLANDS, "changed"),
    ("quotation deleted", edited(f" “{MONEY}”", ""), MONEY, "missing"),
    ("paragraph deleted", page(without(1)), HARBOUR, "missing"),
    ("reported instead", edited(f"“{HARBOUR}” said Anna Lind,", "The port remains in use for now, said Anna Lind,"),
     HARBOUR, "missing"),
    ("paragraph replaced", page([PARAGRAPHS[0], "The chair made no statement on it.", *PARAGRAPHS[2:]]),
     HARBOUR, "missing"),
    ("edit under noise", inside(edited("12 per cent", "20 per cent"), 6, AD), FARES, "changed"),
    ("edit and other order", page([*swapped(2, 6)[:4], *[text.replace("no money", "money") for text in
                                                         swapped(2, 6)[4:]]]), MONEY, "changed"),
    ("edit, a teaser keeps the old words", page([text.replace("will not close", "will close") for text in PARAGRAPHS],
                                                related=[*RELATED, f"Lind: {HARBOUR}"]), HARBOUR, "changed"),
    ("struck out", edited(HARBOUR, f"<del>{HARBOUR}</del>"), HARBOUR, "missing"),
    ("word struck out", edited("will not close", "will <s>not</s> close"), HARBOUR, "changed"),
    ("number struck, another put in", edited("12 per cent", "<del>12</del> <ins>15</ins> per cent"), FARES, "changed"),
    ("moved into a correction", page([*without(1), "Correction: An earlier version of this article quoted Anna Lind "
                                      f"as saying “{HARBOUR}” which she did not."]), HARBOUR, "changed"),
    ("moved into an editor's note", page([f"Editor’s note: We have removed the words “{HARBOUR}” from this article, "
                                          "as they were not spoken at the meeting.", *without(1)]), HARBOUR, "changed"),
    ("moved to another speaker", edited(f"“{HARBOUR}” said Anna Lind, who chairs the council.",
                                        f"“{HARBOUR}” said Karl Moe, the operator’s director."), HARBOUR, "changed"),
    ("speaker swapped", edited("the operator’s director, Karl Moe, told the meeting", "Anna Lind told the meeting"),
     FARES, "changed"),
]  # fmt: skip


def framed(*lines: str, title: str = TITLE) -> str:
    """The page's frame with other lines in place of the article."""
    return page(list(lines), title=title).replace("<p class='byline'>By Eva Strand, 4 March 2025</p>", "")


def front_page(title: str = "The Harbour Post: news of the coast", lead: str = "") -> str:
    topics = "school roof, ferry timetable, storm damage, fish market, town budget, cup final, art prize, road works"
    teasers = "".join(
        f"<section><h3><a href='/n/{n}-{m}'>Council looks again at the {topic} before vote {n}</a></h3>"
        f"<p>What is known so far of the {topic}, and who wants what in round {n} of the talks.</p></section>"
        for n in range(6)
        for m, topic in enumerate(topics.split(", "))
    )
    return framed(title=title).replace("</h1>", f"</h1>{lead}{teasers}")


# Whatever became of the words, these copies can't tell.
UNTRUSTED: list[tuple[str, str | bytes]] = [
    ("nothing", b""),
    ("no words", "<html><body></body></html>"),
    ("frame alone", framed()),
    ("frame without comments", page([], comments=[])),
    ("script needed", "<html><body><noscript>Please switch on JavaScript.</noscript><div id=app></div></body></html>"),
    ("loading", framed("Loading…")),
    (
        "cookie wall",
        framed(
            "We value your privacy. We and our 412 partners store and read information on a device.",
            "Choose what you accept, or subscribe to read without advertising.",
        ),
    ),
    ("consent page", "<title>Before you go on</title><h1>Your privacy</h1><p>We use cookies.</p><button>OK</button>"),
    ("log in", framed(PARAGRAPHS[0], "Log in to continue reading this article.")),
    ("for subscribers", framed(*PARAGRAPHS[:2], "This article is for subscribers only. Subscribe to keep reading.")),
    ("bot check", "<title>Just a moment...</title><p>Checking your browser before you can go on.</p>"),
    ("too many requests", "<title>Too many requests</title><h1>429</h1><p>You have sent too many requests.</p>"),
    ("maintenance", framed("The site is down for maintenance. Please come back in an hour.")),
    ("server error", "<title>Error</title><h1>500 Internal Server Error</h1><p>Something went wrong on our side.</p>"),
    ("error in the frame", framed("Something went wrong. Please try again later.", title="Error")),
    ("not found", framed("The page you are looking for could not be found.", title="Page not found")),
    ("not found, 200", "<title>404</title><h1>Page not found</h1><p>It may have been moved or removed.</p>"),
    ("article moved or removed", framed("The article you are looking for may have been moved or removed.")),
    ("no longer available", framed("Sorry, this article is no longer available.")),
    ("other country", framed("This content is not available in your country.")),
    ("cut", page()[: len(page()) // 2]),
    ("cut late", page()[: page().index(PARAGRAPHS[6])]),
    ("cut and closed", page()[: page().index(PARAGRAPHS[4])] + "</article></main></body></html>"),
    ("first paragraphs", page(PARAGRAPHS[:3])),
    ("headline alone", f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1></body></html>"),
    ("front page", front_page()),
    ("front page under not found", front_page(lead="<p>We could not find that page. Here is our latest news.</p>")),
    ("search page", front_page(title="Search results", lead="<p>Your search found 48 stories.</p>")),
]

STATEMENTS = [
    "This article has been removed.",
    "This story has been retracted by its editors.",
    "We have withdrawn this article after a complaint, and apologise to those it named.",
    "Editor’s note: this story was unpublished on 9 March because it did not meet our standards.",
    "This content has been removed for legal reasons.",
    "An article that was published here has been withdrawn.",
    "Dieser Artikel wurde zurückgezogen.",
    "Cet article a été retiré par la rédaction.",
    "Este artículo ha sido eliminado.",
]
EXPLAINED = (
    "A review found that two of the meetings it described did not take place as they were told, and that the figures "
    "in it could not be traced to any document. Our reporters spoke to everybody who was named, and none of them could "
    "confirm what was written."
)
WITHDRAWN: list[tuple[str, str, str]] = [
    *((statement[:40], framed(statement), statement) for statement in STATEMENTS),
    ("alone", f"<html><title>The Harbour Post</title><p>{STATEMENTS[0]}</p></html>", STATEMENTS[0]),
    ("explained", framed(STATEMENTS[1], *[EXPLAINED] * 4), STATEMENTS[1]),
    ("title", page([EXPLAINED, EXPLAINED], title=f"RETRACTED: {TITLE}"), f"RETRACTED: {TITLE}"),
]
