"""The story's text cut into paragraphs and stretches, each knowing the quotation and claim it belongs to."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from factcheck.reports.claim_view import ClaimView
from factcheck.reports.quotation_view import QuotationView
from factcheck.reports.safe_text import make_visible

_PARAGRAPH = re.compile(r"[^\n]+")
_QUOTE_MARKS = frozenset("\"'“”‘’„‚«»‹›「」")

T = TypeVar("T")
Range = tuple[int, int, T]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text with one set of marks. The last stretch of a quotation or claim says so: its number is printed there."""

    text: str
    quotation: QuotationView | None = None
    claim: ClaimView | None = None
    ends_quotation: bool = False
    ends_claim: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with the quotations that begin in it."""

    stretches: tuple[Stretch, ...]
    quotations: tuple[QuotationView, ...]


def cut_story(text: str, quotations: Sequence[QuotationView], claims: Sequence[ClaimView]) -> list[Paragraph]:
    """The paragraphs of the story with every quotation and claim marked in place.

    Where two quotations overlap the one that begins first is marked; a quotation over several paragraphs is marked in
    each, and belongs to the first. Offsets outside the text are clipped.
    """
    visible = make_visible(text)
    quoted = _without_overlap([(_with_marks(visible, each.start, each.end), each) for each in quotations])
    claimed = _without_overlap([((each.start, each.end), each) for each in claims])
    paragraphs = []
    unplaced = sorted(quotations, key=lambda each: each.start)
    for found in _PARAGRAPH.finditer(visible):
        start, end = found.span()
        here = [each for each in unplaced if each.start < end]
        unplaced = unplaced[len(here) :]
        stretches = tuple(_stretches(visible, start, end, quoted, claimed))
        if here or any(stretch.text.strip() for stretch in stretches):
            paragraphs.append(Paragraph(stretches, tuple(here)))
    if unplaced:
        paragraphs.append(Paragraph((), tuple(unplaced)))
    return paragraphs


def without_title(paragraphs: list[Paragraph], title: str) -> list[Paragraph]:
    """The paragraphs without a first one that only repeats the title shown above them."""
    if not paragraphs or paragraphs[0].quotations:
        return paragraphs
    first = "".join(stretch.text for stretch in paragraphs[0].stretches)
    return paragraphs[1:] if " ".join(first.lstrip("# ").split()) == title else paragraphs


def _with_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """The range with the quotation marks that stand right at its ends."""
    if start > 0 and text[start - 1 : start] in _QUOTE_MARKS:
        start -= 1
    if text[end : end + 1] in _QUOTE_MARKS:
        end += 1
    return start, end


def _without_overlap(ranges: list[tuple[tuple[int, int], T]]) -> list[Range[T]]:
    """The ranges in order, each beginning no earlier than the one before it ends; what is left empty is dropped."""
    kept: list[Range[T]] = []
    for (start, end), item in sorted(ranges, key=lambda pair: pair[0]):
        start = max(start, kept[-1][1] if kept else 0)
        if start < end:
            kept.append((start, end, item))
    return kept


def _stretches(
    text: str, start: int, end: int, quoted: list[Range[QuotationView]], claimed: list[Range[ClaimView]]
) -> Iterator[Stretch]:
    quoted_here, claimed_here = _within(quoted, start, end), _within(claimed, start, end)
    edges = {start, end}
    for first, last, _ in [*quoted_here, *claimed_here]:
        edges |= {max(first, start), min(last, end)}
    cuts = sorted(edges)
    for first, last in pairwise(cuts):
        quotation, claim = _covering(quoted_here, first), _covering(claimed_here, first)
        yield Stretch(
            text[first:last],
            quotation[2] if quotation else None,
            claim[2] if claim else None,
            ends_quotation=bool(quotation and quotation[1] == last),
            ends_claim=bool(claim and claim[1] == last),
        )


def _within(ranges: list[Range[T]], start: int, end: int) -> list[Range[T]]:
    """The ranges that overlap `[start, end)`; `ranges` are in order and apart, so their ends are sorted too."""
    first = bisect_right(ranges, start, key=lambda each: each[1])
    last = bisect_right(ranges, end - 1, key=lambda each: each[0])
    return ranges[first:last]


def _covering(ranges: list[Range[T]], offset: int) -> Range[T] | None:
    index = bisect_right(ranges, offset, key=lambda each: each[0]) - 1
    return ranges[index] if index >= 0 and offset < ranges[index][1] else None
