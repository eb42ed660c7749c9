"""Figures for monitoring: read by programs, telling nothing of stories, people and decisions."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from tests.api.conftest import problem_of
from tests.factories import CaptureFactory, QuotationFactory, SourceFactory

pytestmark = pytest.mark.django_db
LINE = re.compile(r'(factcheck_[a-z_]+)(\{[a-z_]+="[^"\n]*"(?:,[a-z_]+="[^"\n]*")*\})? (\S+)')


def samples(client: APIClient) -> dict[str, float]:
    response: Any = client.get("/api/v1/metrics")
    assert response["Content-Type"] == "text/plain; version=0.0.4"
    found: dict[str, float] = {}
    for line in response.content.decode().splitlines():
        if not line.startswith("# "):
            matched = LINE.fullmatch(line)
            assert matched, line
            found[f"{matched[1]}{matched[2] or ''}"] = float(matched[3])
    return found


def test_counts_and_due_work(reader: APIClient) -> None:
    QuotationFactory()
    SourceFactory(next_attempt_at=timezone.now() - timedelta(minutes=5), is_watched=True)
    CaptureFactory()
    figures = samples(reader)
    assert figures['factcheck_quotations{review_state="queued"}'] == 1
    assert figures['factcheck_quotations{review_state="disputed"}'] == 0
    assert (figures["factcheck_captures"], figures["factcheck_captures_not_indexed"]) == (1, 1)
    assert figures['factcheck_work_due{task="capture_source"}'] == 1
    assert 299 <= figures['factcheck_work_oldest_seconds{task="capture_source"}'] < 400
    assert figures["factcheck_sources_watched"] == 1


def test_lost_index_is_a_figure_and_no_error(reader: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert samples(reader)["factcheck_index_up"] == 1
    CaptureFactory(indexed_at=timezone.now())  # and no index holds it
    figures = samples(reader)
    assert figures["factcheck_index_up"] == 0 and "factcheck_index_passages" not in figures


def test_each_figure_is_explained(reader: APIClient) -> None:
    text = reader.get("/api/v1/metrics").content.decode()
    names = {line.split("{")[0].split(" ")[0] for line in text.splitlines() if not line.startswith("#")}
    for name in names:
        assert f"# HELP {name} " in text and f"# TYPE {name} gauge" in text


def test_metrics_stand_where_programs_look(reader: APIClient) -> None:
    response: Any = reader.get("/metrics")
    assert (response.status_code, response["Location"]) == (302, "/api/v1/metrics")


def test_who_may(anonymous: APIClient, with_key: Any) -> None:
    problem_of(anonymous.get("/api/v1/metrics"), "not-authenticated")
    problem_of(with_key("submit", role="reporter").get("/api/v1/metrics"), "not-allowed")
