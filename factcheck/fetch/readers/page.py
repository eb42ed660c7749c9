"""An HTML page as a tree: parsed within bounds, cleaned of what its readers can't see, and read as visible text."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any, TypeAlias

from lxml import etree, html

from factcheck.fetch.exceptions import UnreadableFile
from factcheck.fetch.readers.numbering import LONE_MARK, without_page_marks

Element: TypeAlias = html.HtmlElement


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


# Never shown, or not words: nothing inside is read.
UNSEEN = _names(
    "script style noscript template head title textarea select option datalist svg math iframe object embed applet "
    "canvas audio video rp rt map frameset noframes"
)
STRUCK = frozenset({"del", "s", "strike"})
BLOCKS = _names(
    "address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main menu nav ol p pre section summary table tbody "
    "tfoot thead tr ul"
)
CELLS = frozenset({"td", "th"})
OPENED = ("body", "main", "article", "h1", "blockquote")
PROGRAMS = ("script", "style", "svg", "template")
KEEP_LINES = ("pre", "script", "style", "textarea")
WEIGHTLESS = UNSEEN | {"a", "nav", "footer", "aside", "form", "button"}
PARAGRAPHS = _names("p li dd dt td th blockquote h1 h2 h3 h4 h5 h6 figcaption div section article pre")

MAIN_SHARE = 0.6  # a guess: at half a page of two columns is cut in two, at three quarters sidebars stay in
# What pages and their frameworks call words for screen readers alone: "Image caption", "opens in a new window".
HIDDEN_CLASSES = _names(
    "sr-only visually-hidden visuallyhidden u-visually-hidden screen-reader-text screen-reader-only screenreader "
    "screenreader-only sr-text assistive-text element-invisible a11y-hidden hidden-visually is-visually-hidden "
    "offscreen"
)
HIDDEN_STYLE = re.compile(r"display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden", re.IGNORECASE)
STRUCK_STYLE = re.compile(r"text-decoration[a-z-]{0,10}\s{0,5}:[^;]{0,40}line-through", re.IGNORECASE)
# Runs of white space, and single ones that are no plain space: most spaces of a page are as they should be.
WHITE_SPACE = re.compile(
    r"[ \t\r\n\f\xa0\u2000-\u200a\u202f\u205f\u3000]{2,}|[\t\r\n\f\xa0\u2000-\u200a\u202f\u205f\u3000]"
)
SIMPLE_SELECTOR = re.compile(r"\s{0,9}\w{0,20}([.#][\w-]{1,80})\s{0,9}")
LONGEST_SHEET = 200_000
LONGEST_RULE = 1000
LONGEST_SELECTORS = 300
LONGEST_PAGE_MARK = 40
ASCII_SPACE = re.compile(r"[ \t\r\n]+")
FOOTNOTE_MARK = re.compile(r"\[?(?:\d{1,3}|[a-z*†‡])\]?")
LONGEST_FOOTNOTE_MARK = 5
BRACKETED_NOTE = re.compile(r"\[\d{1,3}\]")
# A word of four letters and more, or the mark that ends a clause: what a note hangs on, and no unit (km², ft³) does.
NOTED = re.compile(r"(?:[^\W\d_]{4}|[^\W\d_][.,;:!?”\"'’)]{1,3})$")
RAISED = re.compile(r"[+-]?\d{1,6}")
SUPERSCRIPTS = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
SUBSCRIPTS = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")


def parse(markup: str) -> Element:
    """The page's tree. Raises UnreadableFile where there is none; TooDeep where tags are nested beyond sense."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True)
    # lxml.html asks a Python function for the class of every element it meets, again and again; forms are all it tells.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=html.HtmlElement))
    try:
        tree = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise_if_out_of_memory(parser.error_log)
        raise UnreadableFile("The page holds no HTML that could be read.") from error
    raise_if_out_of_memory(parser.error_log)
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise TooDeep
    return tree


def raise_if_out_of_memory(errors: Iterable[Any]) -> None:
    """Raise MemoryError where libxml2 ran out of it, which lxml reports as one more syntax error."""
    if any(entry.type == etree.ErrorTypes.ERR_NO_MEMORY for entry in errors):
        raise MemoryError


class TooDeep(Exception):
    """Tags are nested more deeply than the parser goes; what lies beyond is missing from its tree."""


def clean(tree: Element) -> None:
    """Remove from the tree, in place, what is not read as said: hidden and struck words, marks of notes and pages.

    `<q>` gets the marks a browser shows around it; line ends inside running text become the spaces they are shown as.
    """
    struck = _struck_by_sheets(tree)
    _drop_programs(tree)
    _drop_closed(tree)
    lined = frozenset(inner for outer in tree.iter(*KEEP_LINES) for inner in outer.iter())
    for element in list(tree.iter(etree.Element)):
        parent, tag = element.getparent(), element.tag
        if parent is None:
            continue
        if element.tail:
            element.tail = _running(element.tail, keeps_lines=parent in lined)
        if element.text and tag not in UNSEEN:
            element.text = _running(element.text, keeps_lines=element in lined)
        is_struck = bool(struck) and _is_selected(element, struck)
        is_note = (tag == "sup" and _is_footnote_mark(element)) or (tag == "a" and _is_note_link(element))
        is_mark = is_note or _is_page_mark(element)
        if is_struck or is_mark or _is_unread(element):
            element.drop_tree()
        elif tag in {"sup", "sub"}:
            _keep_raised(element)
        elif tag in BLOCKS:
            _set_apart(element, parent)
        elif tag == "time" and (element.tail or "").strip() and _text_before(element).strip():
            element.drop_tag()  # within a sentence; extraction would take its words for a date line
    for quote in reversed(list(tree.iter("q"))):  # the inner ones first, while their depth can be told
        _mark(quote)
        quote.drop_tag()  # extraction tears a quotation within a quotation apart


def _set_apart(block: Element, parent: Element) -> None:
    """Put a space where words touch a block: a page shows it on lines of its own, extraction runs both together."""
    before = block.getprevious()
    words = before.tail if before is not None else parent.text
    if before is not None and not words:
        before.tail = " "
    elif words and not words[-1].isspace():
        if before is None:
            parent.text = f"{words} "
        else:
            before.tail = f"{words} "
    if block.tail and not block.tail[0].isspace():
        block.tail = f" {block.tail}"


def _drop_programs(tree: Element) -> None:
    """Remove scripts, styles and drawings, half of many pages: extraction copies the tree again and again.

    What a script says in JSON-LD stays: extraction reads it where a page shows no article.
    """
    for element in list(tree.iter(*PROGRAMS)):
        if element.get("shadowrootmode"):
            element.tag = "div"  # a browser shows such a template in place
        elif element.getparent() is not None and "ld+json" not in (element.get("type") or ""):
            element.drop_tree()


def _drop_closed(tree: Element) -> None:
    """Remove what is hidden from screen readers: closed windows and menus, ornaments, copies.

    Pull quotes, which are hidden so because they repeat words, are shown all the same. And a page that opens with a
    window before it hides its whole article that way until the window is closed.
    """
    for element in list(tree.iter(etree.Element)):
        if element.get("aria-hidden") != "true" or element.getparent() is None:
            continue
        is_quote = "quote" in (element.get("class") or "").lower()
        if not is_quote and next(element.iter(*OPENED), None) is None:
            element.drop_tree()


def _running(text: str, *, keeps_lines: bool) -> str:
    """The text without marks of pages, and without line ends where they are shown as spaces."""
    if "[" in text:
        text = without_page_marks(text)
    if "\n" in text and not keeps_lines:
        return " " if text.isspace() and text.isascii() else ASCII_SPACE.sub(" ", text)
    return text


def visible_text(tree: Element) -> str:
    """The words a reader of the page sees, a line for each block, white space as a browser shows it."""
    return visible_texts(tree, tree)[0]


def visible_texts(tree: Element, block: Element) -> tuple[str, str]:
    """The visible text of the tree, and that of one element in it."""
    pieces: list[str] = []
    began, ended = 0, 0
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if element is block:
                began = len(pieces)
            if tag in UNSEEN:
                walk.skip_subtree()
                continue
            if tag in BLOCKS:
                pieces.append("\n")
            if element.text:
                _show(element.text, element, pieces)
            continue
        if tag in BLOCKS:
            pieces.append("\n")
        elif tag in CELLS:
            pieces.append("\t")
        if element is block:
            ended = len(pieces)
        if element.tail and element is not tree:
            _show(element.tail, element.getparent(), pieces)
    return tidy("".join(pieces)), tidy("".join(pieces[began:ended]))


def tidy(text: str) -> str:
    """Lines stripped and empty ones dropped; runs of tabs, as empty cells leave them, made one."""
    lines = (line.strip(" \t\r") for line in text.split("\n"))
    return "\n".join(_with_single_tabs(line) if "\t" in line else line for line in lines if line)


def _with_single_tabs(line: str) -> str:
    return "\t".join(cell for cell in map(str.strip, line.split("\t")) if cell)


def main_block(tree: Element) -> Element:
    """The smallest element that holds most of the page's running text, links not counted.

    A plain way down from the body: into the one child that carries at least MAIN_SHARE of its parent's words.
    """
    weights = _weights(tree)
    block = tree.find("body") if tree.find("body") is not None else tree
    while True:
        heaviest = max(block, key=lambda child: weights.get(child, 0), default=None)
        if heaviest is None or heaviest.tag in {"p", "span", "b", "i", "em", "strong", "pre", "tr", "td"}:
            return block
        if weights.get(heaviest, 0) < MAIN_SHARE * weights.get(block, 0):
            return block
        block = heaviest


def words_of(element: Element) -> str:
    """The element's text on one line."""
    return WHITE_SPACE.sub(" ", "".join(element.itertext())).strip()


def stripped_text(markup: str) -> str:
    """The words of a page too broken for a tree: tags cut out, scripts and styles skipped, in one pass."""
    return tidy("".join(_between_tags(markup)))


def _between_tags(markup: str) -> Iterator[str]:
    skipped_until = ""
    for number, piece in enumerate(markup.split("<")):
        tag, _, text = piece.partition(">") if number else ("", "", piece)
        name = tag[:20].strip().split(" ")[0].split("/")[-1].lower()
        if skipped_until:
            if tag.lower().startswith(skipped_until):
                skipped_until = ""
            continue
        if name in {"script", "style", "noscript", "template", "svg"} and not tag.startswith("/"):
            skipped_until = f"/{name}"
            continue
        yield "\n" if name in BLOCKS else ""
        yield WHITE_SPACE.sub(" ", unescape(text))


def _is_unread(element: Element) -> bool:
    if element.tag in STRUCK:
        return True
    if element.get("hidden") is not None and element.get("hidden") != "until-found":
        return True
    if element.tag == "dialog" and element.get("open") is None:
        return True
    if element.get("popover") is not None:
        return True
    classes = element.get("class")
    if classes and not HIDDEN_CLASSES.isdisjoint(classes.split()) and next(element.iter(*OPENED), None) is None:
        return True
    style = element.get("style", "")
    return bool(style) and bool(HIDDEN_STYLE.search(style[:2000]) or STRUCK_STYLE.search(style[:2000]))


def _struck_by_sheets(tree: Element) -> frozenset[str]:
    """The classes (".x") and identifiers ("#x") that a style sheet of the page strikes out."""
    struck: set[str] = set()
    for sheet in tree.iter("style"):
        rules = (sheet.text or "")[:LONGEST_SHEET]
        at = rules.find("line-through")
        while at >= 0:
            struck.update(found[1] for found in map(SIMPLE_SELECTOR.fullmatch, _struck_selectors(rules, at)) if found)
            at = rules.find("line-through", at + 1)
    return frozenset(struck)


def _struck_selectors(rules: str, at: int) -> list[str]:
    """The selectors of the rule around a "line-through", none where the words strike nothing out."""
    brace = rules.rfind("{", max(0, at - LONGEST_RULE), at)
    style = rules[brace + 1 : at + LONGEST_RULE].partition("}")[0]
    if brace < 0 or not STRUCK_STYLE.search(style):
        return []
    before = rules[max(0, brace - LONGEST_SELECTORS) : brace]
    return re.split(r"[{};]", before)[-1].split(",")


def _is_selected(element: Element, selectors: frozenset[str]) -> bool:
    return f"#{element.get('id')}" in selectors or any(
        f".{name}" in selectors for name in (element.get("class") or "").split()
    )


def _is_page_mark(element: Element) -> bool:
    """True for an element that holds a mark of a page or column and nothing else."""
    text = element.text
    if not text or len(text) > LONGEST_PAGE_MARK or not ("Column " in text or "Page " in text):
        return False
    if len(element) or element.tag in {"h1", "h2", "td", "th"}:
        return False
    return bool(LONE_MARK.fullmatch(text.strip()))


def _is_footnote_mark(element: Element) -> bool:
    """True for a raised number that links to a note: it stands in the middle of sentences nobody said it in.

    Without a link it is one where nothing else could be meant: behind a word or its comma, not a figure or a unit.
    """
    words = words_of(element)
    if len(words) > LONGEST_FOOTNOTE_MARK or not FOOTNOTE_MARK.fullmatch(words):
        return False
    return element.find(".//a") is not None or bool(NOTED.search(_text_before(element)))


def _is_note_link(element: Element) -> bool:
    """True for "[12]" that leads to a note on the same page, raised or not."""
    text = element.text or ""
    return "[" in text and element.get("href", "").startswith("#") and bool(BRACKETED_NOTE.fullmatch(text.strip()))


def _keep_raised(element: Element) -> None:
    """Figures keep their height, or 10<sup>6</sup> would read 106. The tag itself would part "1st" for extraction."""
    words = words_of(element)
    if len(element) == 0 and RAISED.fullmatch(words):
        element.text = words.translate(SUPERSCRIPTS if element.tag == "sup" else SUBSCRIPTS)
    element.drop_tag()


def _text_before(element: Element) -> str:
    before = element.getprevious()
    parent = element.getparent()
    if before is not None and before.tag not in BLOCKS and not before.tail:
        return words_of(before)[-20:]
    text = before.tail if before is not None else (parent.text if parent is not None else "")
    return (text or "")[-20:]


def _mark(quote: Element) -> None:
    depth = sum(1 for ancestor in quote.iterancestors("q"))
    opening, closing = ("“", "”") if depth % 2 == 0 else ("‘", "’")
    already = words_of(quote)[:1] in {"“", "‘", '"', "«", "„", "'"}
    if already:
        return
    quote.text = opening + (quote.text or "")
    if len(quote):
        quote[-1].tail = (quote[-1].tail or "") + closing
    else:
        quote.text += closing


def _show(text: str, parent: Element | None, pieces: list[str]) -> None:
    """Add text to the pieces as it is shown there: one space for many, wherever they come from."""
    if parent is not None and parent.tag == "pre":
        pieces.append(text)
        return
    shown = WHITE_SPACE.sub(" ", text)
    pieces.append(shown[1:] if shown.startswith(" ") and pieces and pieces[-1].endswith(" ") else shown)


def _weights(tree: Element) -> dict[Element, int]:
    """Characters of text under each element that are not inside a link; navigation and the like count nothing."""
    weights: dict[Element, int] = defaultdict(int)
    for element in reversed(list(tree.iter(etree.Element))):  # what is inside comes after what it is in
        if element.tag in WEIGHTLESS:
            weights[element] = 0
        elif element.text:
            weights[element] += len(element.text.strip())
        parent = element.getparent()
        if parent is not None:
            weights[parent] += weights[element] + len((element.tail or "").strip())
    return weights
