"""The feed of an outlet that a story names: entries about the same words or of the same days become sources."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from factcheck.fetch.feeds import FeedEntry, read_feed
from factcheck.fetch.result import Outcome
from factcheck.index.lexemes import words_of
from factcheck.models import Attempt, SearchOutcome, Story, Tier
from factcheck.services.asked import Answer, could_not_ask
from factcheck.services.fetching import fetch_page
from factcheck.services.gather import GivenSource, normalized_url

MOST_ENTRIES_READ = 5
# A word is rare that stands in at most this share of a feed's entries, or in two of them. A guess.
RARE_SHARE = 0.1
RARE_LETTERS = 4
# Entries with this many rare words of the paragraphs around what is credited to the outlet are about the same. A guess:
# names of one person and one place make two.
SHARED_RARE_WORDS = 2
NEAR = timedelta(days=1)
AROUND = 300  # code points before and after a quotation: its paragraph, more or less


def ask_feed(attempt: Attempt) -> Answer:
    """The entries that fit, of the outlet's feed."""
    assert attempt.outlet is not None
    url = attempt.outlet.feed_url
    result = fetch_page(url)
    if result.outcome not in {Outcome.FETCHED, Outcome.INCOMPLETE}:
        return could_not_ask(attempt, result)
    entries = read_feed(result.raw_bytes, result.final_url)
    if not entries:
        return Answer(SearchOutcome.UNREADABLE, "there are no entries in what its address gives: is it a feed?")
    chosen = fitting_entries(entries, attempt.story, attempt.outlet.pk)
    tier = "" if attempt.outlet.tier == Tier.UNRATED else attempt.outlet.tier
    given = tuple(GivenSource(url=entry.url, title=entry.title[:300], tier=tier) for entry in chosen)
    return Answer(SearchOutcome.SEARCHED, f"{len(given)} of {len(entries)} entries fit and are read", given=given)


def fitting_entries(entries: Sequence[FeedEntry], story: Story, outlet_id: int) -> list[FeedEntry]:
    """At most MOST_ENTRIES_READ entries, best first: those that share rare words with what the story has from the
    outlet, then those of the story's day.
    """
    wanted = _words_credited(story, outlet_id)
    words = [set(words_of(f"{entry.title} {entry.summary}")) for entry in entries]
    counts = Counter(word for each in words for word in each)
    rare = {word for word in wanted if 0 < counts[word] <= max(2, RARE_SHARE * len(entries))}
    day = story.published_at or story.created_at
    own = normalized_url(story.url) if story.url else ""
    ranked = []
    for entry, each in zip(entries, words, strict=True):
        shared = len(rare & each)
        is_near = entry.published_at is not None and abs(entry.published_at - day) <= NEAR
        if (shared >= SHARED_RARE_WORDS or is_near) and normalized_url(entry.url) != own:
            ranked.append((-shared, _distance(entry, day), entry))
    ranked.sort(key=lambda item: item[:2])
    return [entry for *_, entry in ranked[:MOST_ENTRIES_READ]]


def _distance(entry: FeedEntry, day: datetime) -> timedelta:
    return abs(entry.published_at - day) if entry.published_at else timedelta.max


def _words_credited(story: Story, outlet_id: int) -> set[str]:
    """The longer words of the quotations and claims that the story has from the outlet, and of what stands around."""
    words: set[str] = set()
    for items in (story.quotations, story.claims):
        for item in items.filter(attribution__vias__outlet=outlet_id).distinct():
            around = story.text[max(0, item.start - AROUND) : item.end + AROUND]
            words.update(word for word in words_of(around) if len(word) > RARE_LETTERS)
    return words
