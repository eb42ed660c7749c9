"""Copies that are not the page: soft 404s, stubs of paid articles, bot checks; and pages that only look like them."""

import pytest

from factcheck.fetch.quality import judge
from factcheck.fetch.read import read_document
from factcheck.fetch.result import Outcome

STORY = "".join(
    f"<p>The minister said on day {day} that the talks would go on, and that nothing was decided.</p>"
    for day in range(40)
)
BEGINNING = "<p>The minister said on Monday that the talks would go on.</p>"

PAGES = [
    ("a story", "Talks go on", STORY, None),
    ("a short story", "Talks go on", BEGINNING * 4, None),
    ("soft 404", "Page not found", "<h1>Sorry</h1><p>The page you requested could not be found.</p>", Outcome.SOFT_404),
    ("soft 404 by its words", "The Daily", "<p>404 error. We can't find the page.</p>", Outcome.SOFT_404),
    ("soft 404 in German", "Seite nicht gefunden", "<p>Hier ist leider nichts.</p>", Outcome.SOFT_404),
    ("a story about 404s", "Why pages are not found", STORY, None),
    ("a story that says so", "Talks", STORY + "<p>The page could not be found in the archive.</p>", None),
    ("paywall", "Talks", BEGINNING + "<p>Subscribe to continue reading this story.</p>", Outcome.BLOCKED),
    (
        "paywall by metadata",
        "Talks",
        BEGINNING + '<script type="application/ld+json">{"isAccessibleForFree": false}</script>',
        Outcome.BLOCKED,
    ),
    ("an invitation under a whole story", "Talks", STORY + "<p>Subscribe to keep reading stories like this.</p>", None),
    ("bot check", "Just a moment...", "<p>Checking your browser.</p>", Outcome.BLOCKED),
    ("bot check in other capitals", "JUST A MOMENT...", "<p>Checking your browser.</p>", Outcome.BLOCKED),
    ("bot check by its script", "Talks", STORY + "<script>window._CF_CHL_OPT={}</script>", Outcome.BLOCKED),
    ("denied", "Access Denied", "<p>You don't have permission.</p>", Outcome.BLOCKED),
]


@pytest.mark.parametrize(("title", "body", "outcome"), [pytest.param(*case, id=name) for name, *case in PAGES])
def test_verdict(title: str, body: str, outcome: Outcome | None) -> None:
    raw_bytes = f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode()
    verdict = judge(read_document(raw_bytes), raw_bytes=raw_bytes)
    assert verdict.outcome is outcome, verdict.reason
    assert (verdict.quality >= 0.5) is (outcome is None)
