"""Quotations and claims over the API: read, evidence, history, ClaimReview, and moves between review states."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from factcheck.models import Claim, Passage, Quotation, ReviewState, ReviewStep, RevisionKind
from factcheck.services.import_checks import rebuild_words
from factcheck.services.publish import publish
from factcheck.services.review import move, sign
from tests.api.conftest import problem_of
from tests.factories import (
    AlertFactory,
    ClaimEvidenceFactory,
    ClaimFactory,
    ComparisonFactory,
    EarlierCheckFactory,
    QuotationFactory,
    RevisionFactory,
    SearchFactory,
    UserFactory,
    ViaFactory,
)

pytestmark = pytest.mark.django_db


def compared_quotation(**source: Any) -> tuple[Quotation, Passage]:
    """A quotation with a comparison, and the passage of its story's one source that was found."""
    quotation = ComparisonFactory(**{f"capture__source__{name}": value for name, value in source.items()}).quotation
    [passage] = quotation.best_comparison.passages.all()
    SearchFactory(story=quotation.story, source=passage.capture.source)
    return quotation, passage


def published_quotation(**source: Any) -> Quotation:
    """A quotation taken, signed and published by the services, with evidence; its source is public unless told
    otherwise.
    """
    quotation, passage = compared_quotation(**{"is_private": False, **source})
    reviewer, editor = UserFactory(role="reviewer"), UserFactory(role="editor")
    move(quotation, ReviewState.IN_REVIEW, actor=reviewer)
    sign(quotation, actor=reviewer, decision="accurate", passages=[passage.pk])
    publish(Quotation.objects.get(pk=quotation.pk), actor=editor)
    return Quotation.objects.get(pk=quotation.pk)


@pytest.fixture
def reviewer(with_key: Callable[..., APIClient]) -> APIClient:
    return with_key("read", "review")


def test_item_as_the_newsroom_sees_it(reviewer: APIClient) -> None:
    quotation = QuotationFactory()
    ViaFactory(attribution=quotation.attribution, text="CNN", start=3, end=6)
    body = reviewer.get(f"/api/v1/quotations/{quotation.public_id}").json()
    assert (body["text"], body["review_state"], body["attribution_status"]) == (quotation.text, "queued", "unreviewed")
    assert body["attribution"]["speaker"] == quotation.attribution.speaker.name
    assert body["attribution"]["via"][0]["text"] == "CNN"
    assert {edge["to"] for edge in body["moves"]} == {"in_review", "gathering", "dismissed"}


def test_moves_are_shown_to_those_who_may_make_them(reader: APIClient) -> None:
    quotation = QuotationFactory()
    assert reader.get(f"/api/v1/quotations/{quotation.public_id}").json()["moves"] == []


def test_public_sees_the_published_revision_and_not_the_row(anonymous: APIClient) -> None:
    quotation = published_quotation()
    editor = UserFactory(role="editor")
    move(quotation, ReviewState.REOPENED, actor=editor, reason="The source changed.")
    body = anonymous.get(f"/api/v1/quotations/{quotation.public_id}").json()
    assert (body["attribution_status"], body["revision"]["kind"]) == ("accurate", "published")
    assert body["story"]["id"] == str(quotation.story.public_id)
    assert {"review_state", "version", "moves", "assigned_to", "is_legal"}.isdisjoint(body)


def test_evidence_for_the_newsroom_and_for_the_public(reader: APIClient, anonymous: APIClient) -> None:
    quotation = published_quotation()
    path = f"/api/v1/quotations/{quotation.public_id}/evidence"
    full, public = reader.get(path).json(), anonymous.get(path).json()
    [comparison] = full["comparisons"]
    assert comparison["passages"][0]["exact"] == comparison["recorded_words"]
    assert comparison["link"].startswith(comparison["url"])
    assert public["comparisons"] == [] and public["published"] == full["published"]
    assert public["published"][0]["words"] == comparison["recorded_words"]
    assert public["searched"][0]["outcome"] == "searched"
    assert public["searched"][0]["source"] == full["searched"][0]["source"] == comparison["source"]


def published_claim(*, is_private: bool) -> Claim:
    """A claim taken, signed and published by the services, with evidence."""
    evidence = ClaimEvidenceFactory(passage__capture__source__is_private=is_private)
    claim, reviewer, editor = evidence.claim, UserFactory(role="reviewer"), UserFactory(role="editor")
    SearchFactory(story=claim.story, source=evidence.passage.capture.source)
    move(claim, ReviewState.QUEUED, actor=editor) if claim.review_state == "gathering" else None
    move(claim, ReviewState.IN_REVIEW, actor=reviewer)
    sign(claim, actor=reviewer, decision="true", passages=[evidence.passage.pk], note="Xyzzy note")
    publish(Claim.objects.get(pk=claim.pk), actor=editor)
    return Claim.objects.get(pk=claim.pk)


@pytest.mark.parametrize("kind", ["quotation", "claim"])
def test_private_source_is_unnamed_to_the_public_and_named_to_the_newsroom(
    reader: APIClient, anonymous: APIClient, kind: str
) -> None:
    item: Any = published_quotation(is_private=True) if kind == "quotation" else published_claim(is_private=True)
    [entry] = item.published_revision.snapshot["evidence"]
    hidden = [entry["source"][part] for part in ("id", "name", "title", "url")] + [entry["prefix"], entry["suffix"]]
    path = f"/api/v1/{kind}s/{item.public_id}"
    for part in ("", "/evidence", "/history", "/claimreview"):
        public = anonymous.get(f"{path}{part}")
        assert public.status_code == 200
        assert not [words for words in hidden if words and words in public.content.decode()], part
        assert "Xyzzy note" not in public.content.decode(), part
    public, full = (client.get(f"{path}/evidence").json() for client in (anonymous, reader))
    [shown] = public["published"]
    assert (shown["words"], shown["source"]) == (entry["words"], {"name": "a source of the newsroom"})
    assert public["searched"] == [
        {"source": "a source of the newsroom", "url": "", "outcome": "searched", "reason": ""}
    ]
    assert full["published"] == [entry] and full["searched"][0]["source"] == entry["source"]["name"]
    [revision] = anonymous.get(f"{path}/history").json()["results"]
    assert not revision["is_whole"] and revision["sha256"] == item.published_revision.sha256
    [revision] = reader.get(f"{path}/history").json()["results"]
    assert revision["is_whole"] and revision["snapshot"] == item.published_revision.snapshot


def test_claim_evidence(reader: APIClient) -> None:
    evidence = ClaimEvidenceFactory()
    body = reader.get(f"/api/v1/claims/{evidence.claim.public_id}/evidence").json()
    assert body["passages"][0]["passage"]["exact"] == evidence.passage.exact


def test_history_holds_published_revisions_and_nothing_else(anonymous: APIClient) -> None:
    quotation = published_quotation()
    [revision] = anonymous.get(f"/api/v1/quotations/{quotation.public_id}/history").json()["results"]
    assert revision["snapshot"] == quotation.published_revision.snapshot and revision["is_whole"]  # type: ignore[union-attr]
    assert revision["sha256"] == quotation.published_revision.sha256  # type: ignore[union-attr]


def test_claimreview(anonymous: APIClient) -> None:
    quotation = published_quotation()
    response = anonymous.get(f"/api/v1/quotations/{quotation.public_id}/claimreview")
    assert response["Content-Type"] == "application/ld+json"
    body = response.json()
    assert body["@type"] == "ClaimReview" and body["url"].endswith(str(quotation.public_id))
    assert quotation.text in body["claimReviewed"]
    assert body["reviewRating"]["alternateName"] == "Accurate quotation" and body["reviewRating"]["ratingValue"] == 5
    assert body["itemReviewed"]["firstAppearance"]["url"].startswith("https://records.example/")


def test_claimreview_leaves_the_value_out_where_a_decision_has_none(anonymous: APIClient) -> None:
    revision = RevisionFactory(decision="not_found", snapshot={"text": "Words.", "rating_value": None})
    body = anonymous.get(f"/api/v1/quotations/{revision.quotation.public_id}/claimreview").json()
    assert "ratingValue" not in body["reviewRating"]


@pytest.mark.parametrize("kind", ["nothing published", "retracted"])
def test_no_claimreview(reader: APIClient, kind: str) -> None:
    quotation = QuotationFactory()
    if kind == "retracted":
        quotation = RevisionFactory(kind=RevisionKind.RETRACTION).quotation
    problem_of(reader.get(f"/api/v1/quotations/{quotation.public_id}/claimreview"), "not-found")


@pytest.mark.parametrize(
    ("parameter", "value", "count"),
    [
        ("review_state", "queued", 1),
        ("review_state", "in_review", 0),
        ("match", "altered", 1),
        ("match", "exact", 0),
        ("speaker", "{speaker}", 1),
        ("speaker", "{SPEAKER}", 1),
        ("speaker", "nobody", 0),
        ("story", "{story}", 1),
        ("outlet", "nowhere", 0),
        ("status", "accurate", 0),
        ("published_after", "2026-01-01T00:00:00Z", 0),
    ],
)
def test_filters(reader: APIClient, parameter: str, value: str, count: int) -> None:
    quotation = ComparisonFactory().quotation
    name = quotation.attribution.speaker.name
    value = value.format(speaker=name, SPEAKER=name.upper(), story=quotation.story.public_id)
    assert len(reader.get("/api/v1/quotations", {parameter: value}).json()["results"]) == count


@pytest.mark.parametrize("parameter", ["review_state=queued", "match=exact"])
def test_public_cannot_ask_by_what_is_not_published(anonymous: APIClient, parameter: str) -> None:
    problem_of(anonymous.get(f"/api/v1/quotations?{parameter}"), "invalid-input")


# Moves -------------------------------------------------------------------------------------------------------------


def go(client: APIClient, item: Quotation | Claim, body: dict[str, Any], tag: str | None = None) -> Any:
    path = f"/api/v1/{item._meta.model_name}s/{item.public_id}"
    if tag is None:
        tag = client.get(path)["ETag"]
    return client.post(f"{path}/transitions", body, format="json", headers={"If-Match": tag})


def test_take_and_sign(reviewer: APIClient) -> None:
    quotation, passage = compared_quotation()
    taken = go(reviewer, quotation, {"to": "in_review"})
    assert (taken.status_code, taken.json()["review_state"]) == (200, "in_review")
    signed = go(
        reviewer, quotation, {"to": "sign", "decision": "accurate", "passages": [passage.pk]}, tag=taken["ETag"]
    )
    assert (signed.json()["review_state"], signed.json()["attribution_status"]) == ("approved", "accurate")
    step = ReviewStep.objects.get(reader="first")
    assert step.actor == reviewer.user and step.evidence.get().passage == passage  # type: ignore[attr-defined]


def test_claims_move_alike(reviewer: APIClient) -> None:
    claim = ClaimFactory()
    taken = go(reviewer, claim, {"to": "in_review"})
    assert taken.json()["review_state"] == "in_review"
    signed = go(reviewer, claim, {"to": "sign", "decision": "opinion", "note": "A judgement of taste."}, taken["ETag"])
    assert signed.json()["rating"] == "opinion"


def test_first_decision_is_nowhere_while_a_second_reader_is_awaited(
    reviewer: APIClient, with_key: Callable[..., APIClient]
) -> None:
    quotation, passage = compared_quotation()
    taken = go(reviewer, quotation, {"to": "in_review"})
    body = {
        "to": "sign",
        "decision": "altered_meaning",
        "passages": [passage.pk],
        "note": "The first reader thinks so.",
    }
    signed = go(reviewer, quotation, body, taken["ETag"])
    assert signed.json()["review_state"] == "second_review"
    second = with_key("read", "review", "submit")
    for client in (reviewer, second):
        for path in ("", "/evidence", "/history"):
            shown = client.get(f"/api/v1/quotations/{quotation.public_id}{path}").content.decode()
            assert "altered_meaning" not in shown and "first reader thinks" not in shown
    for path in ("/api/v1/quotations", f"/api/v1/stories/{quotation.story.public_id}/report"):
        assert "altered_meaning" not in second.get(path).content.decode()


@pytest.mark.parametrize(
    ("body", "status", "slug"),
    [
        pytest.param({"to": "published"}, 409, "illegal-transition", id="no such way"),
        pytest.param({"to": "approved", "decision": "accurate"}, 409, "illegal-transition", id="not taken"),
        pytest.param({"to": "dismissed"}, 422, "missing-evidence", id="no reason"),
        pytest.param({"to": "nowhere"}, 400, "invalid-input", id="no such state"),
        pytest.param({}, 400, "invalid-input", id="nothing"),
        pytest.param({"to": "in_review", "colour": "red"}, 400, "invalid-input", id="unknown field"),
        pytest.param({"to": "in_review", "passages": "7"}, 400, "invalid-input", id="passages no list"),
        pytest.param({"to": "in_review", "passages": [2**70]}, 400, "invalid-input", id="passage too large a number"),
        pytest.param({"to": "in_review", "note": "a\0b"}, 400, "invalid-input", id="NUL"),
    ],
)
def test_refused_move(reviewer: APIClient, body: dict[str, Any], status: int, slug: str) -> None:
    quotation = QuotationFactory()
    response = go(reviewer, quotation, body)
    document = problem_of(response, slug)
    assert response.status_code == status
    assert slug != "illegal-transition" or set(document["legal"]) == {"in_review", "gathering", "dismissed"}
    assert Quotation.objects.get(pk=quotation.pk).review_state == "queued"


def test_signing_without_evidence_says_what_is_missing(reviewer: APIClient) -> None:
    quotation = QuotationFactory()
    taken = go(reviewer, quotation, {"to": "in_review"})
    document = problem_of(
        go(reviewer, quotation, {"to": "sign", "decision": "accurate"}, taken["ETag"]), "missing-evidence"
    )
    assert "passage" in document["detail"]
    problem_of(go(reviewer, quotation, {"to": "sign", "decision": "lovely"}, taken["ETag"]), "missing-evidence")
    problem_of(go(reviewer, quotation, {"to": "sign"}, taken["ETag"]), "missing-evidence")


def test_permission_of_the_user_counts_besides_the_scope(reviewer: APIClient) -> None:
    quotation = QuotationFactory(approved=True)
    problem_of(go(reviewer, quotation, {"to": "published"}), "not-allowed")


def test_without_if_match(reviewer: APIClient) -> None:
    quotation = QuotationFactory()
    path = f"/api/v1/quotations/{quotation.public_id}/transitions"
    response = reviewer.post(path, {"to": "in_review"}, format="json")
    problem_of(response, "precondition-required")
    assert response.status_code == 428


@pytest.mark.parametrize(
    ("tag", "slug"),
    [
        pytest.param('"99.abc"', "stale", id="another version"),
        pytest.param('"99"', "stale", id="another version alone"),
        pytest.param('"abcdef"', "stale", id="tag of something else"),
        pytest.param("*", "invalid-input", id="whatever it is"),
        pytest.param("1", "invalid-input", id="no tag"),
        pytest.param('"' + "9" * 50 + '"', "stale", id="huge version"),
    ],
)
def test_other_if_match(reviewer: APIClient, tag: str, slug: str) -> None:
    quotation = QuotationFactory()
    problem_of(go(reviewer, quotation, {"to": "in_review"}, tag), slug)
    assert Quotation.objects.get(pk=quotation.pk).review_state == "queued"


@pytest.mark.parametrize("spelling", ['"{version}"', 'W/"{version}.abc"', '"{version}.0123abc"'])
def test_version_is_what_if_match_is_held_against(reviewer: APIClient, spelling: str) -> None:
    quotation = QuotationFactory()
    tag = spelling.format(version=quotation.version)
    assert go(reviewer, quotation, {"to": "in_review"}, tag).status_code == 200


def test_of_two_who_act_at_once_the_second_is_told(reviewer: APIClient, with_key: Callable[..., APIClient]) -> None:
    quotation = QuotationFactory()
    tag = reviewer.get(f"/api/v1/quotations/{quotation.public_id}")["ETag"]
    assert go(reviewer, quotation, {"to": "in_review"}, tag).status_code == 200
    other = with_key("read", "review", "submit")
    problem_of(go(other, quotation, {"to": "in_review"}, tag), "stale")


def test_moving_needs_the_scope(reader: APIClient, anonymous: APIClient) -> None:
    path = f"/api/v1/quotations/{QuotationFactory().public_id}/transitions"
    problem_of(reader.post(path, {"to": "in_review"}, format="json"), "not-allowed")
    problem_of(anonymous.post(path, {"to": "in_review"}, format="json"), "not-authenticated")


def test_moving_needs_the_scope_read_too(with_key: Callable[..., APIClient]) -> None:
    path = f"/api/v1/quotations/{QuotationFactory().public_id}/transitions"
    document = problem_of(with_key("review").post(path, {"to": "in_review"}, format="json"), "not-allowed")
    assert "“read”" in document["detail"]


def test_etag_changes_with_what_is_shown(reader: APIClient) -> None:
    quotation = QuotationFactory()
    path = f"/api/v1/quotations/{quotation.public_id}"
    tag = reader.get(path)["ETag"]
    assert reader.get(path, headers={"If-None-Match": tag}).status_code == 304
    Quotation.objects.filter(pk=quotation.pk).update(match="altered")
    assert reader.get(path, headers={"If-None-Match": tag}).status_code == 200


def test_list_costs_the_same_however_long(reader: APIClient, django_assert_max_num_queries: Any) -> None:
    for _ in range(8):
        ViaFactory(attribution=QuotationFactory().attribution)
    reader.get("/api/v1/quotations")
    with django_assert_max_num_queries(8):
        reader.get("/api/v1/quotations")


def test_earlier_checks_of_a_claim(reader: APIClient, anonymous: APIClient) -> None:
    claim = published_claim(is_private=False)
    path = f"/api/v1/claims/{claim.public_id}/checks"
    assert reader.get(path).json() == {"looked_in": 0, "asked": [], "results": []}
    check = EarlierCheckFactory(claim=claim.text)
    rebuild_words()
    body = reader.get(path).json()
    [result] = body["results"]
    assert (body["looked_in"], result["id"], result["same"]) == (1, str(check.public_id), True)
    assert (result["publisher"], result["rating"], result["differs"]) == ("Riverside Checks", "False", [])
    assert anonymous.get(path).status_code == 401


def test_filters_of_the_desk(reader: APIClient) -> None:
    flagged = ComparisonFactory(flags=[{"flag": "negation", "severity": "critical", "words": "not"}]).quotation
    QuotationFactory()

    def found(query: str) -> list[str]:
        return [q["id"] for q in reader.get(f"/api/v1/quotations?{query}").json()["results"]]

    assert found("flag=negation") == [str(flagged.public_id)]
    assert found("flag=number") == []
    problem_of(reader.get("/api/v1/quotations?flag=nonsense"), "invalid-input")
    assert len(found("updated_since=2020-01-01T00:00:00Z")) == 2
    assert found("updated_since=2999-01-01T00:00:00Z") == []


def test_changed_sources_are_found_and_do_not_tell_what_a_first_reader_rests_on(reader: APIClient) -> None:
    shown = published_quotation()
    entry = shown.published_revision.snapshot["evidence"][0]  # type: ignore[union-attr]
    AlertFactory(passage=Passage.objects.get(capture__public_id=entry["capture"]["id"]))
    waiting, passage = compared_quotation()
    first = UserFactory(role="reviewer")
    move(waiting, ReviewState.IN_REVIEW, actor=first)
    sign(waiting, actor=first, decision="altered_meaning", passages=[passage.pk], note="A note.")
    AlertFactory(passage=passage)
    changed, others = (
        [q["id"] for q in reader.get(f"/api/v1/quotations?source_changed={value}").json()["results"]]
        for value in ("true", "false")
    )
    assert (changed, others) == ([str(shown.public_id)], [str(waiting.public_id)])


def test_what_the_outlets_pages_show_is_for_the_newsroom(reader: APIClient, anonymous: APIClient) -> None:
    claim = published_claim(is_private=False)
    ViaFactory(attribution=claim.attribution, outlet__name="CNN")
    path = f"/api/v1/claims/{claim.public_id}/evidence"
    [look] = reader.get(path).json()["outlets"]
    assert (look["outlet"], look["shows"], look["state"]) == ("CNN", "could_not_look", "unconfirmed")
    assert look["searched"] == [] and "no page of CNN" in look["reason"]
    assert anonymous.get(path).json()["outlets"] == []


@pytest.mark.parametrize(
    ("moment", "status"),
    [
        ("0112-11-28T07:53:22-16:17", 200),  # PostgreSQL takes no such offset
        ("2026-01-01T00:00:00+23:59", 200),
        ("2026-01-01T00:00:00Z", 200),
        ("2026-01-01T00:00:00", 200),
        ("0001-01-01T00:00:00+10:00", 400),
        ("9999-12-31T23:59:59-10:00", 400),
        ("yesterday", 400),
    ],
)
def test_moments_of_any_offset(anonymous: APIClient, moment: str, status: int) -> None:
    assert anonymous.get("/api/v1/quotations", {"published_before": moment}).status_code == status
