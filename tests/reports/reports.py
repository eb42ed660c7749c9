"""Report dicts made by hand, one quotation of every match class."""

from typing import Any

STORY = """One storm, two promises

“Help is on the way,” the mayor said, adding that "the wall will hold for thirty years".

The engineer, the Courier reported, said “the bond is … permitted to grow” and “nobody asked us about the levee”.

The treasurer called it “a gift to the builders”. More than 400 people came.
"""

Step = tuple[str, str, str] | tuple[str, str, str, str] | tuple[str, str, str, str, tuple[str, ...]]


def operations(*steps: Step, source_start: int = 100) -> list[dict[str, Any]]:
    """Operation dicts from (kind, printed, recorded[, severity[, touches]]); "@N:words" puts recorded words at N."""
    printed_at, recorded_at, made = 0, source_start, []
    for kind, printed, recorded, *rest in steps:
        if recorded.startswith("@"):
            place, _, recorded = recorded[1:].partition(":")
            recorded_at = int(place)
        made.append(
            {
                "kind": kind,
                "quote": [printed_at, printed_at + len(printed)],
                "quote_words": printed,
                "source": [recorded_at, recorded_at + len(recorded)],
                "source_words": recorded,
                "severity": rest[0] if rest else "none",
                "touches": list(rest[1]) if len(rest) > 1 else [],
                "reason": "",
            }
        )
        printed_at += len(printed)
        recorded_at += len(recorded)
    return made


def match(kind: str, steps: list[dict[str, Any]] | None = None, **others: Any) -> dict[str, Any]:
    """A match dict of class `kind` whose spans and recorded words come from its operations."""
    steps = steps or []
    recorded = "".join(step["source_words"] for step in steps)
    start = steps[0]["source"][0] if steps else 0
    return {
        "class": kind,
        "flags": [],
        "coverage": 0.9,
        "source": "hearing.txt",
        "source_url": "https://council.example/hearing",
        "source_title": "Hearing transcript",
        "tier": "P1",
        "capture_sha256": "91be" + "0" * 58 + "07",
        "captured_at": "2026-11-24T09:01:00+00:00",
        "spans": [[start, start + len(recorded)]] if recorded else [],
        "recorded_words": recorded,
        "operations": steps,
        "sentences": [],
        "speaker_check": "same",
        "recorded_speaker": "THE MAYOR",
        "context": {"before": "Good evening.", "after": "Thank you."},
        "layer": "article",
        "severity": "none",
        "reason": "",
        "occurrences": 1,
        **others,
    }


def quotation(words: str, found: dict[str, Any] | None, text: str = STORY, **others: Any) -> dict[str, Any]:
    """A quotation dict for `words`, which must stand in `text`."""
    start = text.index(words)
    return {
        "id": None,
        "n": 0,
        "start": start,
        "end": start + len(words),
        "text": words,
        "type": "direct",
        "speaker": {"start": 0, "end": 3, "text": "the mayor"},
        "speaker_name": "the mayor",
        "cue": {"start": 0, "end": 4, "text": "said"},
        "via": [],
        "confidence": "high",
        "rule": "inverted",
        "review_state": "queued",
        "attribution_status": "unreviewed",
        "match": found,
        "searched": [
            {"source": "hearing.txt", "outcome": "searched", "reason": ""},
            {"source": "courier.example", "outcome": "unavailable", "reason": "blocked by the site"},
        ],
        **others,
    }


def report(quotations: list[dict[str, Any]], text: str = STORY, **others: Any) -> dict[str, Any]:
    for number, entry in enumerate(quotations, 1):
        entry["n"] = number
    return {
        "schema": "factcheck.story/1",
        "story": {
            "id": None,
            "title": "One storm, two promises",
            "url": None,
            "text": text,
            "sha256": "ab" * 32,
            "words": len(text.split()),
            "checked_at": "2026-11-24T09:01:00+00:00",
            "origin": "file",
        },
        "quotations": quotations,
        "claims": [],
        "sources": [
            {
                "name": "hearing.txt",
                "url": "https://council.example/hearing",
                "title": "Hearing transcript",
                "tier": "P1",
                "kind": "file",
                "outcome": "searched",
                "reason": "",
                "capture_sha256": "91be" + "0" * 58 + "07",
                "captured_at": "2026-11-24T09:01:00+00:00",
                "quality": 1.0,
                "complete": True,
                "characters": 15000,
                "published_at": "2021-09-02",
            },
            {
                "name": "courier.example",
                "url": "https://courier.example/story",
                "title": "",
                "tier": "S1",
                "kind": "link",
                "outcome": "unavailable",
                "reason": "blocked by the site",
                "capture_sha256": None,
                "captured_at": None,
                "quality": None,
                "complete": None,
                "characters": 0,
                "published_at": None,
            },
        ],
        **others,
    }


def full_report() -> dict[str, Any]:
    """Five quotations of different standing, two claims, two sources."""
    words_changed = operations(
        ("same", "the wall ", "the wall "),
        ("replaced", "will", "might", "high", ("hedge",)),
        ("same", " hold for ", " hold for "),
        ("replaced", "thirty", "thirteen", "critical", ("number",)),
        ("same", " years", " years"),
    )
    cut = operations(
        ("same", "the bond is ", "the bond is "),
        ("omitted", "…", "not", "high", ("negation",)),
        ("same", " permitted to grow", " permitted to grow"),
    )
    hidden = {
        "flag": "omission_holds_negation",
        "words": "not",
        "severity": "high",
        "sentence": "What the ellipsis leaves out holds “not”.",
    }
    entries = [
        quotation(
            "Help is on the way,",
            match(
                "typographic",
                operations(("same", "Help is on the way", "Help is on the way"), ("equivalent", ",", ".")),
            ),
        ),
        quotation("the wall will hold for thirty years", match("altered", words_changed)),
        quotation(
            "the bond is … permitted to grow",
            match("marked", cut, flags=[hidden]),
            via=[{"start": 0, "end": 11, "text": "the Courier"}],
        ),
        quotation("nobody asked us about the levee", match("absent", reason="No passage carries these words.")),
        quotation("a gift to the builders", None, searched=[]),
    ]
    start = STORY.index("More than 400")
    claim = {
        "id": None,
        "n": 1,
        "start": start,
        "end": start + len("More than 400 people came"),
        "text": "More than 400 people came",
        "sentence": [start, start + 26],
        "speaker": None,
        "speaker_name": "",
        "cue": None,
        "via": [],
        "score": 0.82,
        "reasons": [{"feature": "figure", "words": "400"}],
        "rating": "unreviewed",
        "review_state": "queued",
        "evidence": [
            {
                "source": "hearing.txt",
                "source_url": "https://council.example/hearing",
                "words": "about 340 people signed in",
                "context": {"before": "", "after": ""},
                "signals": [
                    {"kind": "figure", "outcome": "conflicts", "claim_words": "400", "evidence_words": "340"},
                ],
                "figures": "conflicts",
            }
        ],
    }
    return report(entries, claims=[claim])
