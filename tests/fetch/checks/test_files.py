"""Checks in pages, dumps, answers and tables, with the errors that real ones have."""

import json
from contextlib import suppress
from io import BytesIO
from typing import Any

import pytest

from factcheck.fetch.checks import files
from factcheck.fetch.checks.files import read_file
from factcheck.fetch.checks.records import BadRecord, CheckRecord, Reading

REVIEW: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://checks.example/1",
    "claimReviewed": "The bridge was shut for ten days.",
    "datePublished": "2021-03-05",
    "author": {"@type": "Organization", "name": "Riverside Checks", "url": "https://checks.example/"},
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "Mary Speaker"},
        "datePublished": "2021-03-01",
    },
    "reviewRating": {"@type": "Rating", "ratingValue": 1, "bestRating": 5, "worstRating": 1, "alternateName": "False"},
}


def readings(content: str | bytes) -> list[Reading]:
    return list(read_file(BytesIO(content if isinstance(content, bytes) else content.encode())))


def records(content: str | bytes) -> list[CheckRecord]:
    found = readings(content)
    assert [reading.problem for reading in found if reading.problem] == []
    return [reading.record for reading in found if reading.record]


def page(*scripts: str, kind: str = "application/ld+json") -> str:
    return "<!doctype html><html><head>" + "".join(f'<script type="{kind}">{s}</script>' for s in scripts) + "</head>"


def review(**changes: Any) -> dict[str, Any]:
    return {**REVIEW, **changes}


def test_a_review_is_read_whole() -> None:
    [record] = records(page(json.dumps(REVIEW)))
    assert record.raw == REVIEW
    assert (record.claim, record.claimant, record.claimed_at) == (
        "The bridge was shut for ten days.",
        "Mary Speaker",
        "2021-03-01",
    )
    assert (record.publisher, record.publisher_site, record.url) == (
        "Riverside Checks",
        "checks.example",
        "https://checks.example/1",
    )
    assert (record.rating, record.rating_value, record.best_rating, record.worst_rating) == ("False", 1.0, 5.0, 1.0)
    assert record.reviewed_at == "2021-03-05"


TEXT = json.dumps(REVIEW)
SHAPES = [
    pytest.param(
        page(json.dumps({"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, REVIEW]})), id="graph"
    ),
    pytest.param(page(json.dumps([{"@type": "NewsArticle"}, REVIEW])), id="array"),
    pytest.param(page(json.dumps({"@type": "NewsArticle", "review": REVIEW})), id="nested-in-article"),
    pytest.param(page('{"@type": "BreadcrumbList"}', "{broken", TEXT), id="several-scripts"),
    pytest.param(page(TEXT.replace('"', "&quot;")), id="escaped-for-html"),
    pytest.param(page(f"<!-- {TEXT} -->"), id="comment"),
    pytest.param(page(f"//<![CDATA[\n{TEXT}\n//]]>"), id="cdata"),
    pytest.param(page(f"/*<![CDATA[*/{TEXT}/*]]>*/"), id="cdata-of-scripts"),
    pytest.param(page(TEXT[:-1] + ",}"), id="trailing-comma"),
    pytest.param(page(json.dumps([REVIEW])[:-1] + ", ,]"), id="trailing-commas-in-a-list"),
    pytest.param(page(TEXT.replace("shut for", "shut\n\tfor")), id="line-break-in-a-string"),
    pytest.param(page(TEXT.replace("ten days.", r"ten days\.")), id="needless-backslash"),
    pytest.param(page(TEXT + ";"), id="semicolon"),
    pytest.param(page("\ufeff" + TEXT), id="byte-order-mark"),
    pytest.param(page('{"@type": "WebSite"}\n' + TEXT), id="two-values-in-one-script"),
    pytest.param(page(TEXT, kind="Application/LD+JSON; charset=utf-8"), id="kind-in-capitals"),
    pytest.param(page(json.dumps(review(**{"@type": "claimReview"}))), id="type-in-other-case"),
    pytest.param(page(json.dumps(review(**{"@type": ["Review", "http://schema.org/ClaimReview"]}))), id="types"),
    pytest.param(
        page(json.dumps({f"schema:{key}" if key[0] != "@" else key: REVIEW[key] for key in REVIEW})), id="prefix"
    ),
    pytest.param(TEXT, id="bare-object"),
    pytest.param(json.dumps(REVIEW, indent=2), id="bare-object-on-lines"),
    pytest.param(json.dumps([REVIEW], indent=1), id="bare-array"),
    pytest.param(
        json.dumps({"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": [REVIEW]}]}),
        id="datafeed",
    ),
    pytest.param(json.dumps({"dataFeedElement": {"item": REVIEW}}), id="datafeed-of-one"),
    pytest.param(TEXT.encode("utf-16"), id="utf-16"),
    pytest.param(b"\xef\xbb\xbf" + TEXT.encode(), id="utf-8-with-mark"),
]


@pytest.mark.parametrize("content", SHAPES)
def test_a_review_is_found_in(content: str | bytes) -> None:
    [record] = records(content)
    assert (record.claim, record.rating, record.publisher) == (
        "The bridge was shut for ten days.",
        "False",
        "Riverside Checks",
    )


ERRORS = [
    pytest.param(review(author=None), {"publisher": "checks.example"}, id="no-author-the-site-stands-in"),
    pytest.param(review(author="Riverside Checks"), {"publisher": "Riverside Checks"}, id="author-as-text"),
    pytest.param(review(author=[REVIEW["author"], {"name": "Ada"}]), {"publisher": "Riverside Checks"}, id="authors"),
    pytest.param(review(author={"name": ["Riverside Checks"]}), {"publisher": "Riverside Checks"}, id="name-in-a-list"),
    pytest.param(
        review(claimReviewed=None, itemReviewed={"@type": "Claim", "claimReviewed": "It was shut."}),
        {"claim": "It was shut."},
        id="claim-in-itemReviewed",
    ),
    pytest.param(
        review(claimReviewed=None, itemReviewed={"@type": "Claim", "name": "It was shut."}),
        {"claim": "It was shut."},
        id="claim-as-name-of-the-item",
    ),
    pytest.param(review(claimReviewed=["It was shut."]), {"claim": "It was shut."}, id="claim-in-a-list"),
    pytest.param(review(claimReviewed={"@value": "It was shut."}), {"claim": "It was shut."}, id="claim-as-value"),
    pytest.param(
        review(claimReviewed="<p>It was &amp;quot;shut&amp;quot;.</p>"),
        {"claim": 'It was "shut".'},
        id="tags-and-entities",
    ),
    pytest.param(
        review(claimReviewed="CafÃ© closed, â€œfor goodâ€\x9d"), {"claim": "Café closed, “for good”"}, id="utf-8-twice"
    ),
    pytest.param(review(claimReviewed="a\0b"), {"claim": "ab"}, id="nul"),
    pytest.param(
        review(reviewRating={"ratingValue": "Mostly false"}),
        {"rating": "Mostly false", "rating_value": None},
        id="value-as-words",
    ),
    pytest.param(
        review(reviewRating={"ratingValue": "2", "bestRating": "5"}),
        {"rating": "2 of 5", "rating_value": 2.0},
        id="value-as-text",
    ),
    pytest.param(review(reviewRating={"ratingValue": "2,5"}), {"rating_value": 2.5}, id="decimal-comma"),
    pytest.param(review(reviewRating="Mostly false"), {"rating": "Mostly false"}, id="rating-as-text"),
    pytest.param(review(reviewRating=[{"alternateName": "Half true"}]), {"rating": "Half true"}, id="ratings"),
    pytest.param(review(datePublished="5 March 2021"), {"reviewed_at": "2021-03-05"}, id="odd-date"),
    pytest.param(
        review(datePublished="soon", dateModified="2021-03-06"), {"reviewed_at": "2021-03-06"}, id="date-elsewhere"
    ),
    pytest.param(review(itemReviewed=[REVIEW["itemReviewed"]]), {"claimant": "Mary Speaker"}, id="items"),
    pytest.param(review(itemReviewed="a text"), {"claimant": "", "claimed_at": ""}, id="item-as-text"),
    pytest.param(review(url=["//checks.example/1"]), {"url": "https://checks.example/1"}, id="address-without-scheme"),
    pytest.param(
        review(url=None, mainEntityOfPage={"@id": "https://checks.example/2"}),
        {"url": "https://checks.example/2"},
        id="page",
    ),
    pytest.param(review(url="javascript:alert(1)"), {"url": ""}, id="no-web-address"),
    pytest.param(review(inLanguage={"@type": "Language", "name": "English"}), {"language": "English"}, id="language"),
]


@pytest.mark.parametrize(("given", "expected"), ERRORS)
def test_errors_of_real_feeds(given: dict[str, Any], expected: dict[str, Any]) -> None:
    [record] = records(json.dumps(given))
    assert {name: getattr(record, name) for name in expected} == expected


def test_objects_elsewhere_in_the_graph_are_followed() -> None:
    graph = [review(author={"@id": "#us"}), {"@id": "#us", "@type": "Organization", "name": "Riverside Checks"}]
    [record] = records(page(json.dumps({"@graph": graph})))
    assert record.publisher == "Riverside Checks"


SKIPPED = [
    pytest.param(review(claimReviewed=" "), "the words of the claim", id="no-claim"),
    pytest.param(review(reviewRating={}), "a rating", id="no-rating"),
    pytest.param(review(author=None, url=None), "who checked it", id="nobody"),
]


@pytest.mark.parametrize(("given", "reason"), SKIPPED)
def test_what_is_of_no_use_is_skipped_with_its_place_and_reason(given: dict[str, Any], reason: str) -> None:
    feed = {"dataFeedElement": [{"item": [REVIEW]}, {"item": [given]}]}
    kept, skipped = readings(json.dumps(feed))
    assert kept.record and skipped.record is None
    assert skipped.place.endswith("dataFeedElement[1].item[0]") and reason in skipped.problem


def test_answers_of_google() -> None:
    answer = {
        "claims": [
            {
                "text": "The bridge was shut for ten days.",
                "claimant": "Mary Speaker",
                "claimDate": "2021-03-01T00:00:00Z",
                "claimReview": [
                    {
                        "publisher": {"name": "Riverside Checks", "site": "checks.example"},
                        "url": "https://checks.example/1",
                        "title": "No",
                        "reviewDate": "2021-03-05T00:00:00Z",
                        "textualRating": "False",
                        "languageCode": "en",
                    },
                    {
                        "publisher": {"site": "other.example"},
                        "url": "https://other.example/1",
                        "textualRating": "Wrong",
                    },
                ],
            }
        ],
        "nextPageToken": "x",
    }
    one, two = records(json.dumps(answer))
    assert (one.claim, one.claimant, one.claimed_at, one.publisher) == (
        "The bridge was shut for ten days.",
        "Mary Speaker",
        "2021-03-01",
        "Riverside Checks",
    )
    assert (one.rating, one.reviewed_at, one.language, two.publisher) == ("False", "2021-03-05", "en", "other.example")


def test_json_lines_keep_their_ids_and_a_bad_line_loses_no_other() -> None:
    row = {
        "id": 7,
        "claim": "It was shut.",
        "publisher": "P",
        "rating": "False",
        "date": "2021-03-05",
        "url": "https://p.example/",
    }
    lines = [json.dumps(row), "{not json}", json.dumps({"id": "8", "claim": "It opened."}), TEXT, ""]
    one, two, three, four = readings("\n".join(lines))
    assert one.record and (one.record.given_id, one.record.reviewed_at) == ("7", "2021-03-05")
    assert (two.place, three.place) == ("line 2", "line 3")
    assert "JSON was expected" in two.problem and "a rating" in three.problem
    assert four.record and four.record.publisher == "Riverside Checks"


def test_tables() -> None:
    table = "Claim;Speaker;Fact-checker;Verdict;Review date;URL;publisher\r\n" + (
        '"It was shut; so they said.";Mary;;False;2021-03-05;https://p.example/1;P\r\n;;;False;;;P\r\n'
    )
    one, two = readings(table)
    assert one.record and (one.record.claim, one.record.rating) == ("It was shut; so they said.", "False")
    assert (one.place, two.place) == ("line 2", "line 3") and "the words of the claim" in two.problem


def test_table_of_a_spreadsheet() -> None:
    [record] = records("claim,rating,publisher\nCafé “Zoë” closed,False,P\n".encode("cp1252"))
    assert record.claim == "Café “Zoë” closed"


def test_large_feeds_are_read_record_by_record(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_WHOLE_CHARACTERS", 2_000)
    monkeypatch.setattr(files, "_CHUNK", 700)
    items = [{"item": [review(claimReviewed=f"It was shut for {n} days.")]} for n in range(20)]
    feed = json.dumps({"@type": "DataFeed", "dataFeedElement": items}, indent=1)
    broken = feed.replace('"It was shut for 7 days."', "oops")
    found = readings(broken)
    assert [reading.place.split(",")[0] for reading in found] == [f"record {n}" for n in range(1, 21)]
    assert [reading.place for reading in found if reading.problem] == ["record 8"]
    assert found[19].record and found[19].record.claim == "It was shut for 19 days."


def test_a_large_feed_that_is_cut_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_WHOLE_CHARACTERS", 1_000)
    found = readings(json.dumps({"dataFeedElement": [REVIEW] * 5})[:-300])
    assert [bool(reading.record) for reading in found] == [True] * 4 + [False]
    assert "does not end" in found[-1].problem


NO_CHECKS = [
    pytest.param("", "empty", id="empty"),
    pytest.param("<html><p>Nothing", "ClaimReview was expected", id="page"),
    pytest.param('{"a": 1}\n', "", id="object"),
    pytest.param("[1, 2]", "none is here", id="list"),
    pytest.param('{"a": \n 1', "JSON was expected", id="broken"),
    pytest.param("name,age\nAda,36\n", "columns claim and rating", id="table"),
    pytest.param(b"\x89PNG\r\n\x1a\n\x00", "columns claim and rating", id="picture"),
]


@pytest.mark.parametrize(("content", "reason"), NO_CHECKS)
def test_what_holds_no_checks(content: str | bytes, reason: str) -> None:
    try:
        found = readings(content)
    except BadRecord as error:
        assert reason in str(error)
    else:
        assert not reason and [bool(reading.problem) for reading in found] == [True]


@pytest.mark.parametrize(
    "hostile", ["[" * 100_000, '{"a":' * 100_000, "<script " * 50_000, '{"@graph":[' + "[" * 50_000]
)
def test_hostile_files_end(hostile: str) -> None:
    with suppress(BadRecord):
        assert all(reading.record is None for reading in readings(hostile))


def test_half_a_surrogate_pair_is_replaced() -> None:
    given = {"claim": "It cost \ud800 nine", "publisher": "A\udfffB", "rating": "x", "url": "a.example/\ud800"}
    [record] = records(json.dumps([given]))
    assert (record.claim, record.publisher, record.url) == (
        "It cost \ufffd nine",
        "A\ufffdB",
        "https://a.example/\ufffd",
    )
