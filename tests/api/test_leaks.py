"""Every address, asked by all who may not know: no draft, no private copy, no first decision comes out."""

import itertools
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest
from django.urls import URLPattern
from rest_framework.test import APIClient

from factcheck import store
from factcheck.api.urls import urlpatterns
from factcheck.api.views.documents import openapi
from factcheck.models import SCOPES, Passage, ReviewState, Source, Story
from factcheck.services.index import index_captures
from factcheck.services.keys import create_key
from factcheck.services.review import move, sign
from tests.api.test_reviewed import published_quotation
from tests.factories import (
    RECORD,
    AlertFactory,
    ClaimEvidenceFactory,
    ComparisonFactory,
    SearchFactory,
    SourceFactory,
    StoryFactory,
    UserFactory,
    ViaFactory,
)

pytestmark = pytest.mark.django_db

# Put into every draft and private row; none may be seen.
SECRETS = ("Xyzzydraft", "altered_meaning")
METHODS = ("get", "post", "delete")


@pytest.fixture
def draft_ids() -> set[UUID]:
    """A story with everything in it that is nobody's business, one item waiting for its second reader."""
    story = StoryFactory(
        title="Xyzzydraft title", text="Xyzzydraft text of the story.", url="https://xyzzydraft.example/"
    )
    source = SourceFactory(
        name="Xyzzydraft source",
        title="Xyzzydraft",
        url="https://xyzzydraft.example/record",
        key="web:https://xyzzydraft.example/record",
    )
    comparison = ComparisonFactory(
        quotation__story=story,
        quotation__text="Xyzzydraft words are printed here.",
        capture__source=source,
        capture__raw_sha256=store.put(b"Xyzzydraft bytes"),
        capture__text=f"{RECORD} Xyzzydraft record.",
    )
    quotation = comparison.quotation
    SearchFactory(story=story, source=source)
    quotation.attribution.speaker.name = "Xyzzydraft Speaker"
    quotation.attribution.speaker.save()
    ViaFactory(attribution=quotation.attribution, outlet__name="Xyzzydraft Times")
    evidence = ClaimEvidenceFactory(claim__story=story, claim__text="Xyzzydraft cost nine million pounds.")
    reader = UserFactory(role="reviewer", username="Xyzzydraft-reader")
    move(quotation, ReviewState.IN_REVIEW, actor=reader)
    [passage] = comparison.passages.all()
    sign(quotation, actor=reader, decision="altered_meaning", passages=[passage.pk], note="Xyzzydraft note")
    capture = comparison.capture
    index_captures([capture.pk])
    return {story.public_id, source.public_id, capture.public_id, quotation.public_id, evidence.claim.public_id}


def addresses(ids: set[UUID]) -> Iterator[str]:
    for pattern in urlpatterns:
        if not isinstance(pattern, URLPattern) or pattern.name is None:
            continue
        route = f"/api/v1/{pattern.pattern}".replace("<path:uri>", "https://xyzzydraft.example/record")
        route = route.replace("<uuid:other_id>", "<uuid:public_id>")
        if "<uuid:public_id>" in route:
            yield from (route.replace("<uuid:public_id>", str(public_id)) for public_id in ids)
        else:
            yield route.replace("<slug:slug>", "stale")
    for text in ("Xyzzydraft words are printed here", "We will shut the bridge for nine days, and not for longer."):
        yield f"/api/v1/lookup?text={text}"
    for path in ("quotations", "claims"):
        yield f"/api/v1/{path}?speaker=Xyzzydraft Speaker"
        yield f"/api/v1/{path}?outlet=Xyzzydraft Times"
    yield "/api/v1/speakers?name=Xyzzydraft"
    yield "/api/v1/outlets?name=Xyzzydraft"


# What an operation asks for. Every other answers anybody, with what is published.
NEEDS: dict[str, set[str]] = {
    "submit_story": {"submit"},
    "add_source": {"submit"},
    "move_quotation": {"read", "review"},
    "move_claim": {"read", "review"},
    "list_watches": {"read"},
    "get_watch": {"read"},
    "watch_source": {"read", "submit"},
    "unwatch_source": {"read", "submit"},
    "look_at_source": {"read", "submit"},
    "list_queues": {"read"},
    "take_next": {"read", "review"},
    "export_captures_of_story": {"read"},
    "export_captures_of_source": {"read"},
    "import_records": {"read", "submit"},
    "get_metrics": {"read"},
    "get_story_report": {"read"},
    "get_story_gate": {"read"},
    "get_claim_checks": {"read"},
}
# These say that there is nothing, and not that a scope is missing.
HIDDEN = {"get_story_report", "get_story_gate"}
SCOPE_SETS = [set(chosen) for size in range(4) for chosen in itertools.combinations(SCOPES, size)]
BODIES = {
    "lookup_long": {"text": "Xyzzydraft words are printed here"},
    "import_records": {"kind": "archive", "records": [{"id": "mine", "text": "Words of ours."}]},
}


def operations(story: Story) -> Iterator[tuple[str, str, str]]:
    """Operation, method and address of everything described, with the ids of the story's draft rows."""
    [quotation], [claim] = story.quotations.all(), story.claims.all()
    capture = quotation.best_comparison.capture
    ids = {"stories": story, "quotations": quotation, "claims": claim, "sources": capture.source}
    ids |= {"watches": capture.source, "captures": capture, "story": story, "source": capture.source}
    for path, methods in openapi()["paths"].items():
        address = path.replace("{other_id}", str(capture.public_id)).replace("{uri}", capture.source.url)
        address = address.replace("{slug}", "stale").replace("{name}", "unassigned")
        if "{public_id}" in address:
            of = address.split("/{public_id}")[0].rpartition("/")[2]
            address = address.replace("{public_id}", str(ids[of].public_id))
        assert "{" not in address
        for method, operation in methods.items():
            yield operation["operationId"], method, address


@pytest.mark.slow
def test_each_scope_opens_what_it_says_and_nothing_else(draft_ids: set[UUID], settings: Any) -> None:
    """Every operation, asked without a key and with each set of scopes, of somebody who may do everything."""
    settings.REST_FRAMEWORK = {**settings.REST_FRAMEWORK, "DEFAULT_THROTTLE_RATES": {}}
    story = Story.objects.get(public_id__in=draft_ids)
    Source.objects.filter(public_id__in=draft_ids).update(is_watched=True)
    [passage] = Passage.objects.filter(evidence__isnull=False)
    AlertFactory(passage=passage, now="Xyzzydraft now")
    published_quotation(
        is_private=True, name="Xyzzydraft record", title="Xyzzydraft", url="https://xyzzydraft.example/x"
    )
    editor = UserFactory(superuser=True)
    asked = list(operations(story))
    assert set(NEEDS) <= {operation for operation, _, _ in asked}
    for scopes in SCOPE_SETS:
        client = APIClient()
        if scopes:
            _, secret = create_key(editor, name="crawl", scopes=sorted(scopes), actor=editor)
            client = APIClient(HTTP_AUTHORIZATION=f"Bearer {secret}")
        for operation, method, address in asked:
            body = {} if method == "get" else {"data": BODIES.get(operation, {}), "format": "json"}
            response = getattr(client, method)(address, **body)
            where = (sorted(scopes), operation, address, response.status_code)
            assert response.status_code < 500, where
            if not NEEDS.get(operation, set()) <= scopes:
                refused = 404 if operation in HIDDEN else 403 if scopes else 401
                assert response.status_code == refused, where
            else:
                assert response.status_code not in {401, 403}, where
            answer = f"{response.headers}{response.getvalue().decode(errors='replace')}"
            secrets = ["altered_meaning", "Xyzzydraft note"] + ([] if "read" in scopes else ["Xyzzydraft"])
            assert not [secret for secret in secrets if secret in answer], (where, answer[:500])
            if method == "get" and "read" not in scopes and str(story.public_id)[:8] in address:
                assert response.status_code in {401, 403, 404}, where


@pytest.fixture
def strangers(with_key: Callable[..., APIClient]) -> dict[str, APIClient]:
    session = APIClient()
    session.force_login(UserFactory(is_staff=False))
    return {
        "nobody": APIClient(),
        "key that may only submit": with_key("submit", role="reporter"),
        "key that may only review": with_key("review"),
        "key of a user without a role": with_key("read", "submit", "review", user=UserFactory()),
        "session of a user without a role": session,
    }


@pytest.mark.slow
def test_nothing_unpublished_comes_out(draft_ids: set[UUID], strangers: dict[str, APIClient], settings: Any) -> None:
    settings.REST_FRAMEWORK = {**settings.REST_FRAMEWORK, "DEFAULT_THROTTLE_RATES": {}}  # a crawl is many requests
    # Something is published, so lists are not empty, and what it rests on is private.
    shown = published_quotation(
        is_private=True, name="Xyzzydraft record", title="Xyzzydraft", url="https://xyzzydraft.example/other"
    )
    every_id = {*draft_ids, shown.public_id}
    asked = 0
    for who, client in strangers.items():
        for address in addresses(every_id):
            for method in METHODS:
                body = {} if method in {"get", "head", "options"} else {"data": {}, "format": "json"}
                response = getattr(client, method)(address, **body)
                answer = f"{response.headers}{response.getvalue().decode(errors='replace')}"
                secrets = SECRETS[:1] if address.endswith("/schema") else SECRETS  # which names every status
                assert not any(secret in answer for secret in secrets), (who, method, address, answer[:500])
                assert response.status_code < 500 and response.status_code != 429, (
                    who,
                    method,
                    address,
                    response.status_code,
                )
                if method == "get" and any(str(public_id) in address for public_id in draft_ids):
                    assert response.status_code in {401, 403, 404, 405}, (who, address, response.status_code)
                asked += 1
    assert asked > 1_000


def test_first_decision_is_hidden_from_every_key(draft_ids: set[UUID], with_key: Callable[..., APIClient]) -> None:
    """The decision of the first reader lives in its step alone until the item leaves the second review."""
    for role in ("reviewer", "editor", "reporter"):
        client = with_key("read", "submit", "review", user=UserFactory(role=role))
        for address in addresses(draft_ids):
            response: Any = client.get(address)
            if address.endswith(("/schema", "/docs")) or response.status_code == 404:
                continue
            assert "altered_meaning" not in response.getvalue().decode(errors="replace"), (role, address)
            assert "Xyzzydraft note" not in response.getvalue().decode(errors="replace"), (role, address)
