"""Finding quotations: properties that hold for any text, the real story, and pinned scores."""

import gc
import json
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.text.quotations import Quotation, QuotationType, find_quotations

_MARKS = "\" “ ” ‘ ’ ' „ « » `` '' ( ) , . ? : — 「 」".split()
_WORDS = "Hall he who said told CNN according to that and the was in 6' U.S. sagte no of Mr. 😀".split()
_PIECES = st.sampled_from([*_MARKS, *_WORDS, "Ann Cole", "a déclaré", "\n", "\n\n", " ", "\u00a0", "\x00", "\ud7ff"])
_TEXTS = st.one_of(
    st.text(max_size=200), st.lists(_PIECES, max_size=60).map(" ".join), st.lists(_PIECES, max_size=60).map("".join)
)


@settings(max_examples=400, deadline=None)
@given(_TEXTS)
def test_any_text_is_read_and_every_span_reproduces_it(text: str) -> None:
    found = find_quotations(text)

    for quotation in found:
        assert 0 <= quotation.start < quotation.end <= len(text)
        mentions = [quotation, *quotation.via, *(part for part in (quotation.speaker, quotation.cue) if part)]
        assert all(text[mention.start : mention.end] == mention.text for mention in mentions)
        json.dumps(quotation.as_json())
    assert found == find_quotations(text)
    assert [quotation.start for quotation in found] == sorted(quotation.start for quotation in found)


@settings(max_examples=200, deadline=None)
@given(_TEXTS)
def test_marked_quotations_do_not_overlap(text: str) -> None:
    marked = [quotation for quotation in find_quotations(text) if quotation.type is not QuotationType.INDIRECT]

    assert all(left.end <= right.start for left, right in pairwise(marked))


def cpu_seconds(call: Callable[[], object]) -> float:
    gc.disable()  # sweeping what other tests left is not the cost of the call
    try:
        began = time.process_time()
        call()
        return time.process_time() - began
    finally:
        gc.enable()


@pytest.mark.parametrize(
    "unit",
    [
        '"',
        '" ',
        "“",
        "“ ",
        "'",
        "(",
        "“a\n",
        'Ann Cole said the mill was "shut for good". "We tried," she told CNN, adding that it would not reopen. ',
    ],
)
def test_cost_grows_with_length_not_faster(unit: str) -> None:
    # Against itself, not against a clock: how fast the machine is and what else it does says nothing about growth.
    size = 20_000 // len(unit)
    find_quotations(unit * 10)  # what is made once

    short = cpu_seconds(lambda: find_quotations(unit * size))
    long = cpu_seconds(lambda: find_quotations(unit * size * 4))

    assert long < 10 * short + 0.2


def test_the_real_story(shared_data: Path) -> None:
    found = [
        quotation
        for quotation in find_quotations((shared_data / "geneva" / "story.txt").read_text())
        if _is_marked(quotation)
    ]

    assert [(quotation.speaker_name, [outlet.text for outlet in quotation.via]) for quotation in found] == [
        ("Sergei Ryabkov", ["CNN"]),
        ("Wendy Sherman", []),
        ("Jen Psaki", []),
        ("Jen Psaki", []),
    ]
    assert [quotation.speaker and quotation.speaker.text for quotation in found] == [
        "Russian Deputy Foreign Minister Sergei Ryabkov",
        "U.S. Deputy Secretary of State Wendy Sherman",
        "Psaki",
        "She",
    ]


def _is_marked(quotation: Quotation) -> bool:
    return quotation.type is not QuotationType.INDIRECT


@pytest.mark.parametrize(("kinds", "least"), [({"direct", "mixed"}, 0.95), ({"indirect"}, 0.85)])
def test_pinned_share_of_real_quotations_found_with_their_speaker(
    shared_data: Path, kinds: set[str], least: float
) -> None:
    """Share of the annotated quotations found, words and speaker overlapping; 1.0 and 0.86 seen."""
    expected = right = 0
    for line in (shared_data / "quotes" / "dev.jsonl").read_text().splitlines():
        story = json.loads(line)
        found = find_quotations(story["text"])
        for quote in story["quotes"]:
            if quote["type"] in kinds:
                expected += 1
                right += any(_agrees(quote, quotation) for quotation in found)

    assert right / expected >= least - 0.02


def _agrees(quote: dict, quotation: Quotation) -> bool:
    shared = min(quote["end"], quotation.end) - max(quote["start"], quotation.start)
    whole = max(quote["end"], quotation.end) - min(quote["start"], quotation.start)
    if shared < 0.75 * whole:
        return False
    if quote["speaker"] is None or quotation.speaker is None:
        return quote["speaker"] is None and quotation.speaker is None
    last = quote["speaker"]["text"].split(",")[0].split()[-1]
    overlaps = quotation.speaker.start < quote["speaker"]["end"] and quote["speaker"]["start"] < quotation.speaker.end
    return overlaps or last in quotation.speaker.text
