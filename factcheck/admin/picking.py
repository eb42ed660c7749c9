"""A reviewer points at words of a capture: they become a passage that can be signed on."""

import re
from typing import Any

from factcheck.admin.passage_context import sentence_around
from factcheck.exceptions import BadInput, NotAllowed
from factcheck.models import Capture, Claim, Passage, Quotation
from factcheck.services.compare import store_passage
from factcheck.text.spans import Span

# More than this is a chapter, not the words somebody said.
LONGEST_PASSAGE = 5000

_PLACE = re.compile(r"(sentence|selection):(\d{1,18}):(article|visible):(\d{1,9}):(\d{1,9})")


def pick_passage(item: Quotation | Claim, place: str, *, actor: Any) -> Passage:
    """The passage at `place`, "how:capture:layer:start:end"; how "sentence" widens it to whole sentences.

    Raises NotAllowed without the permission to review, BadInput when no searched capture has that place.
    """
    if not actor.has_perm("factcheck.review"):
        raise NotAllowed("Choosing a passage needs the permission to review.")
    found = _PLACE.fullmatch(place)
    if found is None:
        raise BadInput("Select words in the context first, then choose them.")
    how, number, layer, start, end = found.groups()
    capture = Capture.objects.filter(pk=number, source__searches__story=item.story_id).first()
    if capture is None:
        raise BadInput("A copy of a source searched for this story was expected.")
    text = capture.text_of(layer)
    span = _span(int(start), int(end), len(text))
    if how == "sentence":
        span = sentence_around(text, span.start, span.end)
    if not text[span.start : span.end].strip() or len(span) > LONGEST_PASSAGE:
        raise BadInput(f"Words to rest on were expected, at most {LONGEST_PASSAGE:,} characters of them.")
    return store_passage(capture, layer, span)


def _span(start: int, end: int, length: int) -> Span:
    if not start < end <= length:
        raise BadInput(f"A place within the {length:,} characters of the copy was expected.")
    return Span(start, end)
