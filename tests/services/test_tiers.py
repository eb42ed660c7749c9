"""How a source comes by its tier, and how a person gives it another one."""

import json
from typing import Any

import pytest

from factcheck.exceptions import BadInput, MissingEvidence, NotAllowed
from factcheck.models import AuditEntry, Source, Tier
from factcheck.services.gather import GivenSource, add_source
from factcheck.services.import_archive import import_archive
from factcheck.services.review import sign
from factcheck.services.tiers import HOST_TIERS, outlet_of, outlets_by_host, rate, tier_by_rule, who_may_rate
from tests.factories import CaptureFactory, OutletFactory, PassageFactory, SourceFactory, StoryFactory, UserFactory
from tests.services.desk import Desk

pytestmark = pytest.mark.django_db

HOSTS = [
    ("its domain", "https://paper.example/a", True),
    ("under it", "https://news.PAPER.example:8080/a?b", True),
    ("another of its hosts", "https://paper-live.example/a", True),
    ("under another of its hosts", "https://www.paper-live.example/a", True),
    ("only looks like it", "https://notpaper.example/a", False),
    ("above it", "https://example/a", False),
    ("no host", "", False),
]


@pytest.mark.parametrize(("url", "is_found"), [h[1:] for h in HOSTS], ids=[h[0] for h in HOSTS])
def test_outlet_is_known_by_its_hosts(url: str, is_found: bool) -> None:
    outlet = OutletFactory(domain="paper.example", other_hosts=["paper-live.example"])
    OutletFactory(domain="")
    expected = outlet if is_found else None
    assert outlet_of(url) == outlet_of(url, outlets_by_host()) == expected


def test_nearest_host_wins_and_of_two_that_claim_it_the_older() -> None:
    wide, near = OutletFactory(domain="press.example"), OutletFactory(domain="sport.press.example")
    OutletFactory(domain="other.example", other_hosts=["press.example"])
    for known in (None, outlets_by_host()):
        assert outlet_of("https://sport.press.example/1", known) == near
        assert outlet_of("https://www.press.example/1", known) == wide


# Said, the tier of the outlet on whose host it stands (None: no such outlet), the address: what it becomes.
ORDER = [
    ("said goes first", "P2", "S1", "https://www.brainyquote.com/x", "P2"),
    ("said to be unrated", "U", "S1", "https://www.brainyquote.com/x", "U"),
    ("then the newsroom's own outlets", "", "S2", "https://www.brainyquote.com/x", "S2"),
    ("an outlet nobody rated says nothing", "", "U", "https://www.brainyquote.com/x", "T"),
    ("then what is certain of the host", "", None, "https://www.brainyquote.com/x", "T"),
    (
        "certain of one path only",
        "",
        None,
        "https://www.supremecourt.gov/oral_arguments/argument_transcripts/9.pdf",
        "P1",
    ),
    ("not of the rest of the host", "", None, "https://www.supremecourt.gov/opinions/9.pdf", "U"),
    ("an official host is no record by itself", "", None, "https://www.somewhere.gov/transcript", "U"),
    ("nobody knows it", "", None, "https://unheard.example/x", "U"),
]


@pytest.mark.parametrize("way", ["given", "archive"])
@pytest.mark.parametrize(("said", "of_outlet", "url", "tier"), [o[1:] for o in ORDER], ids=[o[0] for o in ORDER])
def test_tier_of_a_new_source(way: str, said: str, of_outlet: str | None, url: str, tier: str) -> None:
    if of_outlet is not None:
        OutletFactory(domain="brainyquote.com", tier=of_outlet)
    if way == "given":
        add_source(StoryFactory(), GivenSource(url=url, tier=said), actor=None)
    else:
        line: dict[str, Any] = {"url": url, "text": "We will shut the bridge.", **({"tier": said} if said else {})}
        import_archive([json.dumps(line).encode()], report=lambda number, reason: pytest.fail(reason))
    assert Source.objects.get().tier == tier


def test_file_and_an_archives_text_are_not_rated_by_themselves() -> None:
    add_source(StoryFactory(), GivenSource(file_name="minutes.txt", raw_bytes=b"We will."), actor=None)
    import_archive([b'{"id": "7", "text": "We will."}'], report=lambda number, reason: pytest.fail(reason))
    assert list(Source.objects.values_list("tier", flat=True)) == ["U", "U"]


def test_table_of_hosts_names_each_place_once_and_only_ratings() -> None:
    places = [(host, path) for host, path, _ in HOST_TIERS]
    assert len(set(places)) == len(places)
    for host, path, tier in HOST_TIERS:
        assert (host, path[0]) == (host.lower().removeprefix("www."), "/") and tier != Tier.UNRATED
        assert tier_by_rule(f"https://www.{host}{path}", None) == tier


def test_what_is_said_of_a_known_source_counts_while_nobody_rated_it() -> None:
    story, given = StoryFactory(), GivenSource(url="https://records.example/1")
    add_source(story, given, actor=None)
    for said, becomes in (("", "U"), ("P1", "P1"), ("T", "P1")):
        add_source(story, GivenSource(url=given.url, tier=said), actor=None)
        assert Source.objects.get().tier == becomes
    entry = AuditEntry.objects.get(act="source.rated")
    assert (entry.old, entry.new) == ({"tier": "U"}, {"tier": "P1"})


# Rating ---------------------------------------------------------------------------------------------------------------

MAY_RATE = {"reviewer", "editor", "source manager", "admin"}


@pytest.mark.parametrize("role", ["reporter", "reviewer", "editor", "source manager", "auditor", "admin"])
def test_who_may_rate_leaves_an_entry_with_old_and_new(role: str) -> None:
    source, actor = SourceFactory(tier="U"), UserFactory(role=role)
    if role not in MAY_RATE:
        with pytest.raises(NotAllowed, match="permission to review or to manage sources"):
            rate(source, "P1", actor=actor)
        assert not AuditEntry.objects.exists()
        return
    assert rate(source, "P1", actor=actor) and not rate(source, "P1", actor=actor)
    source.refresh_from_db()
    entry = AuditEntry.objects.get()
    assert (source.tier, entry.act, entry.actor_id) == ("P1", "source.rated", actor.pk)
    assert (entry.item_id, entry.old, entry.new) == (source.pk, {"tier": "U"}, {"tier": "P1"})


@pytest.mark.parametrize("tier", ["U", "", "S9"])
def test_source_is_rated_with_a_tier(tier: str) -> None:
    with pytest.raises(BadInput, match="a tier of P1, P2, S1, S2, T was expected"):
        rate(SourceFactory(tier="S1"), tier, actor=UserFactory(role="reviewer"))


def test_refusal_names_the_source_to_rate_and_once_rated_it_may_be_signed() -> None:
    desk = Desk()
    source = SourceFactory(tier="U", name="minutes.txt", title="")
    passage = PassageFactory(capture=CaptureFactory(source=source), exact="We will")
    item = desk.item_in("in_review")
    desk.searched_for(item, passage)
    signing: dict[str, Any] = {"actor": desk.first, "decision": "accurate", "passages": [passage.pk]}
    with pytest.raises(MissingEvidence, match=r"of tier P1 or P2 or S1\. minutes\.txt is not rated yet: rate it"):
        sign(item, **signing)
    rate(source, "S1", actor=desk.first)
    assert sign(item, **signing).review_state == "approved"


def test_refusal_says_which_roles_may_rate_and_names_people() -> None:
    assert who_may_rate().endswith("admin, editor, reviewer, source manager (nobody has one of these roles yet).")
    desk = Desk()
    UserFactory(role="reviewer", username="gone", is_active=False)
    UserFactory(role="reporter", username="cub")
    item = desk.item_in("in_review")
    passage = PassageFactory(capture=CaptureFactory(source=SourceFactory(tier="U")), exact="We will")
    desk.searched_for(item, passage)
    with pytest.raises(MissingEvidence) as refused:
        sign(item, actor=desk.first, decision="accurate", passages=[passage.pk])
    said = str(refused.value)
    assert "admin, editor, reviewer, source manager (" in said
    assert all(person.get_username() in said for person in (desk.first, desk.second, desk.editor))
    assert "gone" not in said and "cub" not in said


def test_many_who_may_rate_are_not_all_named() -> None:
    for number in range(7):
        UserFactory(role="reviewer", username=f"reader-{number}")
    assert "reader-4 and others)" in who_may_rate() and "reader-5" not in who_may_rate()


def test_what_was_signed_stays_on_the_tier_it_was_signed_on() -> None:
    desk = Desk()
    item = desk.item_in("in_review")
    sign(item, actor=desk.first, decision="accurate", passages=[desk.passage.pk])
    rate(desk.passage.capture.source, "T", actor=desk.first)
    item.refresh_from_db()
    assert (item.review_state, item.attribution_status) == ("approved", "accurate")
    published = desk.go(item, "published")
    assert [entry["tier"] for entry in published.published_revision.snapshot["evidence"]] == ["P1"]
