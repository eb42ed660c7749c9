"""HTML: the article by trafilatura, everything visible beside it, and what the page says about itself.

Extraction alone loses about one quotation in seventy (measured on 91 news pages), so both texts are kept: a quotation
is looked for in the article first and in the visible text after that.
"""

import logging
import re
from datetime import UTC, datetime
from itertools import islice
from urllib.parse import urljoin

import htmldate
import trafilatura
from lxml import html
from trafilatura.settings import Document as Extracted

from factcheck.fetch.decode import decode
from factcheck.fetch.document import Document, Link
from factcheck.fetch.readers import page
from factcheck.fetch.readers.hints import Hints
from factcheck.fetch.readers.metadata import read_metadata
from factcheck.fetch.readers.speakers import Label, find_labels, turns_in
from factcheck.text.turns import Turn, find_turns

logger = logging.getLogger(__name__)

READER = f"html/1 trafilatura/{trafilatura.__version__}"
# Extraction takes about 0.1 ms an element and more on large trees; larger pages get the plain way to their main text.
MOST_ELEMENTS = 20_000
MOST_CHARACTERS = 2_000_000
MOST_MARKUP = 4_000_000  # characters, scripts included, in which a date is looked for
# Where trafilatura keeps less than this share of the page's main block it has missed the text (seen on transcripts).
LEAST_SHARE = 0.25
# Less than this share of the article shown: it is what the page states for search engines, built by scripts or not at
# all. A guess.
SHOWN_SHARE = 0.5
UNSHOWN = "The page itself shows hardly any of the article: the text is what it states for search engines."
LEAST_CHARACTERS = 250  # below that a block is too short to say so
MOST_LINKS = 500
# Extraction has lost the speakers where the page's main block has so many more. Of those that the markup names a short
# interview has six; labels in the text ("Photo:") stand on many pages: it takes ten with words behind them. Guesses.
FEWEST_TURNS = 6
MANY_TURNS = 10
MANY_MORE = 1.5
SPOKEN_WORDS = 4
MAIN_BLOCK = "html/1 main block"
LONGEST_PARAGRAPH = 5000  # characters; a guess: beyond that it is a column of the page
LINK_WORDS = 3  # fewer words stand in an article by chance
END_OF_HTML = re.compile(r"</(?:html|body)\s{0,10}>", re.IGNORECASE)
ADDRESS = re.compile(r"(?:https?://|www\.)\S")
END_CHARACTERS = 8192  # servers add comments and scripts after the end


def read(raw_bytes: bytes, hints: Hints) -> Document:
    """The article, the visible text, links inside the article, and metadata of a page."""
    decoded = decode(raw_bytes, hints.content_type)
    try:
        tree = page.parse(decoded.text)
    except page.TooDeep:
        text = page.stripped_text(decoded.text)
        problem = None if text else "The page is nested too deeply to be read."
        return Document(
            hints.kind,
            "html/1 stripped",
            text,
            text,
            quality=0.5 if text else 0.0,
            turns=find_turns(text),
            problem=problem,
        )
    metadata = read_metadata(tree, hints.url)
    is_large = sum(1 for _ in tree.iter()) > MOST_ELEMENTS
    published_at = metadata.published_at
    if published_at is None and not is_large and len(decoded.text) <= MOST_MARKUP:
        published_at = _date_in_text(tree, metadata.canonical_url or hints.url)
    page.clean(tree)
    block = page.main_block(tree)
    visible, plain = page.visible_texts(tree, block)
    labels = find_labels(block)
    is_large = is_large or len(visible) > MOST_CHARACTERS
    article, reader = (plain, MAIN_BLOCK) if is_large else _article(tree, plain, hints.url)
    article, reader, turns = _with_speakers(article, reader, plain, labels)
    is_unshown = bool(article) and len(visible) < SHOWN_SHARE * len(article)
    anchors = {anchor: page.words_of(anchor) for anchor in tree.iter("a")}
    article_line = " ".join(article.split())
    return Document(
        type=hints.kind,
        reader=reader,
        article_text=article,
        visible_text=visible or article,
        quality=0.5 if is_unshown else 1.0,
        problem=UNSHOWN if is_unshown else None,
        title=metadata.title,
        published_at=published_at,
        language=metadata.language,
        site_name=metadata.site_name,
        author=metadata.author,
        turns=turns,
        links=_links(anchors, article_line, hints.url),
        link_words=_link_words(anchors, article_line),
        encoding=decoded.encoding,
        encoding_reason=decoded.reason,
        canonical_url=metadata.canonical_url,
        is_paywalled=metadata.is_paywalled,
        is_ended=bool(END_OF_HTML.search(decoded.text[-END_CHARACTERS:])),
    )


def _date_in_text(tree: html.HtmlElement, url: str) -> str | None:
    """The day of publication that the page shows its readers, or its address holds; None for none."""
    today = datetime.now(UTC).date().isoformat()
    try:
        return htmldate.find_date(tree, url=url or None, original_date=True, extensive_search=True, max_date=today)
    except MemoryError:
        raise
    except Exception:
        logger.exception("htmldate failed on a page")
        return None


def _article(tree: html.HtmlElement, plain: str, url: str) -> tuple[str, str]:
    """The main text, and the name of what found it."""
    try:
        found = trafilatura.bare_extraction(tree, url=url or None, include_comments=False)
    except MemoryError:
        raise
    except Exception:
        logger.exception("trafilatura failed on a page of %d characters in its main block", len(plain))
        found = None
    article = page.tidy((found.text or "").replace("\x00", "")) if isinstance(found, Extracted) else ""
    if len(article) < LEAST_SHARE * len(plain) and len(plain) > LEAST_CHARACTERS:
        return plain, MAIN_BLOCK
    return article or plain, READER if article else MAIN_BLOCK


def _with_speakers(article: str, reader: str, plain: str, labels: list[Label]) -> tuple[str, str, tuple[Turn, ...]]:
    """The article and its turns; the page's main block instead where extraction lost speakers or ran lines together."""
    turns = _turns(article, labels)
    if reader != READER:
        return article, reader, turns
    marked = turns_in(plain, labels)
    if len(marked) >= FEWEST_TURNS and len(marked) > MANY_MORE * len(turns):
        return plain, MAIN_BLOCK, marked
    written = find_turns(plain) if len(plain) > len(article) / 2 else ()
    if len(written) >= MANY_TURNS and len(written) > MANY_MORE * len(turns) and _are_spoken(written, plain):
        return plain, MAIN_BLOCK, written
    return article, reader, turns


def _are_spoken(turns: tuple[Turn, ...], text: str) -> bool:
    """True where most labels have words behind them that somebody could have said: forms and lists of figures don't."""
    spoken = sum(len(text[turn.words_start : turn.end].split()) >= SPOKEN_WORDS for turn in turns)
    return 2 * spoken > len(turns)


def _turns(text: str, labels: list[Label]) -> tuple[Turn, ...]:
    """The turns the text shows by itself or those its markup shows, whichever are more."""
    written, marked = find_turns(text), turns_in(text, labels)
    fewest = 1 if labels and all(label.is_sure for label in labels) else FEWEST_TURNS
    return marked if len(marked) > max(len(written), fewest - 1) else written


def _links(anchors: dict[html.HtmlElement, str], article_line: str, url: str) -> tuple[Link, ...]:
    """Links that stand in a paragraph of the article, in order, each address once."""
    in_article: dict[html.HtmlElement, bool] = {}
    found: dict[str, Link] = {}
    for anchor, words in anchors.items():
        if words not in article_line:
            continue
        paragraph = next((above for above in anchor.iterancestors() if above.tag in page.PARAGRAPHS), None)
        if paragraph is None:
            continue
        if paragraph not in in_article:
            in_article[paragraph] = _is_in(article_line, paragraph)
        if not in_article[paragraph]:
            continue
        address = _address(url, anchor.get("href") or "")
        if address and address not in found:
            found[address] = Link(address, words)
        if len(found) >= MOST_LINKS:
            break
    return tuple(found.values())


def _is_in(article_line: str, paragraph: html.HtmlElement) -> bool:
    """True where the article holds all words of a paragraph, one of usual length."""
    pieces: list[str] = []
    length = 0
    for piece in paragraph.itertext():
        pieces.append(piece)
        length += len(piece)
        if length > 4 * LONGEST_PARAGRAPH:  # the markup's own white space included
            return False
    words = " ".join("".join(pieces).split())
    return 0 < len(words) < LONGEST_PARAGRAPH and words in article_line


def _link_words(anchors: dict[html.HtmlElement, str], article_line: str) -> tuple[str, ...]:
    """The words of links that the article text holds, each once: whole teasers, and addresses written out."""
    words = dict.fromkeys(anchors.values())
    longer = (text for text in words if text.count(" ") >= LINK_WORDS - 1 or ADDRESS.match(text))
    return tuple(text for text in islice(longer, MOST_LINKS) if text in article_line)


def _address(base: str, reference: str) -> str:
    """The absolute http address of a link without its fragment, "" for any other."""
    try:
        address = urljoin(base, reference.strip()).partition("#")[0]
    except ValueError:
        return ""
    return address if address.startswith(("http://", "https://")) and len(address) < 2000 else ""
