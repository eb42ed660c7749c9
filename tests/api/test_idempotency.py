"""A request that is sent twice is done once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from rest_framework.test import APIClient

from factcheck.models import IdempotentRequest, Story
from tests.api.conftest import problem_of
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
URL = "/api/v1/stories"
KEY = {"Idempotency-Key": "order-66"}
BODY = {"text": "We will shut the bridge, said the mayor."}


@pytest.fixture
def submitter(with_key: Callable[..., APIClient]) -> APIClient:
    return with_key("submit", role="reporter")


def test_same_request_is_answered_twice_and_done_once(submitter: APIClient) -> None:
    first = submitter.post(URL, BODY, format="json", headers=KEY)
    Story.objects.update(title="Changed meanwhile")
    second = submitter.post(URL, BODY, format="json", headers=KEY)
    assert (second.status_code, second.json(), second["Location"]) == (202, first.json(), first["Location"])
    assert second["Idempotent-Replayed"] == "true" and "Idempotent-Replayed" not in first
    assert Story.objects.count() == 1


def test_other_request_under_the_same_key(submitter: APIClient) -> None:
    submitter.post(URL, BODY, format="json", headers=KEY)
    response = submitter.post(URL, {"text": "Quite other words."}, format="json", headers=KEY)
    problem_of(response, "idempotency-key-reused")
    assert response.status_code == 422 and Story.objects.count() == 1


def test_request_that_is_still_worked_on(submitter: APIClient) -> None:
    submitter.post(URL, BODY, format="json", headers=KEY)
    IdempotentRequest.objects.update(status=None)
    response = submitter.post(URL, BODY, format="json", headers=KEY)
    problem_of(response, "request-in-flight")
    assert response["Retry-After"] == "1"


def test_request_that_was_broken_off_may_be_tried_again(submitter: APIClient) -> None:
    submitter.post(URL, BODY, format="json", headers=KEY)
    IdempotentRequest.objects.update(status=None, created_at=timezone.now() - timedelta(minutes=6))
    assert submitter.post(URL, BODY, format="json", headers=KEY).status_code == 202


def test_answer_is_forgotten_after_a_day(submitter: APIClient) -> None:
    submitter.post(URL, BODY, format="json", headers=KEY)
    IdempotentRequest.objects.update(created_at=timezone.now() - timedelta(hours=25))
    response = submitter.post(URL, {"text": "Quite other words."}, format="json", headers=KEY)
    assert response.status_code == 202


def test_refused_request_may_be_mended_under_the_same_key(submitter: APIClient) -> None:
    problem_of(submitter.post(URL, {"text": ""}, format="json", headers=KEY), "invalid-input")
    assert submitter.post(URL, BODY, format="json", headers=KEY).status_code == 202


def test_keys_of_two_users_do_not_meet(submitter: APIClient, with_key: Callable[..., APIClient]) -> None:
    submitter.post(URL, BODY, format="json", headers=KEY)
    other = with_key("submit", "read", user=UserFactory(role="reporter"))
    response = other.post(URL, {"text": "Quite other words."}, format="json", headers=KEY)
    assert response.status_code == 202


def test_same_form_with_another_boundary_is_the_same(submitter: APIClient) -> None:
    def send(text: bytes) -> Any:
        return submitter.post(URL, {"file": SimpleUploadedFile("s.txt", text)}, format="multipart", headers=KEY)

    assert send(b"Words of the mayor.").status_code == 202
    assert send(b"Words of the mayor.")["Idempotent-Replayed"] == "true"
    problem_of(send(b"Words of another."), "idempotency-key-reused")


@pytest.mark.parametrize("key", ["x" * 256, "\x07bell"], ids=["long", "control character"])
def test_bad_key(submitter: APIClient, key: str) -> None:
    response = submitter.post(URL, BODY, format="json", headers={"Idempotency-Key": key})
    problem_of(response, "invalid-input")
