"""A real Chromium, people signed in to it, and the worker's part done in the test itself."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from factcheck.models import Search, Source, Story
from factcheck.services.capture import capture_source
from factcheck.services.compare import compare_search
from factcheck.services.extract import extract_story

# Without these, Chromium looks for the graphics card, for its updates and for its maker.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ROUNDS = 5
# A machine that runs other suites beside this one answers late, not wrongly.
PATIENCE_MILLISECONDS = 30_000

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    # Playwright's own loop runs in this thread, which Django takes for an async context.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=PATIENCE_MILLISECONDS)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield started
        started.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def open_as(browser: Browser, live_server: LiveServer) -> Iterator[Open]:
    """`open_as(user, "/admin/", width=390, scheme="dark", scripts=False)`: a page of that person's own browser."""
    contexts = []

    def _open(
        user: Any, path: str = "/admin/", *, width: int = 1280, scheme: Any = "light", scripts: bool = True
    ) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 850},
            color_scheme=scheme,
            java_script_enabled=scripts,
        )
        context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": _session_of(user), "url": live_server.url}]
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
        page.goto(path)
        return page

    yield _open
    for context in contexts:
        context.close()


def _session_of(user: Any) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)


@pytest.fixture
def work() -> Callable[[], None]:
    """Do what is due, as the worker would: read stories, copy sources, compare."""

    def _work() -> None:
        for _ in range(ROUNDS):
            for pk in Story.objects.filter(next_attempt_at__isnull=False).values_list("pk", flat=True):
                extract_story(pk)
            for pk in Source.objects.filter(next_attempt_at__isnull=False).values_list("pk", flat=True):
                capture_source(pk)
            for pk in Search.objects.filter(next_attempt_at__isnull=False).values_list("pk", flat=True):
                compare_search(pk)

    return _work
