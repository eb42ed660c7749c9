"""Two-step sign-in in a real Chromium: set up from the page, then used."""

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.factories import PASSWORD, UserFactory

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

WINDOWS = [
    pytest.param({"width": 1280, "scheme": "light"}, id="desk"),
    pytest.param({"width": 1280, "scheme": "dark"}, id="desk-dark"),
    pytest.param({"width": 390, "scheme": "light"}, id="phone"),
    pytest.param({"width": 390, "scheme": "dark"}, id="phone-dark"),
]


def looks_right(page: Page, width: int) -> None:
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []


@pytest.mark.parametrize("window", WINDOWS)
def test_set_up_then_sign_in_with_it(window: dict[str, Any], open_as: Open) -> None:
    person = UserFactory(role="reviewer", username="rhea")
    page = open_as(person, "/admin/second-factor/", **window)
    looks_right(page, window["width"])
    page.get_by_role("button", name="Set it up").click()
    expect(page.get_by_role("img", name="QR code")).to_be_visible()
    looks_right(page, window["width"])
    device = TOTPDevice.objects.get()
    page.get_by_role("textbox", name="Code").fill(f"{totp(device.bin_key):06d}")
    page.get_by_role("button", name="Turn on").click()
    codes = page.locator("code.secret").all_inner_texts()
    assert len(codes) == 10 and re.fullmatch(r"\w{5}-\w{5}", codes[0])
    looks_right(page, window["width"])
    page.get_by_role("link", name="I have copied them").click()
    page.goto("/admin/second-factor/")
    looks_right(page, window["width"])

    page.get_by_role("button", name="Log out").click()
    page.goto("/admin/")
    page.get_by_label("Username").fill("rhea")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("textbox", name="Code").fill("000000")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("not right")
    looks_right(page, window["width"])
    page.get_by_role("textbox", name="Code").fill(codes[0])
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("#desk-nav")).to_be_visible()


def test_admin_page_of_a_person(open_as: Open) -> None:
    person, admin = UserFactory(role="reviewer"), UserFactory(role="admin")
    TOTPDevice.objects.create(user=person, name="app")
    page = open_as(admin, f"/admin/auth/user/{person.pk}/change/", width=390)
    page.get_by_role("button", name="Reset two-step sign-in").click()
    expect(page.get_by_role("status")).to_contain_text("Reset")
    assert not TOTPDevice.objects.exists()
