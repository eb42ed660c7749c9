"""What a page says about itself: title, moment of publication, language, site, canonical address."""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin

from lxml import html

DATE_PROPERTIES = (
    "article:published_time",
    "og:article:published_time",
    "datePublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publish-date",
)
DATE_IN_JSON = re.compile(r'"datePublished"\s{0,5}:\s{0,5}("(?:[^"\\]|\\.){4,40}")')
PAYWALL_IN_JSON = re.compile(r'"isAccessibleForFree"\s{0,5}:\s{0,5}"?false', re.IGNORECASE)
LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,2}", re.IGNORECASE)
LONGEST_FIELD = 500


@dataclass(frozen=True, slots=True)
class Metadata:
    """A page's own account of itself; None for what it does not say. `published_at` is in ISO 8601."""

    title: str | None
    published_at: str | None
    language: str | None
    site_name: str | None
    author: str | None
    canonical_url: str | None
    is_paywalled: bool


def read_metadata(tree: html.HtmlElement, url: str = "") -> Metadata:
    """The metadata in a page's head and JSON-LD. Must be read before the tree is cleaned."""
    properties = _properties(tree)
    scripts = [script.text or "" for script in tree.iter("script") if "json" in (script.get("type") or "")]
    canonical = next((link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical"), None)
    heading = next((element for element in tree.iter("h1")), None)
    title = properties.get("og:title") or _text(next(tree.iter("title"), None)) or _text(heading)
    return Metadata(
        title=_field(title),
        published_at=_published_at(properties, scripts, tree),
        language=_language(tree, properties),
        site_name=_field(properties.get("og:site_name") or properties.get("application-name")),
        author=_field(properties.get("author") or properties.get("parsely-author")),
        canonical_url=_absolute(url, canonical) if canonical else None,
        is_paywalled=any(PAYWALL_IN_JSON.search(script) for script in scripts)
        or properties.get("article:content_tier") == "locked",
    )


def _properties(tree: html.HtmlElement) -> dict[str, str]:
    """`<meta>` contents by lower-case property, name or itemprop; the first of each counts."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or ""
        content = (meta.get("content") or "").strip()
        if name and content:
            found.setdefault(name.lower(), content)
    return found


def _published_at(properties: dict[str, str], scripts: list[str], tree: html.HtmlElement) -> str | None:
    for script in scripts:
        match = DATE_IN_JSON.search(script)
        if match and (moment := iso_date(_unquoted(match[1]))):
            return moment
    for name in DATE_PROPERTIES:
        if moment := iso_date(properties.get(name.lower(), "")):
            return moment
    for element in tree.iter("time"):
        if moment := iso_date(element.get("datetime") or ""):
            return moment
    return None


def iso_date(written: str) -> str | None:
    """The date or moment in ISO 8601 if that is how it is written, else None."""
    try:
        moment = datetime.fromisoformat(written.strip())
    except ValueError:
        return None
    has_time = len(written.strip()) > 10
    return moment.isoformat() if has_time else moment.date().isoformat()


def _unquoted(quoted: str) -> str:
    try:
        return str(json.loads(quoted))
    except ValueError:
        return ""


def _language(tree: html.HtmlElement, properties: dict[str, str]) -> str | None:
    root = tree.getroottree().getroot()
    written = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    for candidate in (written, properties.get("content-language"), properties.get("og:locale")):
        match = LANGUAGE.match(candidate or "")
        if match:
            return match[0].replace("_", "-").split("-")[0].lower()
    return None


def _text(element: html.HtmlElement | None) -> str | None:
    return " ".join("".join(element.itertext()).split()) if element is not None else None


def _field(text: str | None) -> str | None:
    text = " ".join((text or "").replace("\x00", "").split())[:LONGEST_FIELD]
    return text or None


def _absolute(base: str, reference: str) -> str | None:
    try:
        return urljoin(base, reference.strip())[:2000] or None
    except ValueError:
        return None
