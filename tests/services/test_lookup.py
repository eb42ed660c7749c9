"""Where do these words come from?"""

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from factcheck.exceptions import BadInput, IndexUnavailable
from factcheck.models import Capture, Quotation, RevisionKind
from factcheck.services.index import index_captures, require_index
from factcheck.services.lookup import lookup
from factcheck.services.lookup_answer import LookupAnswer, as_json
from factcheck.services.lookup_places import find_places
from tests.factories import RECORD, CaptureFactory, QuotationFactory, RevisionFactory, SourceFactory

pytestmark = pytest.mark.django_db

SAID = "We will shut the bridge for nine days, and not for longer."
MISQUOTED = "We will close the bridge for nine days, and not for longer."


@pytest.fixture(autouse=True)
def _own_index(settings: Any, tmp_path: Path) -> None:
    settings.LOOKUP_INDEX_DIR = tmp_path / "index"
    settings.LOOKUP_ENGINE = "tantivy"


def captured(text: str = RECORD, **fields: Any) -> Capture:
    capture: Capture = CaptureFactory(text=text, source=SourceFactory(is_private=False), **fields)
    index_captures([capture.pk])
    return capture


def published(capture: Capture | None, decision: str = "altered", words: str = SAID, **fields: Any) -> Quotation:
    """A quotation that was published, as `services.publish` freezes it."""
    quotation = QuotationFactory(published=True, text=fields.pop("text", MISQUOTED))
    evidence = []
    if capture is not None:
        start = capture.text.index(words)
        evidence = [
            {
                "words": words,
                "prefix": capture.text[max(0, start - 60) : start],
                "suffix": capture.text[start + len(words) :][:60],
                "start": start,
                "end": start + len(words),
                "capture": {"id": str(capture.public_id)},
            }
        ]
    snapshot = {"decision": decision, "decision_name": decision.title(), "text": quotation.text, "evidence": evidence}
    RevisionFactory(quotation=quotation, decision=decision, snapshot=snapshot, **fields)
    return quotation


def test_recorded_words_are_found_from_their_misquoted_form() -> None:
    capture = captured()
    answer = lookup(MISQUOTED)
    [result] = as_json(answer)["results"]
    assert result["recorded_words"].rstrip(".") == SAID.rstrip(".")
    assert (result["match"], result["status"]) == ("altered", "unreviewed")
    [[start, end]] = result["spans"]
    assert capture.text[start:end] == result["recorded_words"]
    changed = [step for step in result["operations"] if step["kind"] not in {"same", "equivalent"}]
    assert [(step["quote_words"].strip(), step["source_words"].strip()) for step in changed] == [("close", "shut")]
    for step in result["operations"]:
        assert capture.text[slice(*step["source"])] == step["source_words"]
    assert result["capture"]["sha256"] == capture.raw_sha256
    assert result["link"].startswith(capture.source.url + "#:~:text=")
    assert result["recorded_speaker"] == "MAYOR SPEAKER"


def test_offsets_hold_far_into_a_long_text() -> None:
    filler = "Nobody in this town has ever seen a harbour seal — 😀 — climb the lighthouse stairs. " * 300
    capture = captured(f"{filler}{SAID} {filler}")
    [result, *_] = as_json(lookup(MISQUOTED))["results"]
    [[start, end]] = result["spans"]
    assert capture.text[start:end] == result["recorded_words"]
    assert start >= len(filler) - 1


def test_words_joined_from_two_places_are_found_in_both() -> None:
    filler = "Nobody in this town has ever seen a harbour seal climb the lighthouse stairs at night. " * 60
    capture = captured(
        f"We will never raise the taxes of working families. {filler} The old railway closes in September."
    )
    [result] = as_json(lookup("We will never raise the taxes. The old railway closes in September."))["results"]
    assert result["match"] == "spliced"
    assert "".join(capture.text[start:end] for start, end in result["spans"]).startswith(
        "We will never raise the taxes"
    )


def test_words_nobody_said_are_not_found_and_the_search_is_told() -> None:
    captured()
    SourceFactory(is_private=False, name="broken.example", checked_at=datetime.now(UTC), last_error="status 500")
    answer = as_json(lookup("Zebras paint excellent watercolours beneath the frozen lighthouse."))
    assert answer["total"] == 0 and answer["results"] == []
    assert (answer["searched"]["captures"], answer["searched"]["waiting"]) == (1, 0)
    assert answer["searched"]["passages"] is None
    assert lookup(SAID, include_private=True).searched.passages == 2
    assert answer["searched"]["failed"] == [
        {"source": "broken.example", "url": answer["searched"]["failed"][0]["url"], "reason": "status 500"}
    ]


def test_nothing_captured_yet_is_an_answer() -> None:
    answer = lookup(SAID)
    assert answer.total == 0 and answer.searched.captures == 0


def test_captures_that_wait_are_counted() -> None:
    captured()
    CaptureFactory(source=SourceFactory(is_private=False), text="Other words were said here about quite another thing.")
    assert lookup(SAID).searched.waiting == 1


def test_lost_index_is_never_not_found(tmp_path: Path) -> None:
    captured()
    shutil.rmtree(tmp_path / "index")
    with pytest.raises(IndexUnavailable):
        lookup(SAID)


def test_private_sources_are_looked_in_only_when_asked() -> None:
    capture = CaptureFactory(source=SourceFactory(is_private=True))
    index_captures([capture.pk])
    assert lookup(SAID).total == 0
    assert lookup(SAID).searched.captures == 0
    assert lookup(SAID, include_private=True).total == 1


def test_many_private_copies_do_not_hide_a_public_one() -> None:
    private = [CaptureFactory(source=SourceFactory(is_private=True)) for _ in range(80)]
    index_captures([capture.pk for capture in private])
    public = captured()
    [result] = lookup(SAID).results
    assert result.place is not None and result.place.capture == public


def test_newest_of_equal_copies_stands_for_its_source() -> None:
    old = captured()
    new = CaptureFactory(source=old.source)
    index_captures([new.pk])
    [result] = lookup(SAID).results
    assert result.place is not None and result.place.capture == new


def test_older_copy_is_found_when_the_newest_lost_the_words() -> None:
    old = captured()
    new = CaptureFactory(
        source=old.source, text="MAYOR SPEAKER: Good morning. We will not talk about the bridge. Thank you."
    )
    index_captures([new.pk])
    results = [result for result in lookup(SAID).results if result.found.match == "exact"]
    assert [result.place.capture for result in results if result.place] == [old]


def test_published_decision_comes_first_with_its_status() -> None:
    capture = captured()
    captured(f"Reporters wrote it down word for word. {SAID}")
    quotation = published(capture)
    answer = as_json(lookup(MISQUOTED))
    statuses = [result["status"] for result in answer["results"]]
    assert statuses[0] == "altered" and set(statuses[1:]) == {"unreviewed"}
    assert answer["results"][0]["decision"]["quotation_id"] == str(quotation.public_id)
    assert len([r for r in answer["results"] if r["decision"]]) == 1


def test_decision_without_recorded_words_is_found_by_the_printed_ones() -> None:
    published(None, decision="not_found", text="Zebras paint excellent watercolours beneath the frozen lighthouse.")
    [result] = as_json(lookup("Zebras paint great watercolours beneath the frozen lighthouse"))["results"]
    assert (result["status"], result["match"], result["recorded_words"]) == ("not_found", "absent", "")
    assert result["capture"] is None and result["source"] == ""


def test_decision_on_a_private_source_shows_what_was_published_alone() -> None:
    secret = (
        "MAYOR SPEAKER: Off the record, the bridge is falling down. " + "Nothing of this is to be printed at all. " * 30
    )
    capture = CaptureFactory(source=SourceFactory(is_private=True), text=f"{secret}{SAID} Thank you.")
    index_captures([capture.pk])
    published(capture)
    [result] = as_json(lookup(MISQUOTED))["results"]
    assert result["status"] == "altered" and result["recorded_words"]
    assert "falling" not in str(result)


def test_undecided_and_approved_are_never_shown() -> None:
    capture = captured()
    QuotationFactory(text=MISQUOTED, approved=True)
    QuotationFactory(text=f"{MISQUOTED} ")
    [result] = lookup(MISQUOTED, include_private=True).results
    assert (result.status, result.decision) == ("unreviewed", None)
    assert result.place is not None and result.place.capture == capture


def test_retracted_decision_is_gone() -> None:
    published(captured(), kind=RevisionKind.RETRACTION)
    assert {result.status for result in lookup(MISQUOTED).results} == {"unreviewed"}


def test_speaker_is_checked() -> None:
    captured()
    [mayor] = lookup(SAID, speaker="Mayor Speaker").results
    [other] = lookup(SAID, speaker="Jane Elsewhere").results
    assert mayor.found.speaker_check == "same" and other.found.speaker_check != "same"


@pytest.mark.parametrize(
    "text", ["", " \n", "…!?", "\0\0", "a" * 5_001], ids=["empty", "blank", "marks", "NUL", "long"]
)
def test_bad_text(text: str) -> None:
    with pytest.raises(BadInput):
        lookup(text)


@pytest.mark.parametrize("text", ["Yes.", "the", "и не будем", "北京大学", "a\0b c", "%_\\ 100%"])
def test_odd_text_is_answered(text: str) -> None:
    captured()
    assert isinstance(lookup(text), LookupAnswer)


def test_windows_are_the_captured_text_and_cost_one_query_however_many(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    filler = "Somebody spoke about ferries, tides, trains, bread, cheese, taxes. " * 20
    for number in range(15):
        captured(f"Part {number}. {filler}{SAID} {filler}", visible_text=f"Menu {number}. {filler} We shut {SAID}")
    index = require_index()
    assert index is not None
    with django_assert_num_queries(3):  # what may be seen, the captures, the windows
        few = find_places(index, MISQUOTED, 1, include_private=False)
    with django_assert_num_queries(3):
        many = find_places(index, MISQUOTED, 50, include_private=False)
    assert len(many) > len(few) > 10
    assert {place.layer for place in many} == {"article", "visible"}
    assert any(place.start > 0 for place in many)
    for place in many:
        layer_text = place.capture.text_of(place.layer)
        assert place.text == layer_text[place.start : place.start + len(place.text)]


def test_queries_of_a_lookup_do_not_grow_with_what_is_there(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    captured()
    with django_assert_num_queries(7):
        assert lookup(MISQUOTED).total == 1
    for number in range(8):
        captured(f"{RECORD} That was all on day {number}.")
        SourceFactory(is_private=False, latest_capture=None, checked_at=datetime(2026, 1, 1, tzinfo=UTC))
    with django_assert_num_queries(7):
        answer = lookup(MISQUOTED)
    assert (answer.total, answer.searched.captures, answer.searched.failed_count) == (9, 9, 8)


def test_all_failed_sources_are_counted_and_the_first_are_listed() -> None:
    for _ in range(23):
        SourceFactory(is_private=False, latest_capture=None, checked_at=datetime(2026, 1, 1, tzinfo=UTC))
    searched = lookup(MISQUOTED).searched
    assert (len(searched.failed), searched.failed_count) == (20, 23)


def test_what_was_searched_is_counted_anew_for_each_answer() -> None:
    captured()
    assert lookup(MISQUOTED).searched.captures == 1
    captured("Another statement about something else entirely.")
    waiting = CaptureFactory(source=SourceFactory(is_private=False))
    searched = lookup(MISQUOTED).searched
    assert (searched.captures, searched.waiting) == (2, 1)
    index_captures([waiting.pk])
    searched = lookup(MISQUOTED).searched
    assert (searched.captures, searched.waiting) == (3, 0)


def test_unlikely_places_are_compared_before_nothing_is_said_to_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    captured()
    index = require_index()
    assert index is not None
    [right] = find_places(index, MISQUOTED, 10, include_private=False)
    other = captured("The weather will be fine in the north, and nobody asked about ferries.")
    wrong = replace(right, capture=other, start=0, text=other.text, score=right.score * 10)
    monkeypatch.setattr("factcheck.services.lookup.find_places", lambda *_: [wrong, right])
    assert [result.place for result in lookup(MISQUOTED).results] == [right]


def test_limit_holds() -> None:
    for number in range(15):
        captured(f"Speaker number {number} said it in the chamber. {SAID}")
    assert lookup(SAID, limit=3).total == 3
    assert lookup(SAID, limit=12).total == 12
