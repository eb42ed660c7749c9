"""The page in a real browser: readable for everyone, on a phone, in the dark, without asking anybody for anything."""

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from factcheck.reports.html import render_report
from tests.reports.reports import full_report

pytestmark = pytest.mark.services

WINDOWS = [(1240, "light"), (1240, "dark"), (390, "light"), (390, "dark")]


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("report") / "report.html"
    file.write_text(render_report(full_report()), encoding="utf-8")
    return file


@pytest.mark.parametrize(("width", "scheme"), WINDOWS)
def test_no_accessibility_rule_is_broken(browser: Browser, page_file: Path, width: int, scheme: Any) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(page_file.as_uri())

    broken = Axe().run(page).response["violations"]

    assert [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in broken] == []
    page.close()


@pytest.mark.parametrize("width", [320, 390, 800, 1240])
def test_nothing_is_wider_than_the_window(browser: Browser, page_file: Path, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(page_file.as_uri())

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_the_page_asks_nobody_for_anything(browser: Browser, page_file: Path) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto(page_file.as_uri())

    assert asked == [page_file.as_uri()]
    page.close()
