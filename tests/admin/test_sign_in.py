"""Signing in: failed tries, the second factor, sessions that end; each with its audit entry."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.conf import LazySettings
from django.contrib.auth.models import Group, User
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from factcheck.models import AuditEntry, RecoveryCode, SignInTry
from factcheck.services import audit, keys, second_factor, sign_in
from tests.admin.conftest import ROLES
from tests.factories import PASSWORD, StoryFactory, UserFactory

pytestmark = pytest.mark.django_db

LOGIN = "/admin/login/"
STEP = "/admin/second-step/"
OWN = "/admin/second-factor/"
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def give(client: Client, name: str, password: str, **extra: Any) -> Any:
    return client.post(LOGIN, {"username": name, "password": password, "next": "/admin/"}, **extra)


def acts() -> list[str]:
    return list(AuditEntry.objects.order_by("sequence").values_list("act", flat=True))


def code_of(user: Any) -> str:
    device = TOTPDevice.objects.get(user=user)
    return f"{totp(device.bin_key, drift=device.drift):06d}"


def with_factor(user: Any) -> list[str]:
    """The recovery codes of a factor set up an hour ago, so that the code of now has not been used."""
    with time_machine.travel(NOON - timedelta(hours=1), tick=False):
        second_factor.start(user)
        return second_factor.confirm(user, code_of(user), session_key=None)


def test_right_password_enters_and_is_recorded(reviewer: Any) -> None:
    client = Client()
    answer = give(client, "rhea", PASSWORD)
    assert answer.status_code == 302 and answer["Location"] == "/admin/"
    assert acts() == ["sign_in"] and not SignInTry.objects.exists()


def test_sixth_try_is_not_looked_at_until_the_lock_ends(reviewer: Any) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        for _ in range(sign_in.PAIR_LIMIT):
            assert "Too many" not in give(Client(), "rhea", "wrong password").content.decode()
        page = give(Client(), "rhea", PASSWORD).content.decode()
        assert "Wait 15 minutes" in page and "ask an admin" in page
        assert acts() == ["sign_in.failed"] * 5 + ["sign_in.locked"]
        clock.shift(sign_in.WINDOW + timedelta(seconds=1))
        assert give(Client(), "rhea", PASSWORD).status_code == 302


def test_lock_is_of_one_network_and_does_not_tell_who_exists(reviewer: Any) -> None:
    pages = []
    for name in ("rhea", "nobody"):
        pages.append([give(Client(), name, "wrong password").content.decode() for _ in range(6)])
    assert [re.findall('errornote">(.*?)</p>', p, re.S) for p in pages[0]] == [
        re.findall('errornote">(.*?)</p>', p, re.S) for p in pages[1]
    ]
    assert give(Client(), "rhea", PASSWORD, REMOTE_ADDR="192.0.2.7").status_code == 302


def test_one_name_from_many_networks_is_locked_everywhere(reviewer: Any) -> None:
    for n in range(sign_in.NAME_LIMIT):
        tried = sign_in.begin("rhea", f"192.0.2.{n}")
        sign_in.fail(tried, "rhea", "password")
    assert "Too many" in give(Client(), "rhea", PASSWORD, REMOTE_ADDR="198.51.100.1").content.decode()


NETWORKS = [
    pytest.param("192.0.2.1", "192.0.2.1", id="IPv4 whole"),
    pytest.param("::ffff:192.0.2.1", "192.0.2.1", id="IPv4 written as IPv6"),
    pytest.param("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64", id="one customer's IPv6"),
    pytest.param("unix:", "unix:", id="no address"),
]


@pytest.mark.parametrize(("address", "expected"), NETWORKS)
def test_network(address: str, expected: str) -> None:
    assert sign_in.network_of(address) == expected


def test_typed_name_is_nowhere(caplog: pytest.LogCaptureFixture) -> None:
    """People type passwords into the wrong box."""
    give(Client(), "correct horse battery", "x")
    stored = str(list(AuditEntry.objects.values())) + str(list(SignInTry.objects.values())) + caplog.text
    assert acts() == ["sign_in.failed"] and "correct horse" not in stored


@pytest.mark.parametrize("role", ROLES)
def test_only_admins_unlock_and_reset(role: str, sign_in: Callable[..., Client]) -> None:
    person = UserFactory(role="reviewer", username="rhea")
    with_factor(person)
    for _ in range(5):
        give(Client(), "rhea", "wrong password")
    client = sign_in(role)
    unlocked = client.post(reverse("admin:auth_user_unlock", args=[person.pk]))
    reset = client.post(reverse("admin:auth_user_reset_factor", args=[person.pk]))
    expected = 302 if role == "admin" else 403
    assert (unlocked.status_code, reset.status_code) == (expected, expected)
    assert SignInTry.objects.exists() == (role != "admin")
    assert (second_factor.device_of(person) is None) == (role == "admin")
    assert ("sign_in.unlocked" in acts(), "second_factor.reset" in acts()) == (role == "admin",) * 2


def test_person_page_offers_what_may_be_done(sign_in: Callable[..., Client]) -> None:
    person = UserFactory(role="reviewer", username="rhea")
    with_factor(person)
    client = sign_in("admin")
    page = client.get(reverse("admin:auth_user_change", args=[person.pk])).content.decode()
    assert "Reset two-step sign-in" in page and ">Unlock<" not in page
    for _ in range(5):
        give(Client(), "rhea", "wrong password")
    assert ">Unlock<" in client.get(reverse("admin:auth_user_change", args=[person.pk])).content.decode()


def test_nobody_resets_a_superuser_or_themselves(sign_in: Callable[..., Client]) -> None:
    boss = UserFactory(superuser=True)
    with_factor(boss)
    assert sign_in("admin").post(reverse("admin:auth_user_reset_factor", args=[boss.pk])).status_code == 403
    own = sign_in(boss).post(reverse("admin:auth_user_reset_factor", args=[boss.pk]), follow=True)
    assert "Another admin has to" in own.content.decode() and second_factor.device_of(boss)


def test_setting_up_and_signing_in_with_it(sign_in: Callable[..., Client]) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        client = sign_in("reviewer")
        user = client.user  # type: ignore[attr-defined]
        other = Client()
        other.force_login(user)
        page = client.post(OWN, {"act": "start"}).content.decode()
        assert "<svg" in page and "http://www" not in page.replace("http://www.w3.org", "") and "style=" not in page
        assert client.post(OWN, {"act": "confirm", "code": "000000"}).status_code == 422
        page = client.post(OWN, {"act": "confirm", "code": code_of(user)}).content.decode()
        codes = re.findall(r'class="secret">(\w{5}-\w{5})<', page)
        assert len(set(codes)) == 10
        assert codes[0] not in client.get(OWN).content.decode()
        assert other.get("/admin/").status_code == 302  # its session was made without the factor

        clock.shift(60)
        fresh = Client()
        assert give(fresh, user.username, PASSWORD)["Location"] == STEP
        assert fresh.get("/admin/").status_code == 302  # not yet
        assert fresh.post(STEP, {"code": "000000"}).status_code == 422
        code = code_of(user)
        assert fresh.post(STEP, {"code": code})["Location"] == "/admin/"
        assert fresh.get("/admin/").status_code == 200

        again = Client()
        give(again, user.username, PASSWORD)
        assert again.post(STEP, {"code": code}).status_code == 422, "a code works once"
        assert again.post(STEP, {"code": codes[0].upper().replace("-", " ")}).status_code == 302
        give(again := Client(), user.username, PASSWORD)
        assert again.post(STEP, {"code": codes[0]}).status_code == 422, "a recovery code works once"
    assert {"second_factor.added", "second_factor.recovery_code_used", "sessions.ended", "sign_in"} <= set(acts())
    assert audit.verify_chain().is_whole


def test_wrong_codes_lock_as_wrong_passwords_do(reviewer: Any) -> None:
    with time_machine.travel(NOON, tick=False):
        with_factor(reviewer)
        client = Client()
        give(client, "rhea", PASSWORD)
        pages = [client.post(STEP, {"code": "000000"}).content.decode() for _ in range(6)]
        assert "Too many" in pages[-1] and "Too many" not in pages[0]
        assert "Too many" in client.post(STEP, {"code": code_of(reviewer)}).content.decode()


def test_second_step_ends_with_time_or_a_new_password(reviewer: Any) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        with_factor(reviewer)
        late, changed = Client(), Client()
        give(late, "rhea", PASSWORD)
        give(changed, "rhea", PASSWORD)
        reviewer.set_password("another long password")
        reviewer.save()
        assert changed.post(STEP, {"code": code_of(reviewer)})["Location"] == LOGIN
        reviewer.set_password(PASSWORD)
        reviewer.save()
        clock.shift(301)
        assert late.post(STEP, {"code": code_of(reviewer)})["Location"] == LOGIN


def test_second_step_leads_to_no_other_site(reviewer: Any) -> None:
    with time_machine.travel(NOON, tick=False):
        with_factor(reviewer)
        client = Client()
        client.post(LOGIN, {"username": "rhea", "password": PASSWORD, "next": "https://evil.example/"})
        assert client.post(STEP, {"code": code_of(reviewer)})["Location"] == "/admin/"


def test_turning_off_and_new_codes_ask_for_a_code(sign_in: Callable[..., Client]) -> None:
    user = UserFactory(role="reviewer")
    codes = with_factor(user)
    client = sign_in(user)
    assert client.post(OWN, {"act": "off", "code": "wrong"}).status_code == 422
    assert second_factor.device_of(user)
    page = client.post(OWN, {"act": "renew", "code": codes[0]}).content.decode()
    renewed = re.findall(r'class="secret">(\w{5}-\w{5})<', page)
    assert len(renewed) == 10 and not set(renewed) & set(codes)
    assert client.post(OWN, {"act": "off", "code": codes[1]}).status_code == 422
    assert client.post(OWN, {"act": "off", "code": renewed[0]}).status_code == 302
    assert not TOTPDevice.objects.exists() and not RecoveryCode.objects.exists()


@pytest.mark.parametrize("required", ["staff", "all"])
def test_where_it_is_required_nothing_else_opens(
    required: str, settings: LazySettings, sign_in: Callable[..., Client]
) -> None:
    settings.REQUIRE_TWO_FACTOR = required
    client = sign_in("admin")
    for page in ("/admin/", "/admin/auth/user/", "/admin/password_change/", "/admin/all/"):
        assert client.get(page)["Location"] == OWN, page
    draft = f"/api/v1/stories/{StoryFactory().public_id}"
    assert client.get(draft).status_code == 404, "to the API it is nobody's session"
    with time_machine.travel(NOON, tick=False):
        client.post(OWN, {"act": "start"})
        user = client.user  # type: ignore[attr-defined]
        client.post(OWN, {"act": "confirm", "code": code_of(user)})
        assert client.get("/admin/").status_code == 200
        assert client.get(draft).status_code == 200
    codes = second_factor._make_codes(user)
    assert "nobody can do without" in client.post(OWN, {"act": "off", "code": codes[0]}).content.decode()


def test_api_keys_go_on_where_a_factor_is_required(settings: LazySettings) -> None:
    settings.REQUIRE_TWO_FACTOR = "all"
    person = UserFactory(role="reviewer")
    _, secret = keys.create_key(person, name="CMS", scopes=["read"], actor=person)
    answer = Client().get(f"/api/v1/stories/{StoryFactory().public_id}", HTTP_AUTHORIZATION=f"Bearer {secret}")
    assert answer.status_code == 200


CHANGES = [
    pytest.param({"groups": "editor"}, True, id="another role"),
    pytest.param({"is_active": ""}, True, id="deactivated"),
    pytest.param({"first_name": "Rhea"}, False, id="a name is no right"),
]


@pytest.mark.parametrize(("change", "ends"), CHANGES)
def test_sessions_end_when_rights_change(
    change: dict[str, str], ends: bool, sign_in: Callable[..., Client], reviewer: Any
) -> None:
    theirs = Client()
    theirs.force_login(reviewer)
    admin = sign_in("admin")
    fields = {
        "username": "rhea",
        "first_name": "",
        "is_active": "on",
        "is_staff": "on",
        "groups": str(reviewer.groups.get().pk),
    }
    if "groups" in change:
        change = {"groups": str(Group.objects.get(name=change["groups"]).pk)}
    posted = {key: value for key, value in {**fields, **change}.items() if value}
    assert admin.post(reverse("admin:auth_user_change", args=[reviewer.pk]), posted).status_code == 302
    assert ("sessions.ended" in acts()) == ends
    assert theirs.get("/admin/").status_code == (302 if ends else 200)
    assert admin.get("/admin/").status_code == 200
    assert Session.objects.count() == (1 if ends else 2)


def test_new_password_ends_other_sessions_and_is_recorded(sign_in: Callable[..., Client]) -> None:
    client = sign_in("reviewer")
    other = Client()
    other.force_login(client.user)  # type: ignore[attr-defined]
    new = "a quite different phrase"
    fields = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert client.post("/admin/password_change/", fields).status_code == 302
    assert acts() == ["password.set"]
    assert (client.get("/admin/").status_code, other.get("/admin/").status_code) == (200, 302)


def test_password_set_by_an_admin(sign_in: Callable[..., Client], reviewer: Any) -> None:
    theirs = Client()
    theirs.force_login(reviewer)
    new = "a quite different phrase"
    url = reverse("admin:auth_user_password_change", args=[reviewer.pk])
    admin = sign_in("admin")
    assert admin.post(url, {"password1": "123456789012345", "password2": "123456789012345"}).status_code == 200
    assert admin.post(url, {"password1": new, "password2": new, "usable_password": "true"}).status_code == 302
    assert acts()[-1] == "password.set" and new not in str(list(AuditEntry.objects.values()))
    assert theirs.get("/admin/").status_code == 302


def test_operator_resets_the_last_admin(capsys: pytest.CaptureFixture[str]) -> None:
    boss = UserFactory(superuser=True, username="boss")
    with_factor(boss)
    call_command("reset_second_factor", "boss")
    assert "is gone" in capsys.readouterr().out and second_factor.device_of(User.objects.get()) is None
