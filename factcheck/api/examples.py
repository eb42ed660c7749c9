"""One example for every operation, about one invented story, so that a reader of the description meets old friends."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample, OpenApiResponse

from factcheck.api.problems import ProblemType
from factcheck.api.serializers.problems import ProblemSerializer

SITE = "https://factcheck.example.org/api/v1"
STORY_ID = "5d5c40a3-63e1-4a57-9a5c-5b4f8a0f4b53"
QUOTATION_ID = "8a1de2fb-6f0a-4a0f-8a69-6a2a5e5d9f5a"
CLAIM_ID = "0e3f8a52-0b6e-4a6c-9d0a-7d6a1f2f5c11"
SOURCE_ID = "c1b8f5e2-7a0b-4f0e-8f39-55f4c9a0d7e4"
CAPTURE_ID = "f7f3ad1c-9d86-4c7f-8d39-2b6f3d7f4a10"
OTHER_CAPTURE_ID = "0c6e9a84-52f7-4c1b-b7a5-64c7b0a3f9d2"
SHA256 = "9b2f1f4e6d0c3a5b7e8d9c0b1a2f3e4d5c6b7a8f9e0d1c2b3a4f5e6d7c8b9a0f"
PRINTED = "We will close the bridge for nine days, not longer."
RECORDED = "We will shut the bridge for nine days, and not for longer."


def of(value: Any, *, status: int = 200, is_request: bool = False) -> OpenApiExample:
    """The value as an example of the request, or of the answer with this status."""
    return OpenApiExample(
        "Request" if is_request else "Answer",
        value=value,
        request_only=is_request,
        response_only=not is_request,
        status_codes=None if is_request else [str(status)],
    )


_PROBLEMS: dict[int, tuple[str, str, str]] = {
    400: ("invalid-input", "The request holds something that cannot be used", "/limit: A valid integer is required."),
    401: ("invalid-key", "The key is not valid", "The key is unknown, expired or revoked."),
    403: ("not-allowed", "You may not do this", "This needs the scope “submit”."),
    404: ("not-found", "There is no such thing here", "There is nothing at this address."),
    409: ("illegal-transition", "There is no such way between two review states",
          "There is no way from queued to approved."),
    412: ("stale", "Somebody else changed it first", "Somebody else was quicker: it is now in review."),
    413: ("too-large", "The body is too large", "A JSON body of at most 8 MB was expected."),
    415: ("unsupported-media-type", "The body is of a type that is not taken", 'Unsupported media type "text/plain".'),
    422: ("missing-evidence", "The decision asks for more", "Choose a passage: “Altered” rests on the recorded words."),
    428: ("precondition-required", "If-Match is needed", "Send the item's ETag as If-Match."),
    429: ("too-many-requests", "Too many requests", "Request was throttled. Expected available in 12 seconds."),
    500: ("internal", "Something went wrong here", "An unforeseen error; it has been logged."),
    503: ("index-unavailable", "The lookup index cannot answer", "The lookup index is lost or empty."),
}  # fmt: skip


def problem_responses(*problems: int | ProblemType) -> dict[Any, OpenApiResponse]:
    """The problem responses of an operation, by status (with the usual problem of that status) or by type.

    429 and 500 can come from every operation. 304 is an answer without a body.
    """
    kinds = {problem.status: problem for problem in problems if isinstance(problem, ProblemType)}
    statuses = {problem for problem in problems if isinstance(problem, int)}
    responses: dict[Any, OpenApiResponse] = {}
    for status in sorted({*statuses, *kinds, 429, 500}):
        if status == 304:
            responses[304] = OpenApiResponse(None, "Not modified: the ETag of If-None-Match is still right")
            continue
        kind = kinds.get(status)
        slug, title, detail = (kind.slug, kind.title, kind.remedy) if kind else _PROBLEMS[status]
        value = {"type": f"{SITE}/problems/{slug}", "title": title, "status": status, "detail": detail}
        example = OpenApiExample(title, value=value, response_only=True, status_codes=[str(status)])
        responses[(status, "application/problem+json")] = OpenApiResponse(ProblemSerializer, title, examples=[example])
    return responses


PROBLEM_TYPE = {
    "slug": "stale",
    "type": f"{SITE}/problems/stale",
    "status": 412,
    "title": "Somebody else changed it first",
    "remedy": "Read the item again, look at what changed, and send its new ETag as If-Match.",
}

SUBMISSION = {
    "text": f"The council met on Tuesday. “{PRINTED}” said Maria Speaker, the mayor.",
    "title": "Bridge to close for nine days",
    "sources": [{"url": "https://records.example/council/2026-11-24", "tier": "P1"}],
}
STORY: dict[str, Any] = {
    "id": STORY_ID,
    "href": f"{SITE}/stories/{STORY_ID}",
    "title": "Bridge to close for nine days",
    "url": "",
    "language": "en",
    "published_at": None,
    "origin": "api",
    "file_name": "",
    "text_sha256": SHA256,
    "stage": "ready",
    "problem": "",
    "progress": {
        "quotations": 1,
        "claims": 1,
        "sources": 1,
        "sources_pending": 0,
        "sources_searched": 1,
        "sources_failed": 0,
    },
    "deadline_at": None,
    "created_at": "2026-11-24T09:12:00Z",
    "updated_at": "2026-11-24T09:12:04Z",
}
STORY_RECEIVED = {
    **STORY,
    "stage": "received",
    "progress": {**STORY["progress"], "quotations": 0, "claims": 0, "sources_pending": 1, "sources_searched": 0},
}
GATE = {
    "verdict": "needs_person",
    "exit_status": 1,
    "quotations": [
        {
            "id": QUOTATION_ID,
            "href": f"{SITE}/quotations/{QUOTATION_ID}",
            "number": 1,
            "start": 29,
            "end": 80,
            "text": PRINTED,
            "match": "altered",
            "severity": "critical",
            "review_state": "queued",
        }
    ],
    "problem": "",
}
STORY_DETAIL = {**STORY, "text": SUBMISSION["text"]}
STORY_LINK = {"id": STORY_ID, "href": f"{SITE}/stories/{STORY_ID}", "title": STORY["title"], "url": ""}
REVISION = {
    "number": 1,
    "kind": "published",
    "decision": "altered",
    "published_at": "2026-11-24T11:02:00Z",
    "sha256": SHA256,
}
QUOTATION: dict[str, Any] = {
    "id": QUOTATION_ID,
    "href": f"{SITE}/quotations/{QUOTATION_ID}",
    "story": STORY_LINK,
    "number": 1,
    "start": 29,
    "end": 80,
    "text": PRINTED,
    "attribution": {
        "speaker": "Maria Speaker",
        "speaker_role": "mayor",
        "speaker_mention": {"text": "Maria Speaker", "start": 87, "end": 100},
        "cue": {"text": "said", "start": 82, "end": 86},
        "via": [],
    },
    "review_state": "published",
    "state_changed_at": "2026-11-24T11:02:00Z",
    "version": 5,
    "is_legal": False,
    "assigned_to": None,
    "assigned_until": None,
    "revision": REVISION,
    "type": "direct",
    "rule": "quote-cue-subject",
    "confidence": "high",
    "is_closed": True,
    "match": "altered",
    "weight": 42,
    "attribution_status": "altered",
}
MOVES = [{"to": "reopened", "act": "reopen", "label": "Reopen", "needs_reason": True, "signs": False}]
QUOTATION_DETAIL = {**QUOTATION, "moves": MOVES}
PASSAGE = {
    "id": 7,
    "capture": CAPTURE_ID,
    "layer": "article",
    "start": 29,
    "end": 87,
    "exact": RECORDED,
    "prefix": "MAYOR SPEAKER: Good morning. ",
    "suffix": " Thank you.",
    "recorded_speaker": "MAYOR SPEAKER",
}
FLAG = {"flag": "cut_mid_sentence", "words": "", "severity": "low", "sentence": "The recorded sentence goes on."}
OPERATION = {
    "kind": "replaced",
    "quote": [8, 13],
    "quote_words": "close",
    "source": [37, 41],
    "source_words": "shut",
    "severity": "medium",
    "touches": [],
    "reason": "",
}
COMPARISON = {
    "source": "records.example/council/2026-11-24",
    "source_id": SOURCE_ID,
    "url": "https://records.example/council/2026-11-24",
    "tier": "P1",
    "link": "https://records.example/council/2026-11-24#:~:text=We%20will%20shut%20the,and%20not%20for%20longer.",
    "capture": CAPTURE_ID,
    "capture_href": f"{SITE}/captures/{CAPTURE_ID}",
    "sha256": SHA256,
    "captured_at": "2026-11-24T09:12:02Z",
    "layer": "article",
    "match": "altered",
    "severity": "medium",
    "coverage": 0.91,
    "flags": [],
    "operations": [OPERATION],
    "spans": [[29, 87]],
    "sentences": ["“close” is printed where “shut” was said."],
    "speaker_check": "same",
    "recorded_speaker": "MAYOR SPEAKER",
    "recorded_words": RECORDED,
    "context_before": "MAYOR SPEAKER: Good morning. ",
    "context_after": " Thank you.",
    "occurrences": 1,
    "reason": "",
    "passages": [PASSAGE],
}
SEARCHED = {
    "source": "records.example/council/2026-11-24",
    "url": "https://records.example/council/2026-11-24",
    "outcome": "searched",
    "reason": "",
}
PUBLISHED_EVIDENCE = {
    "words": RECORDED,
    "prefix": "Good morning. ",
    "suffix": " Thank you.",
    "start": 29,
    "end": 87,
    "recorded_speaker": "MAYOR SPEAKER",
    "source": {"id": SOURCE_ID, "name": "records.example/council/2026-11-24", "title": "Council meeting, transcript",
               "url": "https://records.example/council/2026-11-24"},
    "tier": "P1",
    "capture": {"id": CAPTURE_ID, "sha256": SHA256, "text_sha256": SHA256, "captured_at": "2026-11-24T09:12:02Z"},
}  # fmt: skip
QUOTATION_EVIDENCE = {"published": [PUBLISHED_EVIDENCE], "searched": [SEARCHED], "comparisons": [COMPARISON]}
_CHAIN_LINK: dict[str, Any] = {
    "part": "outlet",
    "name": "",
    "state": "",
    "words": "",
    "url": "",
    "link": "",
    "published_at": None,
    "match": "",
    "tier": "",
    "recorded_speaker": "",
    "source_id": None,
    "capture": None,
    "sha256": "",
    "captured_at": None,
}
_RECORD_LINK = {
    **_CHAIN_LINK,
    "part": "record",
    "name": "Council meeting, transcript",
    "words": RECORDED,
    "url": COMPARISON["url"],
    "link": COMPARISON["link"],
    "published_at": "2026-11-24",
    "match": "altered",
    "tier": "P1",
    "recorded_speaker": "MAYOR SPEAKER",
    "source_id": SOURCE_ID,
    "capture": CAPTURE_ID,
    "sha256": SHA256,
    "captured_at": "2026-11-24T09:12:02+00:00",
}
CHAIN = {
    "quotation": QUOTATION_ID,
    "links": [
        {**_CHAIN_LINK, "part": "story", "name": "Bridge to close for nine days", "words": PRINTED},
        {**_CHAIN_LINK, "name": "Morning Paper", "state": "confirmed", "words": "Morning Paper"},
        {**_CHAIN_LINK, "part": "speaker", "name": "Maria Speaker", "words": "said"},
        _RECORD_LINK,
    ],
}
VARIANTS = {
    "quotation": QUOTATION_ID,
    "results": [
        {
            "kind": "recorded",
            "text": RECORDED,
            "match": "altered",
            "operations": [OPERATION],
            "speaker": "MAYOR SPEAKER",
            "outlet": "",
            "title": "Council meeting, transcript",
            "url": COMPARISON["url"],
            "link": COMPARISON["link"],
            "published_at": "2026-11-24",
            "tier": "P1",
            "quotation": None,
            "quotation_href": None,
            "status": "",
            "source_id": SOURCE_ID,
            "capture": CAPTURE_ID,
            "sha256": SHA256,
        }
    ],
}
ANNOTATIONS = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    "id": f"{SITE}/quotations/{QUOTATION_ID}/annotations",
    "type": "AnnotationCollection",
    "total": 1,
    "first": {
        "id": f"{SITE}/quotations/{QUOTATION_ID}/annotations#page",
        "type": "AnnotationPage",
        "startIndex": 0,
        "items": [
            {
                "id": f"{SITE}/quotations/{QUOTATION_ID}/annotations#record-1",
                "type": "Annotation",
                "motivation": "linking",
                "body": {
                    "type": "SpecificResource",
                    "source": f"{SITE}/captures/{CAPTURE_ID}/text",
                    "purpose": "linking",
                    "selector": [
                        {"type": "TextQuoteSelector", "exact": RECORDED, "prefix": "", "suffix": ""},
                        {"type": "TextPositionSelector", "start": 29, "end": 87},
                    ],
                    "state": {"type": "TimeState", "sourceDate": "2026-11-24T09:12:02+00:00"},
                },
                "target": {
                    "type": "SpecificResource",
                    "source": f"urn:uuid:{STORY_ID}",
                    "selector": [{"type": "TextQuoteSelector", "exact": PRINTED, "prefix": "", "suffix": ""}],
                },
            }
        ],
    },
}
HISTORY = {
    "results": [
        {
            "id": "2f0c5a37-0d5c-4d0e-a4a6-0a4c3f6d5b21",
            **REVISION,
            "reason": "",
            "snapshot": {"decision": "altered", "text": PRINTED, "evidence": [PUBLISHED_EVIDENCE]},
            "is_whole": True,
        }
    ]
}
CLAIM_REVIEW = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": f"{SITE}/quotations/{QUOTATION_ID}",
    "claimReviewed": f"Maria Speaker said: “{PRINTED}”",
    "datePublished": "2026-11-24",
    "author": {"@type": "Organization", "name": "Example Newsroom", "url": "https://factcheck.example.org"},
    "reviewRating": {"@type": "Rating", "alternateName": "Altered quotation", "ratingValue": 3, "bestRating": 5,
                     "worstRating": 1},
    "itemReviewed": {"@type": "Claim", "author": {"@type": "Person", "name": "Maria Speaker"}},
}  # fmt: skip
TRANSITION = {"to": "sign", "decision": "altered", "passages": [7], "note": "“shut” became “close”."}

CLAIM: dict[str, Any] = {
    **{name: QUOTATION[name] for name in (
        "story", "number", "attribution", "review_state", "state_changed_at", "version", "is_legal", "assigned_to",
        "assigned_until",
    )},
    "id": CLAIM_ID,
    "href": f"{SITE}/claims/{CLAIM_ID}",
    "start": 102,
    "end": 145,
    "text": "The bridge cost nine million pounds in 1998.",
    "sentence_start": 102,
    "sentence_end": 145,
    "score": 0.8,
    "reasons": [{"feature": "figure", "words": "nine million pounds"}],
    "rating": "false",
    "revision": {**REVISION, "decision": "false"},
}  # fmt: skip
CLAIM_CHECKS = {
    "looked_in": 10412,
    "asked": [
        {
            "source": "fact checks at factchecktools.googleapis.com",
            "url": "",
            "outcome": "searched",
            "reason": "1 claim asked for, 1 check came",
        }
    ],
    "results": [
        {
            "id": "c5a0e3c1-6a0f-4c58-9d1e-0f4b9f6f7a10",
            "claim": "The bridge cost eight million pounds in 1998.",
            "claimant": "Maria Speaker",
            "claimed_at": "2024-03-01",
            "publisher": "Riverside Checks",
            "rating": "Mostly false",
            "reviewed_at": "2024-03-05",
            "url": "https://checks.example.org/bridge",
            "score": 0.86,
            "same": False,
            "differs": [
                {
                    "kind": "number",
                    "asked_words": "nine million pounds",
                    "other_words": "eight million pounds",
                    "telling": True,
                }
            ],
        }
    ],
}
CLAIM_DETAIL = {**CLAIM, "moves": MOVES}
CLAIM_EVIDENCE = {
    "published": [PUBLISHED_EVIDENCE],
    "searched": [SEARCHED],
    "passages": [
        {
            "passage": PASSAGE,
            "source": COMPARISON["source"],
            "url": COMPARISON["url"],
            "tier": "P1",
            "sha256": SHA256,
            "score": 0.7,
            "signals": [
                {
                    "kind": "figure",
                    "outcome": "conflicts",
                    "claim_words": "nine million",
                    "evidence_words": "12 million",
                }
            ],
            "figures": "conflicts",
        }
    ],
    "outlets": [
        {
            "outlet": "Riverside Herald",
            "state": "unconfirmed",
            "shows": "contradicted",
            "reason": "figure: “nine million” in the claim, “12 million” there",
            "words": "The bridge cost 12 million pounds, the council said.",
            "source": "herald.example/bridge",
            "url": "https://herald.example/bridge",
            "searched": [
                {
                    "source": "herald.example/bridge",
                    "url": "https://herald.example/bridge",
                    "outcome": "searched",
                    "reason": "",
                }
            ],
        }
    ],
}
SOURCE_SUBMISSION = {"story": STORY_ID, "url": "https://records.example/council/2026-11-24", "tier": "P1"}
SOURCE = {
    "id": SOURCE_ID,
    "href": f"{SITE}/sources/{SOURCE_ID}",
    "kind": "web",
    "url": "https://records.example/council/2026-11-24",
    "name": "records.example/council/2026-11-24",
    "title": "Council meeting, transcript",
    "tier": "P1",
    "completeness": "complete",
    "outlet": None,
    "is_private": False,
    "is_watched": True,
    "link_state": "ok",
    "checked_at": "2026-11-24T09:12:02Z",
    "changed_at": None,
    "latest_capture": CAPTURE_ID,
    "created_at": "2026-11-24T09:12:00Z",
}
CAPTURE = {
    "id": CAPTURE_ID,
    "href": f"{SITE}/captures/{CAPTURE_ID}",
    "source": SOURCE_ID,
    "outcome": "fetched",
    "reason": "",
    "started_at": "2026-11-24T09:12:02Z",
    "ended_at": "2026-11-24T09:12:03Z",
    "status": 200,
    "final_url": "https://records.example/council/2026-11-24",
    "hops": [{"url": "https://records.example/council/2026-11-24", "status": 200, "address": "192.0.2.7"}],
    "response_headers": {"content-type": "text/plain"},
    "content_type": "text/plain",
    "encoding": "utf-8",
    "raw_sha256": SHA256,
    "raw_bytes_count": 98,
    "is_complete": True,
    "quality": 1.0,
    "text_sha256": SHA256,
    "characters": 98,
    "reader": "plain/1",
    "problem": "",
    "title": "",
    "published_at": "",
    "language": "en",
}
CAPTURE_TEXT = {
    "id": CAPTURE_ID,
    "text_sha256": SHA256,
    "text": f"MAYOR SPEAKER: Good morning. {RECORDED} Thank you.",
    "visible_text": "",
    "turns": [{"speaker": "MAYOR SPEAKER", "start": 0, "end": 98}],
}
CAPTURE_DIFF = {
    "before": {
        "id": CAPTURE_ID,
        "href": f"{SITE}/captures/{CAPTURE_ID}",
        "captured_at": "2026-11-24T09:12:02Z",
        "text_sha256": SHA256,
    },
    "after": {
        "id": OTHER_CAPTURE_ID,
        "href": f"{SITE}/captures/{OTHER_CAPTURE_ID}",
        "captured_at": "2026-11-25T09:12:02Z",
        "text_sha256": SHA256[::-1],
    },
    "is_same": False,
    "problem": None,
    "is_replaced": False,
    "withdrawal": "",
    "article": [{"kind": "replaced", "before": "nine", "after": "ten"}],
    "passages": [
        {
            "text": RECORDED,
            "outcome": "changed",
            "now": RECORDED.replace("nine", "ten"),
            "operations": [{**OPERATION, "quote_words": "nine", "source_words": "ten"}],
        }
    ],
}
TIMEMAP = (
    '<https://records.example/council>; rel="original",\n'
    f'<{SITE}/timemap/https://records.example/council>; rel="self"; type="application/link-format"; '
    'from="Tue, 24 Nov 2026 09:12:02 GMT"; until="Tue, 24 Nov 2026 09:12:02 GMT",\n'
    f'<{SITE}/captures/{CAPTURE_ID}/raw>; rel="first last memento"; datetime="Tue, 24 Nov 2026 09:12:02 GMT"\n'
)
WATCH: dict[str, Any] = {
    "id": SOURCE_ID,
    "href": f"{SITE}/watches/{SOURCE_ID}",
    "source_href": SOURCE["href"],
    "name": SOURCE["name"],
    "url": SOURCE["url"],
    "is_watched": True,
    "link_state": "changed",
    "checked_at": "2026-11-25T09:12:02Z",
    "changed_at": "2026-11-25T09:12:02Z",
    "next_look_at": "2026-11-25T09:42:02Z",
    "problem": "",
}
WATCH_DETAIL = {
    **WATCH,
    "alerts": [
        {
            "kind": "changed",
            "state": "open",
            "capture": OTHER_CAPTURE_ID,
            "before": RECORDED,
            "now": RECORDED.replace("nine", "ten"),
            "words_gone": "nine",
            "operations": [{**OPERATION, "quote_words": "nine", "source_words": "ten"}],
            "created_at": "2026-11-25T09:12:03Z",
            "settled_at": None,
            "returned_at": None,
        }
    ],
}
QUEUES = {
    "results": [
        {
            "name": "unassigned",
            "title": "Unassigned",
            "quotations": {"count": 3, "oldest_at": "2026-11-24T09:12:04Z"},
            "claims": {"count": 0, "oldest_at": None},
            "take": f"{SITE}/queues/unassigned/take",
        }
    ]
}
TAKEN = {
    "quotation": {
        **QUOTATION_DETAIL,
        "review_state": "in_review",
        "attribution_status": "unreviewed",
        "revision": None,
        "assigned_to": "rhea",
        "assigned_until": "2026-11-24T09:42:04Z",
        "moves": [{"to": "approved", "act": "propose", "label": "Sign", "needs_reason": False, "signs": True}],
    },
    "claim": None,
}
EXPORTS = {
    "results": [
        {
            "name": "quotations",
            "href": f"{SITE}/exports/quotations",
            "title": "Quotations, with what is known and decided of each",
            "media_types": ["application/x-ndjson", "text/csv"],
        }
    ]
}
DATA_FEED = {
    "@context": "https://schema.org",
    "@type": "DataFeed",
    "name": "Example Newsroom: published checks",
    "dataFeedElement": [
        {
            "@type": "DataFeedItem",
            "dateModified": "2026-11-24T11:02:00+00:00",
            "url": CLAIM_REVIEW["url"],
            "item": [CLAIM_REVIEW],
        }
    ],
}
IMPORT_REQUEST = {
    "kind": "archive",
    "records": [
        {
            "id": "council-2026-11-24",
            "title": "Council meeting, transcript",
            "published_at": "2026-11-24",
            "tier": "P1",
            "text": CAPTURE_TEXT["text"],
        }
    ],
}
IMPORTED = {
    "kind": "archive",
    "added": 1,
    "known": 0,
    "republished": 0,
    "skipped": 1,
    "waiting": 0,
    "problems": [{"place": "2", "reason": "“text” with words was expected"}],
}
METRICS = (
    '# HELP factcheck_stories Stories by stage.\n# TYPE factcheck_stories gauge\nfactcheck_stories{stage="ready"} 12\n'
)
SPEAKER = {"name": "Maria Speaker", "role": "mayor", "aliases": ["MAYOR SPEAKER"]}
OUTLET = {"name": "Morning Paper", "domain": "paper.example", "hosts": ["paper.example"], "tier": "S1", "is_own": False}
LOOKUP_REQUEST = {"text": PRINTED, "speaker": "Maria Speaker"}
LOOKUP_ANSWER = {
    "total": 1,
    "results": [
        {
            "status": "altered",
            "match": "altered",
            "flags": [],
            "score": 0.91,
            "coverage": 0.91,
            "recorded_words": RECORDED,
            "spans": [[29, 87]],
            "layer": "article",
            "operations": [OPERATION],
            "sentences": COMPARISON["sentences"],
            "speaker_check": "same",
            "recorded_speaker": "MAYOR SPEAKER",
            "context": {"before": "MAYOR SPEAKER: Good morning. ", "after": " Thank you."},
            "source": COMPARISON["source"],
            "outlet": "",
            "outlet_check": "unknown",
            "url": COMPARISON["url"],
            "source_id": SOURCE_ID,
            "title": "Council meeting, transcript",
            "tier": "P1",
            "link": COMPARISON["link"],
            "capture": {
                "id": CAPTURE_ID,
                "sha256": SHA256,
                "text_sha256": SHA256,
                "captured_at": "2026-11-24T09:12:02Z",
            },
            "decision": {
                "quotation_id": QUOTATION_ID,
                "status": "altered",
                "status_name": "Altered quotation",
                "text": PRINTED,
                "speaker": "Maria Speaker",
                "revision": 1,
                "published_at": "2026-11-24T11:02:00Z",
            },
        }
    ],
    "earliest": {
        "source": COMPARISON["source"],
        "url": COMPARISON["url"],
        "day": "2026-11-23",
        "is_published": True,
        "capture": CAPTURE_ID,
        "recorded_words": RECORDED,
    },
    "searched": {"captures": 412, "passages": 18230, "decisions": 37, "waiting": 0, "failed": [], "failed_count": 0},
    "reason": "",
}
LOOKUP_BATCH_REQUEST = {
    "items": [{**LOOKUP_REQUEST, "reference_id": "story-7/1"}, {"text": " ", "reference_id": "story-7/2"}]
}
LOOKUP_BATCH_ANSWER = {
    "items": [
        {"reference_id": "story-7/1", **LOOKUP_ANSWER},
        {
            "reference_id": "story-7/2",
            "problem": {
                "type": "https://factcheck.example.org/api/v1/problems/invalid-input",
                "title": "The request holds something that cannot be used",
                "status": 400,
                "detail": "/text: This field may not be blank.",
                "errors": [{"pointer": "/text", "detail": "This field may not be blank."}],
            },
        },
    ]
}
CLAIM_SEARCH = {
    "claims": [
        {
            "text": PRINTED,
            "claimant": "Maria Speaker",
            "claimDate": "2026-11-23T00:00:00Z",
            "claimReview": [
                {
                    "publisher": {"name": "Example Newsroom", "site": "factcheck.example.org"},
                    "url": f"https://factcheck.example.org/api/v1/quotations/{QUOTATION_ID}",
                    "title": "Bridge to close",
                    "reviewDate": "2026-11-24T00:00:00Z",
                    "textualRating": "Altered quotation",
                    "languageCode": "en",
                }
            ],
        }
    ]
}
REPORT = {"schema": "factcheck.story/1", "story": {"id": STORY_ID}, "quotations": [], "claims": [], "sources": []}
