"""robots.txt: rules, their cache, and files made to be slow."""

import time

import pytest

from factcheck.fetch.robots import MemoryRobotsCache, RobotsFile, Rules
from factcheck.fetch.settings import FetchSettings

AGENT = FetchSettings(contact_url="https://desk.example/about").user_agent

RULES = [
    ("no rules", "", "/a", True),
    ("everything forbidden", "User-agent: *\nDisallow: /", "/a", False),
    ("others forbidden", "User-agent: GPTBot\nDisallow: /", "/a", True),
    ("we are named", "User-agent: Factcheck\nDisallow: /\n\nUser-agent: *\nAllow: /", "/a", False),
    ("we are named in small letters", "user-agent: factcheck\ndisallow: /", "/a", False),
    ("longest rule wins", "User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
    ("wildcard", "User-agent: *\nDisallow: /*.pdf$", "/x.pdf", False),
    ("wildcard elsewhere", "User-agent: *\nDisallow: /*.pdf$", "/x.pdf?y", True),
    ("several agents in a group", "User-agent: GPTBot\nUser-agent: *\nDisallow: /", "/a", False),
    ("byte order mark and a page of HTML", "\ufeff<html><body>404</body></html>", "/a", True),
]


@pytest.mark.parametrize(("text", "path", "allowed"), [pytest.param(t, p, a, id=name) for name, t, p, a in RULES])
def test_rules(text: str, path: str, allowed: bool) -> None:
    assert Rules(text, AGENT).allow(f"https://example.org{path}") is allowed


def test_crawl_delay_is_capped() -> None:
    assert Rules("User-agent: *\nCrawl-delay: 7", AGENT).crawl_delay_seconds == 7
    assert Rules("User-agent: *\nCrawl-delay: 86400", AGENT).crawl_delay_seconds == 60
    assert Rules("User-agent: *\nCrawl-delay: never", AGENT).crawl_delay_seconds == 0


HOSTILE = [
    ("wildcards", "User-agent: *\n" + "Disallow: /" + "*a" * 1000 + "$\n" * 200),
    ("many agents", "".join(f"User-agent: bot{number}\n" for number in range(15_000)) + "Disallow: /x\n" * 10_000),
    ("50 MB", "User-agent: *\nDisallow: /b\n" + "Disallow: /c\n" * 4_000_000),
    ("one line", "User-agent: " + "a" * 5_000_000),
]


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in HOSTILE])
def test_hostile_files_are_read_quickly(text: str) -> None:
    began = time.monotonic()
    Rules(text, AGENT).allow("https://example.org/" + "a" * 3000 + "b")
    assert time.monotonic() - began < 3


def test_cache_forgets_after_a_day_and_failures_sooner() -> None:
    now = 1_000_000.0
    cache = MemoryRobotsCache(clock=lambda: now)
    cache.put("https://a.test", RobotsFile("User-agent: *", now))
    cache.put("https://b.test", RobotsFile("", now, wait_reason="answered 503"))
    now += 700
    assert cache.get("https://a.test") is not None
    assert cache.get("https://b.test") is None
    now += 86_400
    assert cache.get("https://a.test") is None


def test_cache_is_bounded() -> None:
    cache = MemoryRobotsCache(clock=lambda: 0.0, most=3)
    for number in range(10):
        cache.put(f"https://{number}.test", RobotsFile("", 0.0))
    assert [number for number in range(10) if cache.get(f"https://{number}.test")] == [7, 8, 9]
