"""Feeds of outlets: RSS 0.9 to 2.0 and Atom (RFC 4287), read without entities and without asking anybody."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

from lxml import etree, html

MOST_ENTRIES = 500
LONGEST_SUMMARY = 5000


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry. `summary` is plain text; `published_at` is aware UTC, None where the feed names no readable date."""

    url: str
    title: str
    summary: str = ""
    published_at: datetime | None = None


def read_feed(raw_bytes: bytes, url: str = "") -> list[FeedEntry]:
    """The entries of a feed in its order, those without an address left out. [] for what is no feed."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(raw_bytes, parser)
    except (etree.XMLSyntaxError, ValueError):
        return []
    if root is None or _name(root) not in ("rss", "RDF", "feed"):
        return []
    entries: list[FeedEntry] = []
    for element in root.iter():
        if _name(element) in ("item", "entry") and (entry := _entry(element, url)):
            entries.append(entry)
        if len(entries) == MOST_ENTRIES:
            break
    return entries


def _entry(element: "etree._Element", base: str) -> FeedEntry | None:
    fields: dict[str, str] = {}
    for child in element:
        fields.setdefault(_name(child), "".join(str(text) for text in child.itertext())[:LONGEST_SUMMARY].strip())
    address = next(_addresses(element), "") or (fields["guid"] if fields.get("guid", "").startswith("http") else "")
    if not address:
        return None
    try:
        address = urljoin(base, address)
    except ValueError:
        return None
    written = fields.get("pubDate") or fields.get("published") or fields.get("updated") or fields.get("date") or ""
    summary = fields.get("description") or fields.get("summary") or fields.get("content") or fields.get("encoded") or ""
    return FeedEntry(address, _plain(fields.get("title", "")), _plain(summary), _moment(written))


def _addresses(element: "etree._Element") -> Iterator[str]:
    """RSS writes the address into the element, Atom into an attribute; Atom's other links lead to other things."""
    for child in element:
        if _name(child) == "link":
            if child.text and child.text.strip():
                yield child.text.strip()
            elif child.get("href") and child.get("rel", "alternate") == "alternate":
                yield str(child.get("href")).strip()


def _name(element: "etree._Element") -> str:
    """The name without its namespace; "" for comments and processing instructions."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _plain(text: str) -> str:
    """Feeds carry HTML as text."""
    if "<" not in text and "&" not in text:
        return " ".join(text.split())
    try:
        return " ".join("".join(map(str, html.fromstring(f"<div>{text}</div>").itertext())).split())
    except (etree.ParserError, ValueError):
        return " ".join(text.split())


def _moment(written: str) -> datetime | None:
    """A date as RSS (RFC 822) or Atom (RFC 3339) writes it."""
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = read(written)
        except (ValueError, TypeError, IndexError):
            continue
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return None
