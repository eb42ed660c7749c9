"""The page of a copy: its whole record, a verdict on its bytes made just now, and both as files to keep."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from warcio.archiveiterator import ArchiveIterator

from factcheck import store
from factcheck.models import Capture, CaptureRetry
from tests.factories import CaptureFactory, ComparisonFactory, PassageFactory, UserFactory
from tests.services.desk import Desk

pytestmark = pytest.mark.django_db

TEXT = "MAYOR SPEAKER: We will shut the bridge for nine days, and not for longer. Thank you."


@pytest.fixture
def capture() -> Capture:
    return CaptureFactory(
        text=TEXT,
        raw_sha256=store.put(TEXT.encode()),
        canonical_url="https://city.example/talk",
        certificate_sha256="ab" * 32,
        robots="allowed",
        software="factcheck 9.9",
        turns=[{"speaker": "MAYOR SPEAKER", "start": 0, "end": len(TEXT), "words_start": 15}],
        heads={
            "request": "GET /0 HTTP/1.1\r\nHost: records.example\r\n",
            "response": "HTTP/1.1 200 OK\r\nX-Odd: <script>\r\nContent-Length: 84\r\n",
        },
    )


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(UserFactory(role="reporter"))
    return client


def page_of(desk: Client, capture: Capture) -> str:
    return desk.get(reverse("admin:factcheck_capture_change", args=[capture.pk])).content.decode()


def test_page_shows_the_record(desk: Client, capture: Capture) -> None:
    page = page_of(desk, capture)
    for shown in (
        capture.raw_sha256,
        "Verified just now",
        "192.0.2.7",
        "https://city.example/talk",
        "ab" * 32,
        "factcheck 9.9",
        "GET /0 HTTP/1.1",
        "HTTP/1.1 200 OK",
        "X-Odd: &lt;script&gt;",
        "MAYOR SPEAKER",
    ):
        assert shown in page, shown


def test_damage_is_named_with_what_rests_on_it(desk: Client, capture: Capture, captures_of_their_own: Path) -> None:
    item = Desk(passage=PassageFactory(capture=capture)).item_in("published")
    (captures_of_their_own / store.path_of(capture.raw_sha256)).write_bytes(b"x")
    page = page_of(desk, capture)
    assert "Damaged" in page and "Verified just now" not in page and "no longer has the hash" in page
    assert item.text[:30] in page and "Download the bytes" not in page


def test_bytes_removed_by_retention(desk: Client, capture: Capture) -> None:
    Capture.objects.update(bytes_dropped_at=timezone.now())
    page = page_of(desk, capture)
    assert "Bytes removed by retention" in page and "Verified just now" not in page
    assert "Download the bytes" not in page and "nine days" in page
    raw = desk.get(reverse("admin:factcheck_capture_raw", args=[capture.pk]))
    assert raw.status_code == 302


def test_work_that_failed_is_shown_until_it_is_done(desk: Client, capture: Capture) -> None:
    CaptureRetry.objects.create(capture=capture, task="index_capture", attempts=3, last_error="IndexUnavailable: lost")
    assert "IndexUnavailable: lost" in page_of(desk, capture)
    Capture.objects.update(indexed_at=timezone.now())
    assert "IndexUnavailable" not in page_of(desk, capture)


@pytest.mark.parametrize("of", ["capture", "source"])
def test_warc_download(desk: Client, capture: Capture, of: str) -> None:
    key = capture.pk if of == "capture" else capture.source_id
    answer: Any = desk.get(reverse(f"admin:factcheck_{of}_warc", args=[key]))
    assert answer.status_code == 200 and answer["Content-Type"] == "application/warc"
    assert answer["Content-Disposition"].startswith(f'attachment; filename="{of}-')
    assert "sandbox" in answer["Content-Security-Policy"] and answer["X-Content-Type-Options"] == "nosniff"
    records = list(ArchiveIterator(BytesIO(b"".join(answer.streaming_content))))
    assert [record.rec_type for record in records] == ["warcinfo", "response", "request", "metadata"]


def test_downloads_are_for_those_who_may_see_copies(client: Client, capture: Capture) -> None:
    client.force_login(UserFactory(is_staff=True))
    for of, key in (("capture", capture.pk), ("source", capture.source_id)):
        assert client.get(reverse(f"admin:factcheck_{of}_warc", args=[key])).status_code == 403
    client.logout()
    assert client.get(reverse("admin:factcheck_capture_warc", args=[capture.pk])).status_code == 302


def test_unknown_copy_has_no_download(desk: Client) -> None:
    assert desk.get(reverse("admin:factcheck_capture_warc", args=[987_654])).status_code == 302


def test_list_can_be_narrowed_to_damaged_copies(desk: Client, capture: Capture) -> None:
    other = CaptureFactory(damaged_at=timezone.now())
    page = desk.get(reverse("admin:factcheck_capture_changelist"), {"bytes": "damaged"}).content.decode()
    assert other.source.name in page and capture.source.name not in page


def test_damage_shows_wherever_the_copy_is_evidence(client: Client, capture: Capture) -> None:
    item = Desk(passage=PassageFactory(capture=capture)).item_in("in_review")
    ComparisonFactory(quotation=item, capture=capture)
    Capture.objects.update(damaged_at=timezone.now())
    client.force_login(UserFactory(role="editor"))
    decision = client.get(reverse("admin:factcheck_quotation_change", args=[item.pk]))
    assert "Stored copy damaged" in decision.content.decode()
    source = client.get(reverse("admin:factcheck_source_change", args=[capture.source_id]))
    assert "stored copy damaged" in source.content.decode()
