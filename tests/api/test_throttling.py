"""Shares of requests."""

from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from rest_framework.test import APIClient

from tests.api.conftest import problem_of

pytestmark = pytest.mark.django_db
URL = "/api/v1/problems"


def rates(settings: Any, **given: str) -> None:
    settings.REST_FRAMEWORK = {**settings.REST_FRAMEWORK, "DEFAULT_THROTTLE_RATES": given}


def statuses(client: APIClient, times: int) -> list[int]:
    return [client.get(URL).status_code for _ in range(times)]


def test_share_may_be_used_at_once_and_comes_back_bit_by_bit(anonymous: APIClient, settings: Any) -> None:
    rates(settings, address="3/min")
    with time_machine.travel("2026-11-24T09:00:00Z", tick=False) as clock:
        assert statuses(anonymous, 4) == [200, 200, 200, 429]
        clock.shift(21)  # a third of a minute brings back one of three
        assert statuses(anonymous, 2) == [200, 429]
        clock.shift(120)
        assert statuses(anonymous, 4) == [200, 200, 200, 429]


def test_too_many_requests_says_when_to_come_again(anonymous: APIClient, settings: Any) -> None:
    rates(settings, address="2/min")
    with time_machine.travel("2026-11-24T09:00:00Z", tick=False) as clock:
        statuses(anonymous, 2)
        response = anonymous.get(URL)
        problem_of(response, "too-many-requests")
        assert response["Retry-After"] == "30"
        clock.shift(30)
        assert anonymous.get(URL).status_code == 200


def test_keys_have_a_share_of_their_own(anonymous: APIClient, reader: APIClient, settings: Any) -> None:
    rates(settings, key="2/min", address="1/min")
    assert statuses(anonymous, 2) == [200, 429]
    assert statuses(reader, 3) == [200, 200, 429]


def test_two_addresses_do_not_share(settings: Any) -> None:
    rates(settings, address="1/min")
    assert APIClient(REMOTE_ADDR="192.0.2.1").get(URL).status_code == 200
    assert APIClient(REMOTE_ADDR="192.0.2.2").get(URL).status_code == 200
    assert APIClient(REMOTE_ADDR="192.0.2.1").get(URL).status_code == 429


def test_forwarded_address_is_not_believed_without_a_proxy(settings: Any) -> None:
    rates(settings, address="1/min")
    for number in range(2):
        response = APIClient(HTTP_X_FORWARDED_FOR=f"198.51.100.{number}").get(URL)
    assert response.status_code == 429


def test_caller_costs_one_number_whatever_the_rate(anonymous: APIClient, settings: Any) -> None:
    rates(settings, address="1000/min")
    statuses(anonymous, 20)
    assert isinstance(cache.get("throttle:address:127.0.0.1"), float)


def test_without_a_rate_there_is_no_limit(anonymous: APIClient, settings: Any) -> None:
    rates(settings)
    assert set(statuses(anonymous, 5)) == {200}
