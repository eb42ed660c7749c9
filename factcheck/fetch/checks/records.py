"""One published check, read from the objects that carry it: schema.org ClaimReview, answers of Google's Fact Check
Tools, plain rows.

Required properties and their meaning: https://schema.org/ClaimReview and
https://developers.google.com/search/docs/appearance/structured-data/factcheck. Feeds break them in the ways forgiven
here; only a record without the words of the claim or without a rating is of no use.
"""

import html
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from factcheck.fetch.checks.dates import read_date

Json = dict[str, Any]
# Longer than any claim or name in use; what is cut off is still in the raw record.
CLAIM_CHARACTERS, NAME_CHARACTERS, URL_CHARACTERS = 5_000, 300, 2_000
_MOST_DEPTH = 40
_MOST_NODES = 200_000
_TAG = re.compile(r"<[^<>]{0,500}>")
_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?(?:\s?/\s?\d+)?%?")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
# UTF-8 read as Windows-1252: the first bytes of its sequences.
_TWICE_ENCODED = re.compile(
    "[ÂÃâÐÑðÅÄ][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u2013-\u203a\u20ac\u2122]"
)


class BadRecord(ValueError):
    """A record that cannot be used; the message says what was expected and what came."""


@dataclass(frozen=True, slots=True)
class CheckRecord:
    """A check as its publisher states it. Dates are ISO days or ""; `raw` is the record as it came."""

    claim: str
    publisher: str
    rating: str
    claimant: str = ""
    claimed_at: str = ""
    publisher_site: str = ""
    url: str = ""
    title: str = ""
    rating_value: float | None = None
    best_rating: float | None = None
    worst_rating: float | None = None
    reviewed_at: str = ""
    language: str = ""
    given_id: str = ""
    raw: Json = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of one object that claims to be a check: a record, or the reason it is none. `place` is its path."""

    place: str
    record: CheckRecord | None = None
    problem: str = ""


def read_checks(value: Any, *, is_row: bool = False) -> Iterator[Reading]:
    """The checks in a parsed JSON value, however deep they stand. `is_row`: a plain object is a row of a list."""
    nodes = _nodes_by_id(value)
    found = False
    for path, given in _candidates(value):
        found = True
        if _is_answer(given):
            yield from _read_answer(path, given)
        else:
            yield _reading(path, partial(_read_review, given, nodes))
    if not found and isinstance(value, dict) and (is_row or _is_row(value)):
        yield _reading("", partial(read_row, value))


def read_row(row: Mapping[str, Any]) -> CheckRecord:
    """The check of a flat row (CSV, JSON Lines), its columns under any of their usual names. Raises BadRecord."""
    cells = {_key(name): value for name, value in row.items() if isinstance(name, str)}

    def cell(column: str) -> Any:
        return next((cells[name] for name in _COLUMNS[column] if cells.get(name) not in (None, "")), None)

    url = _address(cell("url"))
    site = _site(cell("site")) or _site(url)
    return _checked(
        claim=_text(cell("claim")),
        publisher=_text(cell("publisher")) or site,
        rating=_text(cell("rating")),
        claimant=_text(cell("claimant")),
        claimed_at=read_date(cell("claimed_at")),
        publisher_site=site,
        url=url,
        title=_text(cell("title")),
        rating_value=_number(cell("rating_value")),
        best_rating=_number(cell("best_rating")),
        worst_rating=_number(cell("worst_rating")),
        reviewed_at=read_date(cell("reviewed_at")),
        language=_text(cell("language"))[:35],
        given_id=_text(cell("id"))[:200],
        raw=_kept(dict(row)),
    )


def column_of(name: str) -> str:
    """Which of our columns a heading names; "" for none."""
    return next((column for column, names in _COLUMNS.items() if _key(name) in names), "")


_COLUMNS = {
    "claim": "claim claimtext claimreviewed text statement claimreviewedtext".split(),
    "claimant": "claimant speaker claimauthor claimauthorname author itemreviewedauthorname source".split(),
    "claimed_at": "claimdate claimedat datemade itemrevieweddatepublished".split(),
    "publisher": "publisher publishername organization organisation outlet reviewer reviewauthor".split(),
    "site": "publishersite site publisherurl domain".split(),
    "url": "url reviewurl link claimreviewurl articleurl".split(),
    "title": "title headline reviewtitle articletitle".split(),
    "rating": (
        "rating textualrating verdict label ratingname alternatename ratingtext reviewratingalternatename ruling"
    ).split(),
    "rating_value": "ratingvalue reviewratingratingvalue".split(),
    "best_rating": "bestrating reviewratingbestrating".split(),
    "worst_rating": "worstrating reviewratingworstrating".split(),
    "reviewed_at": "reviewdate reviewedat date datepublished published publishedat".split(),
    "language": "language languagecode inlanguage lang".split(),
    "id": "id recordid checkid".split(),
}


def _reading(place: str, read: Callable[[], CheckRecord]) -> Reading:
    try:
        return Reading(place, read())
    except BadRecord as error:
        return Reading(place, problem=str(error))


# Where checks stand in a document ------------------------------------------------------------------------------------


def _candidates(value: Any) -> Iterator[tuple[str, Json]]:
    """Objects that are a ClaimReview or a claim of Google's answers, with their paths, in order."""
    waiting: list[tuple[str, Any, int]] = [("", value, 0)]
    seen = 0
    while waiting and seen < _MOST_NODES:
        path, node, depth = waiting.pop()
        seen += 1
        if isinstance(node, dict):
            if _is_review(node) or _is_answer(node):
                yield path, node
            elif depth < _MOST_DEPTH:
                children = [(f"{path}.{key}" if path else str(key), child) for key, child in node.items()]
                waiting.extend((where, child, depth + 1) for where, child in reversed(children))
        elif isinstance(node, list) and depth < _MOST_DEPTH:
            waiting.extend((f"{path}[{at}]", node[at], depth + 1) for at in reversed(range(len(node))))


def _nodes_by_id(value: Any) -> dict[str, Json]:
    """The objects that others refer to by "@id"."""
    nodes: dict[str, Json] = {}
    waiting: list[tuple[Any, int]] = [(value, 0)]
    seen = 0
    while waiting and seen < _MOST_NODES:
        node, depth = waiting.pop()
        seen += 1
        if depth > _MOST_DEPTH:
            continue
        if isinstance(node, dict):
            if isinstance(node.get("@id"), str) and len(node) > 1:
                nodes.setdefault(node["@id"], node)
            waiting.extend((child, depth + 1) for child in node.values())
        elif isinstance(node, list):
            waiting.extend((child, depth + 1) for child in node)
    return nodes


def _types(node: Json) -> list[str]:
    given = node.get("@type", node.get("type", ""))
    names = given if isinstance(given, list) else [given]
    return [_key(re.split(r"[/#:]", name)[-1]) for name in names if isinstance(name, str)]


def _is_review(node: Json) -> bool:
    types = _types(node)
    return "claimreview" in types or ("claimReviewed" in node and not {"claim"} & set(types))


def _is_answer(node: Json) -> bool:
    return isinstance(node.get("claimReview"), list) and ("text" in node or "claimant" in node)


def _is_row(node: Json) -> bool:
    return any(column_of(name) == "claim" for name in node if isinstance(name, str)) and "@type" not in node


def _key(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower()[:80])


# One record ----------------------------------------------------------------------------------------------------------


def _read_review(given: Json, nodes: Mapping[str, Json]) -> CheckRecord:
    node = {_bare(name): value for name, value in given.items()}
    item = _object(node.get("itemReviewed"), nodes)
    rating = _object(node.get("reviewRating"), nodes, "alternateName")
    author = _object(node.get("author"), nodes, "name") or _object(node.get("publisher"), nodes, "name")
    main = node.get("mainEntityOfPage")
    url = _address(node.get("url")) or _address(main) or _address(node.get("@id"))
    site = _site(_first(author.get("url"))) or _site(_first(author.get("sameAs"))) or _site(url)
    value = rating.get("ratingValue")
    return _checked(
        claim=_text(node.get("claimReviewed"))
        or _text(item.get("claimReviewed"))
        or _text(item.get("text"))
        or (_text(item.get("name")) if "claim" in _types(item) else ""),
        publisher=_text(author.get("name")) or _site(url) or site,
        rating=_rating_words(rating, value),
        claimant=_text(_object(item.get("author"), nodes, "name").get("name")),
        claimed_at=read_date(_first(item.get("datePublished")))
        or read_date(_first(item.get("dateCreated")))
        or read_date(_first(_object(item.get("firstAppearance"), nodes).get("datePublished"))),
        publisher_site=site,
        url=url,
        title=_text(node.get("headline")) or _text(node.get("name")),
        rating_value=_number(value),
        best_rating=_number(rating.get("bestRating")),
        worst_rating=_number(rating.get("worstRating")),
        reviewed_at=_reviewed_at(node),
        language=_text(_object(node.get("inLanguage"), nodes, "name").get("name"))[:35],
        raw=_kept(given),
    )


def _reviewed_at(node: Json) -> str:
    days = (read_date(_first(node.get(name))) for name in ("datePublished", "dateModified", "dateCreated"))
    return next(filter(None, days), "")


def _read_answer(path: str, claim: Json) -> Iterator[Reading]:
    """A claim of Google's answers, with one review or more."""
    for at, review in enumerate(claim["claimReview"]):
        yield _reading(f"{path}.claimReview[{at}]".lstrip("."), partial(_answered, claim, review))


def _answered(claim: Json, review: Any) -> CheckRecord:
    if not isinstance(review, dict):
        raise BadRecord(f"a review was expected; got {type(review).__name__}")
    publisher = _object(review.get("publisher"), {}, "name")
    url = _address(review.get("url"))
    site = _site(publisher.get("site")) or _site(url)
    return _checked(
        claim=_text(claim.get("text")),
        publisher=_text(publisher.get("name")) or site,
        rating=_text(review.get("textualRating")),
        claimant=_text(claim.get("claimant")),
        claimed_at=read_date(claim.get("claimDate")),
        publisher_site=site,
        url=url,
        title=_text(review.get("title")),
        reviewed_at=read_date(review.get("reviewDate")),
        language=_text(review.get("languageCode"))[:35],
        raw=_kept({**claim, "claimReview": [review]}),
    )


def _checked(**fields: Any) -> CheckRecord:
    record = CheckRecord(**fields)
    if not any(character.isalpha() for character in record.claim):
        raise BadRecord("the words of the claim (claimReviewed) were expected; there are none")
    if not record.rating:
        raise BadRecord("a rating in words or as a value was expected; there is none")
    if not record.publisher:
        raise BadRecord("who checked it was expected (author, publisher or an address); there is nobody")
    return record


def _rating_words(rating: Json, value: Any) -> str:
    words = _text(rating.get("alternateName")) or _text(rating.get("name"))
    if words:
        return words
    written = _text(value)
    if not written:
        return _text(rating.get("ratingExplanation")) or _text(rating.get("description"))
    best = _text(rating.get("bestRating"))
    return f"{written} of {best}" if best and _NUMBER.fullmatch(written) and "/" not in written else written


# Values as feeds give them -------------------------------------------------------------------------------------------


def _bare(name: str) -> str:
    """The property's own name: feeds write "schema:author" and "http://schema.org/author" as well."""
    return name if name.startswith("@") else re.split(r"[/#:]", name)[-1]


def _first(value: Any) -> Any:
    for _ in range(5):
        if isinstance(value, list):
            value = next((each for each in value if each not in (None, "")), None)
        elif isinstance(value, dict) and "@value" in value:
            value = value["@value"]
        else:
            break
    return value


def _object(value: Any, nodes: Mapping[str, Json], name: str = "") -> Json:
    """The value as an object: the first of a list, the node it refers to, or a bare text under `name`."""
    value = _first(value)
    if isinstance(value, dict):
        target = nodes.get(value["@id"]) if len(value) <= 2 and isinstance(value.get("@id"), str) else None
        return {_bare(key): each for key, each in (target or value).items()}
    if isinstance(value, str) and value in nodes:
        return nodes[value]
    if name and isinstance(value, str | int | float) and not isinstance(value, bool):
        return {name: value}
    return {}


def _text(value: Any) -> str:
    """The words of a value: one line, without tags and entities, mended where UTF-8 was encoded twice."""
    value = _first(value)
    if isinstance(value, dict):
        value = value.get("name") or value.get("text") or value.get("url")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    text = mend(str(value)[: 4 * CLAIM_CHARACTERS])
    if "&" in text:
        text = html.unescape(html.unescape(text))  # "&amp;quot;" is common
    if "<" in text:
        text = _TAG.sub(" ", text)
    return " ".join(_SURROGATE.sub("\ufffd", _CONTROL.sub("", text)).split())[:CLAIM_CHARACTERS]


def mend(text: str) -> str:
    """The text with what was read as Windows-1252 instead of UTF-8 read right, where all of it then is UTF-8."""
    for _ in range(2):
        if not _TWICE_ENCODED.search(text):
            break
        try:
            raw_bytes = b"".join(
                letter.encode("latin-1") if "\x80" <= letter <= "\x9f" else letter.encode("cp1252") for letter in text
            )
            text = raw_bytes.decode("utf-8")
        except UnicodeError:
            break
    return text


def _number(value: Any) -> float | None:
    value = _first(value)
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        number = float(value)
    else:
        found = _NUMBER.fullmatch(str(value).strip()[:40])
        if not found:
            return None
        number = float(re.split(r"\s?/", found[0].rstrip("%"))[0].replace(",", "."))
    return number if abs(number) < 1e9 else None


def _address(value: Any) -> str:
    """A web address, or "". One without a scheme is taken as https."""
    value = _first(value)
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    if not isinstance(value, str):
        return ""
    address = html.unescape("".join(_CONTROL.sub("", _SURROGATE.sub("\ufffd", value)).split()))
    if address.startswith("//"):
        address = f"https:{address}"
    elif re.match(r"[\w-]+(?:\.[\w-]+)+(?:/|$)", address):
        address = f"https://{address}"
    try:
        parts = urlsplit(address)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return ""
    return address if is_web and len(address) <= URL_CHARACTERS else ""


def _site(value: Any) -> str:
    """The host of an address without "www.", or ""."""
    address = _address(value)
    host = (urlsplit(address).hostname or "").removeprefix("www.") if address else ""
    return host[:NAME_CHARACTERS]


def _kept(value: Any, depth: int = 0) -> Any:
    """The record as it can be stored: without NUL and lone surrogates, which PostgreSQL refuses."""
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value.replace("\0", ""))
    if depth > _MOST_DEPTH:
        return None
    if isinstance(value, dict):
        return {_kept(str(key)): _kept(each, depth + 1) for key, each in value.items()}
    if isinstance(value, list):
        return [_kept(each, depth + 1) for each in value]
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return None
    return value
