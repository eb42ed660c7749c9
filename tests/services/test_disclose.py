"""What of a revision anybody may see: all of a public source, of a private one the published words alone."""

from typing import Any

import pytest

from factcheck.services.disclose import public_snapshot, public_snapshots
from tests.factories import SourceFactory

WORDS = "We will shut the bridge."
CAPTURE = {"id": "c1", "sha256": "ab", "text_sha256": "cd", "captured_at": "2026-11-24T09:12:00+00:00"}
FLAG = {"flag": "cut_mid_sentence", "words": "Xyzzy if it rains", "severity": "high", "sentence": "It goes on: Xyzzy."}
KEPT = {"kind": "replaced", "source": [40, 44], "source_words": "shut", "quote_words": "close"}
ELSEWHERE = {"kind": "dropped", "source": [90, 95], "source_words": "Xyzzy elsewhere", "quote_words": ""}


def evidence(source_id: str | None = "s1", **fields: Any) -> dict[str, Any]:
    return {
        "words": WORDS,
        "prefix": "Xyzzy before",
        "suffix": "Xyzzy after",
        "start": 33,
        "end": 57,
        "recorded_speaker": "MAYOR",
        "source": {"id": source_id, "name": "Xyzzy name", "title": "Xyzzy title", "url": "https://xyzzy.example/"},
        "tier": "P1",
        "capture": CAPTURE,
        "comparison": {
            "match": "altered",
            "flags": [FLAG],
            "spans": [[33, 57]],
            "operations": [KEPT, ELSEWHERE],
            "sentences": ["Xyzzy was said after it."],
            "recorded_words": f"{WORDS} … Xyzzy elsewhere",
            "speaker_check": "same",
        },
        **fields,
    }


def searched(source_id: str = "s1") -> dict[str, Any]:
    line = {"source": "Xyzzy name", "url": "https://xyzzy.example/", "outcome": "unreadable", "reason": "Xyzzy.pdf"}
    return {"source_id": source_id, **line}


def snapshot(**fields: Any) -> dict[str, Any]:
    return {"text": "Words.", "decision": "altered", "evidence": [evidence()], "searched": [searched()], **fields}


def test_public_source_is_shown_whole() -> None:
    assert public_snapshot(snapshot(), {"s1"}) == snapshot()


def test_private_source_is_unnamed_and_its_published_words_are_kept() -> None:
    shown = public_snapshot(snapshot(), set())
    assert "xyzzy" not in str(shown).lower()
    assert (shown["text"], shown["decision"]) == ("Words.", "altered")
    [entry] = shown["evidence"]
    assert entry["source"] == {"name": "a source of the newsroom"}
    kept = ("words", "recorded_speaker", "tier", "capture")
    assert [entry[part] for part in kept] == [WORDS, "MAYOR", "P1", CAPTURE]
    assert entry["comparison"] == {
        "match": "altered",
        "spans": [[33, 57]],
        "speaker_check": "same",
        "flags": [{"flag": "cut_mid_sentence", "severity": "high"}],
        "operations": [KEPT, {**ELSEWHERE, "source_words": ""}],
    }
    [line] = shown["searched"]
    assert line == {"source": "a source of the newsroom", "url": "", "outcome": "unreadable", "reason": ""}


def test_words_of_a_second_signed_passage_of_the_capture_are_published_too() -> None:
    both = [evidence(), evidence(words="Xyzzy elsewhere was said.")]
    [first, _] = public_snapshot(snapshot(evidence=both), set())["evidence"]
    assert first["comparison"]["operations"] == [KEPT, ELSEWHERE]


UNKNOWN = [
    pytest.param(evidence(source_id=None), id="no id"),
    pytest.param(evidence(source={}), id="no source"),
    pytest.param({key: value for key, value in evidence().items() if key != "source"}, id="frozen without its source"),
]


@pytest.mark.parametrize("entry", UNKNOWN)
def test_what_is_not_known_to_be_public_is_private(entry: dict[str, Any]) -> None:
    line = {"source": "Xyzzy name", "url": "https://xyzzy.example/", "outcome": "searched", "reason": ""}
    shown = public_snapshot(snapshot(evidence=[entry], searched=[line]), {"s1"})
    assert "xyzzy" not in str(shown).lower() and shown["evidence"][0]["words"] == WORDS


def test_notes_of_readers_are_never_shown() -> None:
    assert "notes" not in public_snapshot(snapshot(notes=["Xyzzy thought so."]), {"s1"})


@pytest.mark.parametrize("whole", [{}, {"text": "Words."}], ids=["empty", "nothing of sources"])
def test_snapshot_without_sources_is_shown_as_it_is(whole: dict[str, Any]) -> None:
    assert public_snapshot(whole, set()) == whole


def test_given_snapshot_is_left_as_it_was() -> None:
    frozen = snapshot()
    public_snapshot(frozen, set())
    assert frozen == snapshot()


@pytest.mark.django_db
def test_privacy_is_asked_when_shown_in_one_query(django_assert_num_queries: Any) -> None:
    source, other = SourceFactory(is_private=False), SourceFactory()
    ids = [str(row.public_id) for row in (source, other)]
    frozen = [snapshot(evidence=[evidence(row)], searched=[searched(row)]) for row in ids]
    with django_assert_num_queries(1):
        named, unnamed = public_snapshots(frozen)
    assert named == frozen[0]
    assert unnamed["evidence"][0]["source"] == {"name": "a source of the newsroom"}
    source.is_private = True
    source.save()
    [closed] = public_snapshots(frozen[:1])
    assert "xyzzy" not in str(closed).lower()
