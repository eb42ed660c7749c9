"""From a source to a reopened decision with real workers, embedded and on servers; and again with workers killed.

Slow on purpose: nothing here is replaced by a stand-in. The page server is the only thing on the "web".
"""

import threading
from typing import Any

import pytest

from tests.services.pages import PageServer
from tests.services_e2e.conftest import Installation

pytestmark = [pytest.mark.services, pytest.mark.slow]

WORDS = "We will shut the bridge for nine days, and not for longer,"
CHANGED = WORDS.replace("nine", "ten")
STORY = f"The bridge is to be repaired.\n\n“{WORDS}” Mary Speaker, the mayor, told the council on Tuesday."

OUTCOME = {
    "rows": {
        "Story": 1,
        "Quotation": 1,
        "Source": 1,
        "Search": 1,
        "Capture": 2,
        "Comparison": 1,
        "Passage": 1,
        "Alert": 1,
        "Revision": 1,
    },
    "match": "exact",
    "status": "accurate",
    "searches": [["searched", ""]],
    "captures": [["fetched", 200], ["fetched", 200]],
    "acts": [
        ["story.added", "reviewer"],
        ["story.extracted", "machine"],
        ["quotation.take", "reviewer"],
        ["quotation.propose", "reviewer"],
        ["quotation.publish", "editor"],
        ["revision.frozen", "editor"],
        ["quotation.reopen", "machine"],
    ],
    "chain_is_whole": True,
    "left": 0,
    "errors": ["", "", ""],
}


def put_words(web: PageServer, words: str, **fields: Any) -> str:
    return web.put("/talk", f"“{words}” said Mary Speaker, the mayor, to the council.", **fields)


def assert_outcome(outcome: dict[str, Any]) -> None:
    steps, alerts = outcome.pop("steps"), outcome.pop("alerts")
    assert outcome == OUTCOME
    assert [step[:2] for step in steps] == [
        ["gathering", "queued"],
        ["queued", "in_review"],
        ["in_review", "approved"],
        ["approved", "published"],
        ["published", "reopened"],
    ][-len(steps) :]
    assert len(steps) == 4
    assert steps[-1][2].endswith("no longer has the recorded words: “nine”") and steps[-1][3] == "machine"
    [(kind, state, words_gone, before)] = alerts
    assert (kind, state, words_gone) == ("changed", "open", "nine")
    assert before.rstrip(",") == WORDS.rstrip(",")


def is_compared(state: dict[str, Any]) -> bool:
    return bool(state["stage"] == "ready" and state["match"] == "exact" and not state["waiting"])


def is_reopened(state: dict[str, Any]) -> bool:
    return bool(state["review_state"] == "reopened" and not state["held"] and not state["waiting"])


def test_changed_words_reopen_what_was_published(installation: Installation, web: PageServer) -> None:
    installation.start_worker()
    installation.ask("give", text=STORY, source=put_words(web, WORDS))
    installation.wait_for("the quotation to be compared", is_compared)
    installation.ask("decide")
    put_words(web, CHANGED)
    installation.ask("make_due")
    installation.wait_for("the quotation to be reopened", is_reopened)
    assert_outcome(installation.ask("outcome"))
    assert web.asked == ["/talk", "/talk"]


def test_killed_workers_change_nothing_of_the_outcome(installation: Installation, web: PageServer) -> None:
    # Killed while it fetches the source for the first time.
    go_on = threading.Event()
    installation.start_worker()
    installation.ask("give", text=STORY, source=put_words(web, WORDS, until=go_on))
    installation.wait_for("the worker to hold the source", lambda state: state["held"] == 1 and bool(web.asked))
    installation.kill_worker()
    go_on.set()
    assert installation.ask("state")["captures"] == 0

    # Killed as soon as the capture is there, in whatever line it is then.
    put_words(web, WORDS)
    installation.start_worker()
    installation.ask("end_leases")
    installation.wait_for("the capture", lambda state: state["captures"] == 1)
    installation.kill_worker()

    installation.start_worker()
    installation.ask("end_leases")
    installation.wait_for("the quotation to be compared", is_compared)
    installation.ask("decide")

    # Killed while it looks at the page that changed.
    go_on.clear()
    asked = len(web.asked)
    put_words(web, CHANGED, until=go_on)
    installation.ask("make_due")
    installation.wait_for("the second look", lambda state: len(web.asked) > asked)
    installation.kill_worker()
    go_on.set()
    put_words(web, CHANGED)

    installation.start_worker()
    installation.ask("end_leases")
    installation.wait_for("the second capture", lambda state: state["captures"] == 2)
    installation.kill_worker()

    installation.start_worker()
    installation.ask("end_leases")
    installation.wait_for("the quotation to be reopened", is_reopened)
    installation.ask("end_leases")  # a sweep too many does no harm
    assert_outcome(installation.ask("outcome"))
