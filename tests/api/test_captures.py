"""Captures over the API: their texts and bytes, what changed between two, all copies of an address."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from factcheck import store
from factcheck.models import Capture, ReviewState
from factcheck.services.review import move, sign
from tests.api.conftest import problem_of
from tests.api.test_reviewed import compared_quotation, published_quotation
from tests.factories import RECORD, CaptureFactory, SourceFactory, UserFactory

pytestmark = pytest.mark.django_db
HTML = b"<!doctype html><script>alert(document.cookie)</script>"


def test_capture_its_text_and_its_bytes(reader: APIClient) -> None:
    capture = CaptureFactory(raw_sha256=store.put(HTML), turns=[{"speaker": "MAYOR SPEAKER", "start": 0, "end": 98}])
    path = f"/api/v1/captures/{capture.public_id}"
    assert reader.get(path).json()["characters"] == len(capture.text)
    assert reader.get(f"{path}/text").json()["turns"] == [{"speaker": "MAYOR SPEAKER", "start": 0, "end": 98}]
    raw = reader.get(f"{path}/raw")
    assert raw.content == HTML
    assert raw["Content-Type"] == "application/octet-stream"
    assert raw["Content-Disposition"].startswith("attachment;")
    assert raw["X-Content-Type-Options"] == "nosniff" and "sandbox" in raw["Content-Security-Policy"]


def test_bytes_that_are_gone_are_not_passed_over(reader: APIClient) -> None:
    capture = CaptureFactory(raw_sha256="ab" * 32)
    problem_of(reader.get(f"/api/v1/captures/{capture.public_id}/raw"), "capture-damaged")


def test_failure_has_no_bytes(reader: APIClient) -> None:
    capture = CaptureFactory(outcome="blocked", text="", text_sha256="", raw_sha256="")
    problem_of(reader.get(f"/api/v1/captures/{capture.public_id}/raw"), "not-found")


@pytest.mark.parametrize("part", ["", "/text", "/raw"])
def test_captures_of_private_sources_are_not_there(anonymous: APIClient, part: str) -> None:
    problem_of(anonymous.get(f"/api/v1/captures/{CaptureFactory().public_id}{part}"), "not-found")


# Diff -----------------------------------------------------------------------------------------------------------------


def diff(client: APIClient, before: Capture, after: Capture) -> Any:
    response = client.get(f"/api/v1/captures/{before.public_id}/diff/{after.public_id}")
    assert response.status_code == 200, response.content
    return response.json()


def test_diff_tells_what_became_of_published_words(anonymous: APIClient) -> None:
    before = published_quotation().published_revision.snapshot["evidence"][0]["capture"]["id"]  # type: ignore[union-attr]
    before = Capture.objects.get(public_id=before)
    after = CaptureFactory(source=before.source, text=RECORD.replace("nine days", "ten days"))
    body = diff(anonymous, before, after)
    assert (body["is_same"], body["problem"]) == (False, None)
    [passage] = body["passages"]
    assert (passage["outcome"], passage["now"]) == (
        "changed",
        "We will shut the bridge for ten days, and not for longer.",
    )
    assert (body["before"]["id"], body["after"]["id"]) == (str(before.public_id), str(after.public_id))
    assert diff(anonymous, before, before)["is_same"]
    assert diff(anonymous, before, before)["passages"][0]["outcome"] == "present"


def test_copy_that_is_no_copy_proves_nothing(reader: APIClient) -> None:
    before = CaptureFactory(text=RECORD * 20)
    after = CaptureFactory(source=before.source, text="Please sign in to read this page.")
    body = diff(reader, before, after)
    assert body["problem"] and body["article"] == []


def test_words_of_a_first_reader_are_in_no_diff(reader: APIClient) -> None:
    quotation, passage = compared_quotation()
    first = UserFactory(role="reviewer")
    move(quotation, ReviewState.IN_REVIEW, actor=first)
    sign(quotation, actor=first, decision="altered_meaning", passages=[passage.pk], note="A note.")
    after = CaptureFactory(source=passage.capture.source, text=RECORD.replace("nine days", "ten days"))
    assert diff(reader, passage.capture, after)["passages"] == []


def test_two_sources_are_not_compared(reader: APIClient) -> None:
    one, other = CaptureFactory(), CaptureFactory()
    document = problem_of(reader.get(f"/api/v1/captures/{one.public_id}/diff/{other.public_id}"), "invalid-input")
    assert "same source" in document["detail"]


def test_failure_is_not_compared(reader: APIClient) -> None:
    one = CaptureFactory()
    other = CaptureFactory(source=one.source, outcome="blocked", text="", text_sha256="", raw_sha256="")
    document = problem_of(reader.get(f"/api/v1/captures/{one.public_id}/diff/{other.public_id}"), "invalid-input")
    assert str(other.public_id) in document["detail"] and "blocked" in document["detail"]


def test_diff_of_a_private_source_is_not_there(anonymous: APIClient) -> None:
    one = CaptureFactory()
    problem_of(anonymous.get(f"/api/v1/captures/{one.public_id}/diff/{one.public_id}"), "not-found")


# Memento --------------------------------------------------------------------------------------------------------------

URL = "https://records.example/council?day=24"


@pytest.fixture
def copies() -> list[Capture]:
    """Two copies of a public page, a failure to get it, and a copy retention removed the bytes of."""
    source = SourceFactory(url=URL, key=f"web:{URL}", is_private=False)
    days = [datetime(2026, 11, day, 9, 12, 2, tzinfo=UTC) for day in (24, 25, 26, 27)]
    CaptureFactory(source=source, started_at=days[2], outcome="blocked", text="", text_sha256="", raw_sha256="")
    CaptureFactory(source=source, started_at=days[3], bytes_dropped_at=timezone.now())
    sha256 = store.put(HTML)
    return [CaptureFactory(source=source, started_at=day, raw_sha256=sha256) for day in days[:2]]


@pytest.mark.parametrize(
    "asked", [URL, "https%3A%2F%2Frecords.example%2Fcouncil%3Fday%3D24", "HTTPS://Records.Example/council?day=24"]
)
def test_timemap_lists_the_copies(anonymous: APIClient, copies: list[Capture], asked: str) -> None:
    response: Any = anonymous.get(f"/api/v1/timemap/{asked}")
    assert response["Content-Type"] == "application/link-format"
    original, own, *mementos = response.content.decode().rstrip("\n").split(",\n")
    assert original.endswith('>; rel="original"') and "day=24" in original
    assert 'rel="self"; type="application/link-format"' in own
    assert 'from="Tue, 24 Nov 2026 09:12:02 GMT"; until="Wed, 25 Nov 2026 09:12:02 GMT"' in own
    base = "http://testserver/api/v1/captures"
    assert mementos == [
        f'<{base}/{copies[0].public_id}/raw>; rel="first memento"; datetime="Tue, 24 Nov 2026 09:12:02 GMT"',
        f'<{base}/{copies[1].public_id}/raw>; rel="last memento"; datetime="Wed, 25 Nov 2026 09:12:02 GMT"',
    ]


def test_one_copy_is_first_and_last(reader: APIClient) -> None:
    CaptureFactory(source__url=URL, source__key=f"web:{URL}")
    assert 'rel="first last memento"' in reader.get(f"/api/v1/timemap/{URL}").content.decode()


def test_timemap_is_not_sent_twice(anonymous: APIClient, copies: list[Capture]) -> None:
    tag = anonymous.get(f"/api/v1/timemap/{URL}")["ETag"]
    assert anonymous.get(f"/api/v1/timemap/{URL}", headers={"If-None-Match": tag}).status_code == 304


def test_address_of_letters_beyond_ascii(reader: APIClient) -> None:
    url = "https://records.example/r%C3%A9union"
    CaptureFactory(source__url=url, source__key=f"web:{url}")
    assert "memento" in reader.get(f"/api/v1/timemap/{url}").content.decode()


def test_timemap_of_a_private_source_is_not_there(anonymous: APIClient, reader: APIClient) -> None:
    CaptureFactory(source__url=URL, source__key=f"web:{URL}")
    problem_of(anonymous.get(f"/api/v1/timemap/{URL}"), "not-found")
    assert reader.get(f"/api/v1/timemap/{URL}").status_code == 200


def test_timemap_of_no_web_address(anonymous: APIClient) -> None:
    problem_of(anonymous.get("/api/v1/timemap/nowhere"), "invalid-input")


@pytest.mark.parametrize("part", ["", "/text", "/raw"])
def test_copy_says_when_it_was_made_and_of_what(anonymous: APIClient, copies: list[Capture], part: str) -> None:
    response: Any = anonymous.get(f"/api/v1/captures/{copies[0].public_id}{part}")
    assert response["Memento-Datetime"] == "Tue, 24 Nov 2026 09:12:02 GMT"
    timemap = f"http://testserver/api/v1/timemap/{URL}"
    assert response["Link"] == f'<{URL}>; rel="original", <{timemap}>; rel="timemap"; type="application/link-format"'
    assert anonymous.get(timemap).status_code == 200


def test_bytes_are_not_sent_twice(reader: APIClient) -> None:
    capture = CaptureFactory(raw_sha256=store.put(HTML))
    path = f"/api/v1/captures/{capture.public_id}/raw"
    again: Any = reader.get(path, headers={"If-None-Match": reader.get(path)["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
