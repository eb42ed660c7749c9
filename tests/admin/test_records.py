"""Sources, captures, alerts, people, audit entries, revisions and keys at the desk."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client
from django.urls import reverse

from factcheck import store
from factcheck.models import AlertState, ApiKey, AuditEntry, Outlet, Speaker
from factcheck.services import audit
from tests.admin.conftest import ROLES
from tests.factories import (
    PASSWORD,
    AlertFactory,
    ApiKeyFactory,
    CaptureFactory,
    EarlierCheckFactory,
    OutletFactory,
    RevisionFactory,
    SourceFactory,
    SpeakerFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

SignIn = Callable[..., Client]


def change(name: str, pk: int) -> str:
    return reverse(f"admin:factcheck_{name}_change", args=[pk])


@pytest.mark.parametrize("role", ROLES)
def test_only_those_who_manage_sources_change_them(role: str, sign_in: SignIn) -> None:
    source = SourceFactory(tier="S1")
    client = sign_in(role)
    may = client.user.has_perm("factcheck.manage_sources")
    form = {"title": "Minutes", "tier": "P1", "completeness": "complete", "outlet": "", "is_private": "on"}
    assert client.post(change("source", source.pk), form).status_code == (302 if may else 403)
    source.refresh_from_db()
    assert source.tier == ("P1" if may else "S1")
    act = client.post(reverse("admin:factcheck_source_act", args=[source.pk]), {"act": "watch"})
    assert act.status_code == (302 if may else 403)
    source.refresh_from_db()
    assert source.is_watched == may


def test_editing_a_source_leaves_an_entry_with_old_and_new(sign_in: SignIn) -> None:
    source = SourceFactory(tier="S1", title="Old")
    client = sign_in("source manager")
    form = {"title": "Old", "tier": "P1", "completeness": "unknown", "outlet": "", "is_private": "on"}
    client.post(change("source", source.pk), form)
    entry = AuditEntry.objects.get(act="source.edited")
    assert (entry.old, entry.new) == ({"tier": "S1"}, {"tier": "P1"})
    assert audit.verify_chain().is_whole


def test_what_the_machine_saw_cannot_be_edited(sign_in: SignIn) -> None:
    source = SourceFactory(link_state="gone")
    sign_in("source manager").post(
        change("source", source.pk),
        {
            "title": "t",
            "tier": "P1",
            "completeness": "unknown",
            "link_state": "ok",
            "key": "x",
            "url": "https://x.example",
        },
    )
    source.refresh_from_db()
    assert source.link_state == "gone" and source.url != "https://x.example"


def test_looking_again_and_watching(sign_in: SignIn) -> None:
    source = SourceFactory(attempts=5, last_error="timed out")
    client = sign_in("editor")
    url = reverse("admin:factcheck_source_act", args=[source.pk])
    client.post(url, {"act": "check"})
    source.refresh_from_db()
    assert source.next_attempt_at is not None and source.attempts == 0
    client.post(url, {"act": "watch"})
    client.post(url, {"act": "watch"})
    client.post(url, {"act": "unwatch"})
    acts = list(AuditEntry.objects.order_by("sequence").values_list("act", flat=True))
    assert acts == ["source.look_asked", "source.watched", "source.unwatched"]
    assert client.get(url).status_code == 403


def test_capture_page_verifies_its_bytes(sign_in: SignIn) -> None:
    raw = b"MAYOR SPEAKER: We will shut the bridge."
    capture = CaptureFactory(raw_sha256=store.put(raw), text=raw.decode())
    client = sign_in("reviewer")
    assert "Verified just now" in client.get(change("capture", capture.pk)).content.decode()
    storages["captures"].delete(store.path_of(capture.raw_sha256))
    storages["captures"].save(store.path_of(capture.raw_sha256), ContentFile(b"bent"))
    page = client.get(change("capture", capture.pk)).content.decode()
    assert "Damaged" in page and "Verified" not in page and "Download the bytes" not in page
    answer = client.get(reverse("admin:factcheck_capture_raw", args=[capture.pk]), follow=True)
    assert "no longer has the hash" in answer.content.decode()


def test_raw_copy_is_a_download_that_can_do_no_harm(sign_in: SignIn) -> None:
    raw = b"<script>alert(1)</script>"
    capture = CaptureFactory(raw_sha256=store.put(raw), content_type="text/html")
    answer = sign_in("reviewer").get(reverse("admin:factcheck_capture_raw", args=[capture.pk]))
    assert answer.content == raw
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert Client().get(reverse("admin:factcheck_capture_raw", args=[capture.pk])).status_code == 302


@pytest.mark.parametrize("role", ROLES)
def test_alert_shows_the_words_and_is_settled_with_a_reason(role: str, sign_in: SignIn) -> None:
    alert = AlertFactory()
    client = sign_in(role)
    page = client.get(change("alert", alert.pk)).content.decode()
    assert "nine" in page and "ten" in page
    may = client.user.has_perm("factcheck.review") or client.user.has_perm("factcheck.manage_sources")
    refused = client.post(change("alert", alert.pk), {"reason": " "})
    assert refused.status_code == (422 if may else 403)
    client.post(change("alert", alert.pk), {"reason": "a typo was mended"})
    alert.refresh_from_db()
    assert (alert.state == AlertState.SETTLED) == may


def test_people_are_edited_with_an_entry_and_never_deleted(sign_in: SignIn) -> None:
    speaker, outlet = SpeakerFactory(name="Jen Psaki", aliases=["MS. PSAKI"]), OutletFactory()
    client = sign_in("source manager")
    assert "MS. PSAKI" in client.get(change("speaker", speaker.pk)).content.decode()
    form = {"name": "Jen Psaki", "role": "press secretary", "aliases": "MS. PSAKI\n\nPsaki \nPsaki"}
    assert client.post(change("speaker", speaker.pk), form).status_code == 302
    assert Speaker.objects.get().aliases == ["MS. PSAKI", "Psaki"]
    client.post(change("outlet", outlet.pk), {"name": outlet.name, "domain": "b.example", "tier": "S2"})
    assert Outlet.objects.get().domain == "b.example"
    assert set(AuditEntry.objects.values_list("act", flat=True)) == {"speaker.edited", "outlet.edited"}
    boss = sign_in(UserFactory(superuser=True))
    for name, row in (("speaker", speaker), ("outlet", outlet)):
        assert boss.post(reverse(f"admin:factcheck_{name}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize(
    "name", ["story", "quotation", "claim", "capture", "auditentry", "revision", "source", "alert"]
)
def test_records_cannot_be_added_or_deleted_by_hand(name: str, sign_in: SignIn) -> None:
    boss = sign_in(UserFactory(superuser=True))
    if name != "story":
        assert boss.get(reverse(f"admin:factcheck_{name}_add")).status_code == 403
    revision = RevisionFactory()
    rows = {"quotation": revision.quotation, "story": revision.quotation.story, "revision": revision}
    pk = rows[name].pk if name in rows else 1
    answer = boss.post(reverse(f"admin:factcheck_{name}_delete", args=[pk]), {"post": "yes"})
    assert answer.status_code in {302, 403}
    assert not rows.get(name) or type(rows[name]).objects.filter(pk=pk).exists()


def test_chain_is_verified_from_the_desk(sign_in: SignIn) -> None:
    client = sign_in("auditor")
    source = SourceFactory()
    for reason in ("one", "two"):
        audit.record("source.look_asked", source, actor=client.user, reason=reason)
    url = reverse("admin:factcheck_auditentry_verify")
    assert client.get(url).status_code == 403
    assert "The chain is whole: 2 entries" in client.post(url, follow=True).content.decode()
    entry = AuditEntry.objects.last()
    assert "Fits its fields" in client.get(change("auditentry", entry.pk)).content.decode()


@pytest.mark.parametrize("role", ROLES)
def test_audit_is_read_by_permission(role: str, sign_in: SignIn) -> None:
    entry = audit.record("source.look_asked", SourceFactory(), actor=None)
    client = sign_in(role)
    may = client.user.has_perm("factcheck.view_auditentry")
    assert client.get(change("auditentry", entry.pk)).status_code == (200 if may else 403)
    assert client.post(reverse("admin:factcheck_auditentry_verify")).status_code == (302 if may else 403)
    assert client.post(change("auditentry", entry.pk), {"act": "bent"}).status_code == (200 if may else 403)
    assert AuditEntry.objects.get().act == "source.look_asked"


def test_key_is_shown_once(sign_in: SignIn) -> None:
    client = sign_in("admin")
    url = reverse("admin:factcheck_apikey_add")
    person = UserFactory(role="reviewer")
    refused = client.post(url, {"user": person.pk, "name": "CMS", "scopes": []})
    assert refused.status_code == 422 and "Scopes among read, submit, review" in refused.content.decode()
    answer = client.post(url, {"user": person.pk, "name": "CMS", "scopes": ["read", "review"]})
    key = ApiKey.objects.get()
    secret = answer.context["secret"]
    assert secret in answer.content.decode() and "no-store" in answer["Cache-Control"]
    assert ApiKey.hash_of(secret) == key.sha256 and key.user == person
    assert secret not in client.get(change("apikey", key.pk)).content.decode()


@pytest.mark.parametrize("role", ROLES)
def test_keys_are_made_and_revoked_by_permission(role: str, sign_in: SignIn) -> None:
    key = ApiKeyFactory()
    client = sign_in(role)
    may = role == "admin"
    assert client.get(reverse("admin:factcheck_apikey_add")).status_code == (200 if may else 403)
    revoke = reverse("admin:factcheck_apikey_revoke", args=[key.pk])
    assert client.get(revoke).status_code == 403
    assert client.post(revoke).status_code == (302 if may else 403)
    key.refresh_from_db()
    assert key.is_usable != may


def test_users_and_groups_keep_their_pages(sign_in: SignIn) -> None:
    client = sign_in("admin")
    assert client.get(reverse("admin:auth_user_changelist")).status_code == 200
    assert client.get(reverse("admin:auth_user_change", args=[client.user.pk])).status_code == 200
    assert client.get(reverse("admin:auth_group_change", args=[Group.objects.get(name="editor").pk])).status_code == 200
    assert sign_in("editor").get(reverse("admin:auth_user_changelist")).status_code == 403


def person_form(person: Any, **fields: Any) -> dict[str, Any]:
    return {"username": person.username, "is_active": "on", "is_staff": "on", **fields}


def test_role_is_given_with_an_entry_and_nobody_makes_themselves_superuser(sign_in: SignIn) -> None:
    client = sign_in("admin")
    person, editor = UserFactory(role="reporter"), Group.objects.get(name="editor")
    url = reverse("admin:auth_user_change", args=[person.pk])
    answer = client.post(url, person_form(person, groups=[editor.pk], is_superuser="on"))
    assert answer.status_code == 302
    person.refresh_from_db()
    assert [group.name for group in person.groups.all()] == ["editor"] and not person.is_superuser
    entry = AuditEntry.objects.get(act="user.edited")
    assert (entry.old["groups"], entry.new["groups"]) == (["reporter"], ["editor"])
    assert "password" not in entry.new


def test_superusers_are_changed_by_superusers_only(sign_in: SignIn) -> None:
    boss = UserFactory(superuser=True)
    url = reverse("admin:auth_user_change", args=[boss.pk])
    password = reverse("admin:auth_user_password_change", args=[boss.pk])
    client = sign_in("admin")
    assert client.post(url, person_form(boss, email="mine@evil.example")).status_code == 403
    new = {"password1": "a long new pass phrase", "password2": "a long new pass phrase"}
    assert client.post(password, new).status_code == 403
    boss.refresh_from_db()
    assert boss.email != "mine@evil.example" and boss.check_password(PASSWORD)
    assert sign_in(UserFactory(superuser=True)).get(url).status_code == 200


def test_earlier_checks_are_listed_searched_and_read_by_everyone(sign_in: SignIn) -> None:
    check = EarlierCheckFactory(claim="The <b>tunnel</b> is shut.", url="javascript:alert(1)", raw={"id": "<i>7</i>"})
    EarlierCheckFactory()
    for role in ROLES:
        client = sign_in(role)
        listed = client.get(reverse("admin:factcheck_earliercheck_changelist"), {"q": "tunnel"})
        assert [row.pk for row in listed.context["cl"].result_list] == [check.pk]
        page = client.get(change("earliercheck", check.pk)).content.decode()
        assert "The &lt;b&gt;tunnel" in page and "&lt;i&gt;7" in page and 'href="javascript' not in page
        assert client.post(change("earliercheck", check.pk), {"claim": "x"}).status_code in {200, 403}
    check.refresh_from_db()
    assert check.claim.startswith("The <b>")


def test_a_list_without_earlier_checks_says_how_they_come(sign_in: SignIn) -> None:
    page = sign_in("reviewer").get(reverse("admin:factcheck_earliercheck_changelist")).content.decode()
    assert "import_checks" in page


HOSTS = [
    ("one a line, each once", "a.example\n\nA.example \nb.example", ["a.example", "b.example"]),
    ("a pasted address", "https://www.c.example/news?x=1", ["www.c.example"]),
    ("none", "", []),
]


@pytest.mark.parametrize(("typed", "kept"), [case[1:] for case in HOSTS], ids=[case[0] for case in HOSTS])
def test_further_hosts_of_an_outlet_are_edited_one_a_line(typed: str, kept: list[str], sign_in: SignIn) -> None:
    outlet = OutletFactory(other_hosts=["old.example"])
    client = sign_in("source manager")
    assert "old.example" in client.get(change("outlet", outlet.pk)).content.decode()
    form = {"name": outlet.name, "domain": outlet.domain, "tier": "S2", "other_hosts": typed}
    assert client.post(change("outlet", outlet.pk), form).status_code == 302
    outlet.refresh_from_db()
    assert outlet.other_hosts == kept
    assert AuditEntry.objects.get().new["other_hosts"] == sorted(kept)


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [("no host", "got “no host”"), ("taken.example", "taken.example is a host of The Other already")],
)
def test_a_host_that_is_none_or_anothers_is_refused(typed: str, refusal: str, sign_in: SignIn) -> None:
    OutletFactory(name="The Other", domain="taken.example")
    outlet = OutletFactory(domain="mine.example")
    form = {"name": outlet.name, "domain": outlet.domain, "tier": "S2", "other_hosts": typed}
    page = sign_in("source manager").post(change("outlet", outlet.pk), form).content.decode()
    assert refusal in page and typed in page
    outlet.refresh_from_db()
    assert outlet.other_hosts == [] and not AuditEntry.objects.exists()
