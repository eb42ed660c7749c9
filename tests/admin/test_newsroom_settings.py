"""The page of the newsroom's settings: for admins alone, every change in the audit chain, nothing typed lost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.models import AuditEntry, NewsroomSettings
from factcheck.services import newsroom_settings
from tests.admin.conftest import ROLES

pytestmark = pytest.mark.django_db

FORM = {"name": "Isle Gazette", "second_reader": "always", "lease_minutes": "45", "retention_days": ""}


def page() -> str:
    return reverse("admin:factcheck_newsroomsettings_change", args=[1])


@pytest.mark.parametrize("role", ROLES)
def test_only_admins_see_and_change_them(role: str, sign_in: Callable[..., Client]) -> None:
    client, may = sign_in(role), role == "admin"
    assert client.get(page()).status_code == (200 if may else 403)
    assert client.post(page(), FORM).status_code == (302 if may else 403)
    assert NewsroomSettings.objects.exists() == may
    for name in ("add", "delete"):
        args = [1] if name == "delete" else []
        refused = client.post(reverse(f"admin:factcheck_newsroomsettings_{name}", args=args), {"post": "yes"})
        assert refused.status_code == 403
    listed = client.get(reverse("admin:everything")).content.decode()
    assert ("/newsroomsettings/" in listed) == may


def test_a_change_is_in_the_chain_and_on_every_page(
    sign_in: Callable[..., Client], django_capture_on_commit_callbacks: Any
) -> None:
    client = sign_in("admin")
    for form in (FORM, FORM, {**FORM, "lease_minutes": "60"}):  # saving what is there already is no change
        with django_capture_on_commit_callbacks(execute=True):
            client.post(page(), form)
    changes = [(entry.act, entry.old, entry.new) for entry in AuditEntry.objects.order_by("sequence")]
    assert changes == [
        (
            "newsroomsettings.edited",
            {"name": "", "second_reader": "rules", "lease_minutes": 30},
            {"name": "Isle Gazette", "second_reader": "always", "lease_minutes": 45},
        ),
        ("newsroomsettings.edited", {"lease_minutes": 45}, {"lease_minutes": 60}),
    ]
    assert newsroom_settings.current().lease_minutes == 60
    assert "Isle Gazette</a>" in client.get(reverse("admin:index")).content.decode()


@pytest.mark.parametrize(
    ("field", "value", "refusal"),
    [
        ("lease_minutes", "4", "greater than or equal to 5"),
        ("lease_minutes", "481", "less than or equal to 480"),
        ("second_reader", "never", "never is not one of the available choices"),
        ("retention_days", "-1", "greater than or equal to 0"),
    ],
)
def test_what_makes_no_sense_is_refused(field: str, value: str, refusal: str, sign_in: Callable[..., Client]) -> None:
    answer = sign_in("admin").post(page(), {**FORM, field: value}).content.decode()
    assert refusal in answer and "Isle Gazette" in answer
    assert not NewsroomSettings.objects.exists()


def test_the_list_is_the_page_and_its_history_the_audit(sign_in: Callable[..., Client]) -> None:
    client = sign_in("admin")
    listed = client.get(reverse("admin:factcheck_newsroomsettings_changelist"))
    assert 'name="lease_minutes"' in listed.content.decode()
    history = client.get(reverse("admin:factcheck_newsroomsettings_history", args=[1]), follow=True)
    assert history.status_code == 200
    other = client.get(reverse("admin:factcheck_newsroomsettings_change", args=[2]), follow=True)
    assert "doesn’t exist" in other.content.decode()
