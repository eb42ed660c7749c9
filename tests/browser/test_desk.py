"""A real Chromium walks the desk from a pasted story to a published decision: mouse, keys, plain forms, phone."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import Group
from playwright.sync_api import Page, expect

from factcheck.models import Passage, Quotation, ReviewState
from tests.browser.conftest import Open
from tests.factories import (
    AbsentFactory,
    AlertFactory,
    ApiKeyFactory,
    ClaimEvidenceFactory,
    ClaimFactory,
    ComparisonFactory,
    RevisionFactory,
    SearchFactory,
    StoryFactory,
    UserFactory,
    ViaFactory,
)

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

STORY = """Mayor closes the bridge

“We will close the bridge for six days, and not for longer,” said Mayor Maria Ortega on Tuesday.

The old bridge carries 40,000 cars a day, according to the city council.
"""
RECORD = b"""MAYOR ORTEGA: Good morning. We will close the bridge for nine days, and not for longer. Thank you.

Q: What about the buses?

MAYOR ORTEGA: The buses will run as they always have.
""" + b"\n".join(b"Q: And on day %d?" % day for day in range(60))
WINDOWS = [
    pytest.param({"width": 1280, "scheme": "light", "tier": ""}, id="desk-not-rated"),
    pytest.param({"width": 390, "scheme": "dark"}, id="phone-dark"),
    pytest.param({"width": 390, "scheme": "light", "scripts": False}, id="phone-no-scripts"),
]


def paste(page: Page, tier: str = "P1") -> None:
    page.goto("/admin/factcheck/story/add/")
    page.get_by_label("Story text").fill(STORY)
    page.get_by_label("How near the sources stand to the words").select_option(tier)
    page.get_by_label("Source files").set_input_files(
        [{"name": "transcript.txt", "mimeType": "text/plain", "buffer": RECORD}]
    )
    page.get_by_role("button", name="Check this story").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Mayor closes the bridge")


def fits(page: Page, width: int) -> bool:
    return page.locator("main").evaluate("() => document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("window", WINDOWS)
def test_from_paste_to_published_with_the_mouse(
    window: dict[str, Any],
    open_as: Open,
    work: Callable[[], None],
    reporter: Any,
    reviewer: Any,
    second_reviewer: Any,
    editor: Any,
) -> None:
    tier = window.get("tier", "P1")
    has_scripts = window.get("scripts", True)
    view = {name: value for name, value in window.items() if name != "tier"}
    page = open_as(reporter, **view)
    paste(page, tier)
    work()
    if not has_scripts:
        page.reload()
    # With scripts the page finds the news by itself.
    expect(page.locator("#story-text a.quoted").first).to_contain_text("for six days")
    expect(page.locator("#items")).to_contain_text("Altered")
    if has_scripts:
        assert fits(page, window["width"])

    page = open_as(reviewer, **view)
    page.get_by_role("button", name="Take next").click()
    expect(page.get_by_text("in review", exact=False).first).to_be_visible()
    expect(page.locator("ins").first).to_contain_text("nine")
    page.get_by_text("Altered, meaning changed", exact=False).first.click()
    page.get_by_label("Note or reason").fill("Nine days, not six.")
    page.get_by_role("button", name="Sign on this passage").click()
    if not tier:
        # The refusal names the source nobody rated; what was chosen and written stays while it is rated.
        expect(page.get_by_role("status")).to_contain_text("transcript.txt is not rated yet")
        page.get_by_role("button", name="P1").first.click()
        expect(page.get_by_label("Note or reason")).to_have_value("Nine days, not six.")
        page.get_by_role("button", name="Sign on this passage").click()
    expect(page.get_by_role("status")).to_contain_text("A second reader is next")

    page = open_as(second_reviewer, **view)
    page.get_by_role("link", name="Second reader").click()
    page.locator("#result_list .words-cell").first.click()
    assert "Nine days, not six." not in page.content()
    page.get_by_text("Altered, meaning changed", exact=False).first.click()
    page.get_by_label("Note or reason").fill("The number is what the sentence is about.")
    page.get_by_role("button", name="Sign on this passage").click()
    expect(page.get_by_role("status")).to_contain_text("approved")

    page = open_as(editor, **view)
    page.get_by_role("link", name="Mayor closes the bridge").click()
    page.get_by_role("button", name="Publish 1 approved").click()
    expect(page.get_by_role("status")).to_contain_text("1 item published")
    quotation = Quotation.objects.get(review_state=ReviewState.PUBLISHED)
    assert quotation.attribution_status == "altered_meaning"
    assert quotation.published_revision.snapshot["evidence"][0]["words"]


def test_a_decision_by_keyboard_alone(open_as: Open, work: Callable[[], None], reporter: Any, reviewer: Any) -> None:
    paste(open_as(reporter))
    work()
    page = open_as(reviewer)
    page.keyboard.press("t")
    page.wait_for_url("**/quotation/**")
    page.keyboard.press("5")
    expect(page.locator("#d-altered_meaning")).to_be_checked()
    expect(page.locator("#d-altered_meaning-is")).to_contain_text("a second reader, who will not see your decision")
    page.keyboard.press("u")
    expect(page.locator("#d-altered_meaning")).not_to_be_checked()
    page.keyboard.press("4")
    page.keyboard.press("x")
    expect(page.locator("input[name=passage]").first).to_be_checked()
    page.keyboard.press("m")
    page.wait_for_url("**context=more**")
    expect(page.locator("#d-altered")).to_be_checked()
    expect(page.locator("input[name=passage]").first).to_be_checked()
    page.keyboard.press("c")
    page.keyboard.type("s is a letter here, and so is 1")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    expect(page.locator("#add-url")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.get_by_text("undo before signing")).to_be_visible()
    page.keyboard.press("?")
    page.keyboard.press("s")
    expect(page.get_by_role("status")).to_contain_text("Signed: Altered.")
    step = Quotation.objects.get(review_state=ReviewState.SECOND_REVIEW).steps.get(reader="first")
    assert step.note == "s is a letter here, and so is 1"


def test_an_easy_quotation_takes_two_keys(open_as: Open, reviewer: Any) -> None:
    quotation = easy_quotation()
    page = open_as(reviewer)
    page.keyboard.press("t")
    page.wait_for_url("**/quotation/**")
    page.keyboard.press("1")
    page.keyboard.press("s")
    expect(page.get_by_role("status")).to_contain_text("Signed: Accurate. It is now approved.")
    assert Quotation.objects.get(pk=quotation.pk).attribution_status == "accurate"


def test_a_queue_is_worked_off_with_two_keys_an_item(open_as: Open, reviewer: Any) -> None:
    quotations = [easy_quotation() for _ in range(3)]
    page = open_as(reviewer)
    page.keyboard.press("t")
    for number in range(1, 4):
        expect(page.locator(".decision-head")).to_contain_text(f"Unassigned · 1 of {4 - number}")
        address = page.url
        page.keyboard.press("1")
        page.keyboard.press("s")
        page.wait_for_function("before => location.href !== before", arg=address)
    expect(page.get_by_role("heading", level=1)).to_contain_text("The end of “Unassigned”")
    assert not Quotation.objects.filter(pk__in=[item.pk for item in quotations]).exclude(review_state="approved")


def easy_quotation() -> Quotation:
    words = "We will shut the bridge for nine days, and not for longer."
    found = ComparisonFactory(quotation__text=words, match="exact", severity="none")
    SearchFactory(story=found.quotation.story, source=found.capture.source)
    return found.quotation


def test_selected_words_become_the_passage(open_as: Open, reviewer: Any) -> None:
    quotation = easy_quotation()
    page = open_as(reviewer)
    page.keyboard.press("t")
    page.wait_for_url("**/quotation/**")
    button = page.get_by_role("button", name="Choose the selected words")
    expect(button).to_be_hidden()
    page.evaluate(
        """() => {
            const mark = document.querySelector("blockquote.context mark").firstChild;
            document.getSelection().setBaseAndExtent(mark, 8, mark, 23);
        }"""
    )
    button.click()
    expect(page.get_by_text("Chosen by hand")).to_be_visible()
    picked = Passage.objects.latest("pk")
    assert picked.exact == "shut the bridge"
    assert quotation.best_comparison.capture.text[picked.start : picked.end] == picked.exact
    expect(page.locator(f"input[name=passage][value='{picked.pk}']")).to_be_checked()


def test_single_keys_can_be_switched_off(open_as: Open, reviewer: Any) -> None:
    easy_quotation()
    page = open_as(reviewer)
    page.keyboard.press("t")
    page.wait_for_url("**/quotation/**")
    page.keyboard.press("?")
    page.get_by_role("button", name="Switch single keys off").click()
    page.locator("h1").click()
    page.keyboard.press("1")
    expect(page.locator("#d-accurate")).not_to_be_checked()


def every_page() -> list[str]:
    """A desk with one of everything, and the addresses of its pages."""
    story = StoryFactory()
    quotation = ComparisonFactory(quotation__story=story).quotation
    ComparisonFactory(quotation=quotation, best=False, match="paraphrase", capture__source__link_state="changed")
    absent = AbsentFactory(quotation__story=story).quotation
    ViaFactory(attribution=quotation.attribution)
    claim = ClaimEvidenceFactory(claim__story=story).claim
    ClaimFactory(story=story)
    SearchFactory(story=story, source=quotation.best_comparison.capture.source)
    SearchFactory(story=story, outcome="unavailable", reason="blocked at 09:14", capture=None)
    failed = StoryFactory(stage="failed", problem="the server answered 404")
    working = SearchFactory(story__stage="gathering", outcome="pending", capture=None).story
    alert, revision, key = AlertFactory(), RevisionFactory(), ApiKeyFactory()
    rows = [story, failed, working, quotation, absent, claim, revision.quotation, alert, revision, key]
    rows += [quotation.best_comparison.capture, quotation.best_comparison.capture.source]
    rows += [quotation.attribution.speaker, quotation.attribution.vias.get().outlet]
    lists = "story quotation claim source capture alert speaker outlet auditentry revision apikey".split()
    return [
        "/admin/",
        "/admin/factcheck/",
        "/admin/factcheck/story/add/",
        "/admin/factcheck/apikey/add/",
        "/admin/password_change/",
        "/admin/auth/user/",
        "/admin/auth/group/",
        f"/admin/auth/user/{key.user_id}/change/",
        f"/admin/auth/group/{Group.objects.get(name='editor').pk}/change/",
        "/admin/all/",
        "/admin/end/?_changelist_filters=queue%3Dmine",
        *(f"/admin/factcheck/{name}/" for name in lists),
        *(f"/admin/factcheck/{row._meta.model_name}/{row.pk}/change/" for row in rows),
    ]


def broken_rules(page: Page) -> list[tuple[str, str]]:
    """The WCAG A and AA rules the page breaks, with the first place where it does."""
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}}).response["violations"]
    return [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_no_page_breaks_a_rule_of_accessibility(width: int, scheme: str, open_as: Open) -> None:
    boss = UserFactory(superuser=True)
    paths = every_page()
    page = open_as(boss, width=width, scheme=scheme)
    problems = {}
    for path in paths:
        page.goto(path)
        if path.startswith("/admin/factcheck/quotation/") and page.get_by_role("button", name="Take").count():
            page.get_by_role("button", name="Take").first.click()
            expect(page.get_by_role("status")).to_contain_text("yours")
        broken = broken_rules(page)
        if not fits(page, width):
            broken.append(("wider than the window", path))
        if broken:
            problems[path] = broken
    assert problems == {}, "\n".join(f"{path}: {broken}" for path, broken in problems.items())


def test_sign_in_page_breaks_no_rule(open_as: Open) -> None:
    page = open_as(UserFactory(role="reporter"), "/admin/")
    page.context.clear_cookies()
    page.goto("/admin/login/")
    assert broken_rules(page) == []


def test_pages_need_no_inline_script_or_style_and_nobody_outside(open_as: Open) -> None:
    page = open_as(UserFactory(superuser=True))
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on(
        "request",
        lambda request: complaints.append(request.url) if "localhost" not in request.url else None,
    )
    for path in every_page():
        page.goto(path)
    assert complaints == []
