"""ClaimReview written into a page's own markup, as microdata or RDFa Lite, made the objects that JSON-LD would give.

https://html.spec.whatwg.org/multipage/microdata.html and https://www.w3.org/TR/rdfa-lite/. Read as generously as search
engines do: any case, with or without a prefix, an item without a type where it stands for a property.
"""

import re
from collections.abc import Iterator
from typing import Any

from factcheck.fetch.exceptions import UnreadableFile
from factcheck.fetch.readers.page import Element, TooDeep, parse

Json = dict[str, Any]
_MARKED = re.compile(r"(?:itemtype|typeof)\s*=[^>]{0,300}claimreview|itemprop[^>]{0,40}claimreviewed", re.IGNORECASE)
_MOST_DEPTH = 20
_MOST_REVIEWS = 1_000
_MOST_PROPERTIES = 20_000  # of all reviews of a page
_ADDRESSES = {"a": "href", "link": "href", "area": "href", "img": "src", "source": "src", "object": "data"}
_VALUES = {"data": "value", "meter": "value", "time": "datetime"}


def find_reviews(html: str) -> Iterator[Json]:
    """The reviews in the markup of a page, in its order; none in a page that cannot be parsed."""
    if not _MARKED.search(html):
        return
    try:
        tree = parse(html)
    except (UnreadableFile, TooDeep):
        return
    reader = _Reader(tree)
    count = 0
    for element in tree.iter():
        if count < _MOST_REVIEWS and _is_review(element):
            count += 1
            yield reader.item(element)


def _is_review(element: Element) -> bool:
    return "claimreview" in {name.lower() for name in _types(element)}


def _types(element: Element) -> list[str]:
    written = element.get("itemtype") or element.get("typeof") or ""
    return [_bare(name) for name in written.split()]


def _bare(name: str) -> str:
    """ "ClaimReview" of "http://schema.org/ClaimReview" and "schema:ClaimReview"."""
    return re.split(r"[/#:]", name.rstrip("/"))[-1]


def _properties(element: Element) -> list[str]:
    names = element.get("itemprop") or (
        "" if element.tag == "meta" and element.get("name") else element.get("property")
    )
    return [_bare(name) for name in (names or "").split()]


def _is_item(element: Element) -> bool:
    return element.get("itemscope") is not None or bool(element.get("itemtype") or element.get("typeof"))


class _Reader:
    """Reads items of one page, a bounded number of properties in all."""

    def __init__(self, tree: Element) -> None:
        self._by_id = {element.get("id"): element for element in tree.iter() if element.get("id")}
        self._left = _MOST_PROPERTIES

    def item(self, element: Element, depth: int = 0) -> Json:
        """The item as JSON-LD would give it; a property said twice is a list."""
        found: Json = {"@type": _types(element)} if _types(element) else {}
        address = element.get("itemid") or element.get("resource")
        if address:
            found["@id"] = address
        if depth >= _MOST_DEPTH:
            return found
        for inner in self._inside(element):
            for name in _properties(inner):
                self._left -= 1
                if self._left < 0:
                    return found
                value = self.item(inner, depth + 1) if _is_item(inner) else _value(inner)
                if name in found and name[0] != "@":
                    known = found[name] if isinstance(found[name], list) else [found[name]]
                    found[name] = [*known, value]
                else:
                    found[name] = value
        return found

    def _inside(self, element: Element) -> Iterator[Element]:
        """The elements that may say something of the item: its own and those it refers to, not those of items in it."""
        referred = [self._by_id[name] for name in (element.get("itemref") or "").split() if name in self._by_id]
        waiting = [*reversed(referred), *reversed(list(element))]
        while waiting:
            inner = waiting.pop()
            if not isinstance(inner.tag, str):
                continue
            yield inner
            if not _is_item(inner):
                waiting.extend(reversed(list(inner)))


def _value(element: Element) -> str:
    """What the element says: its content attribute, address or date, else its words."""
    named = [attributes[element.tag] for attributes in (_VALUES, _ADDRESSES) if element.tag in attributes]
    for attribute in ("content", *named):
        if written := element.get(attribute):
            return str(written).strip()
    return " ".join(str(element.text_content()).split())
