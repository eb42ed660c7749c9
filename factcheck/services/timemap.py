"""All copies of one address with their times, as a TimeMap (Memento, RFC 7089) in link format (RFC 6690).

Copies whose bytes can be given out are mementos; failures to get one are none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.encoding import iri_to_uri
from django.utils.http import http_date

from factcheck.models import Capture
from factcheck.services.gather import GivenSource, checked_url

MEDIA_TYPE = "application/link-format"


def mementos(captures: QuerySet[Capture], spellings: Iterable[str]) -> list[tuple[UUID, datetime]]:
    """Id and time of each copy of the address, oldest first, among the captures one may see.

    `spellings` are ways the same address may have come over the wire. Raises BadInput for what is no web address.
    """
    keys = [GivenSource(url=checked_url(spelling, "the address")).key for spelling in spellings]
    held = captures.filter(source__key__in=keys).stored().filter(outcome__in=["fetched", "incomplete"])  # type: ignore[attr-defined]
    return list(held.order_by("started_at", "pk").values_list("public_id", "started_at"))


def link_format(
    original: str, timemap: str, copies: list[tuple[UUID, datetime]], address_of_copy: Callable[[UUID], str]
) -> str:
    """The TimeMap of at least one copy."""
    first, last = copies[0][1], copies[-1][1]
    span = f'; from="{memento_datetime(first)}"; until="{memento_datetime(last)}"'
    lines = [
        f'<{iri_to_uri(original)}>; rel="original"',
        f'<{iri_to_uri(timemap)}>; rel="self"; type="{MEDIA_TYPE}"{span}',
        *_memento_lines(copies, address_of_copy),
    ]
    return ",\n".join(lines) + "\n"


def _memento_lines(copies: list[tuple[UUID, datetime]], address_of_copy: Callable[[UUID], str]) -> Iterator[str]:
    for number, (public_id, at) in enumerate(copies):
        places = [name for name, is_there in (("first", number == 0), ("last", number == len(copies) - 1)) if is_there]
        rel = " ".join([*places, "memento"])
        yield f'<{iri_to_uri(address_of_copy(public_id))}>; rel="{rel}"; datetime="{memento_datetime(at)}"'


def memento_headers(capture: Any, timemap: str) -> dict[str, str]:
    """The headers of a copy: when it was made, of what, and where the other copies are listed. None for files."""
    original = capture.source.url
    if not original:
        return {}
    listed = f'<{iri_to_uri(timemap)}>; rel="timemap"; type="{MEDIA_TYPE}"'
    return {
        "Memento-Datetime": memento_datetime(capture.started_at),
        "Link": f'<{iri_to_uri(original)}>; rel="original", {listed}',
    }


def memento_datetime(at: datetime) -> str:
    """As HTTP writes times, to the second."""
    return http_date(at.astimezone(UTC).timestamp())
