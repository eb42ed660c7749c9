"""Speakers, whose words are reported, and outlets, which report them."""

from __future__ import annotations

from django.db import models


class Tier(models.TextChoices):
    """How near a source stands to the words, as somebody said or a rule of its host; UNRATED until then."""

    P1 = "P1", "P1 · recording or official verbatim record"
    P2 = "P2", "P2 · the speaker's own publication"
    S1 = "S1", "S1 · an outlet that was there"
    S2 = "S2", "S2 · an outlet citing another"
    T = "T", "T · aggregator or quote site"
    UNRATED = "U", "not rated yet"

    @property
    def rank(self) -> int:
        """0 is nearest. What nobody rated may be anything, and comes before a quote site, which is nothing alone."""
        return _NEAREST_FIRST.index(self)

    @property
    def words(self) -> str:
        """What the tier says, without its letters."""
        return str(self.label).partition(" · ")[2] or str(self.label)


_NEAREST_FIRST = (Tier.P1, Tier.P2, Tier.S1, Tier.S2, Tier.UNRATED, Tier.T)
# What a person can say of a source.
RATED_TIERS = tuple(tier for tier in Tier if tier is not Tier.UNRATED)


class Speaker(models.Model):
    """A person or body whose words are reported. `key` is the name casefolded, so one name makes one speaker."""

    name = models.CharField(max_length=200)
    key = models.CharField(max_length=200, unique=True, editable=False)
    role = models.CharField(max_length=300, blank=True, default="", help_text="Office or title, as of the last story.")
    aliases = models.JSONField(
        default=list, blank=True, help_text="Other names and transcript labels, e.g. “MS. PSAKI”, one a line."
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Outlet(models.Model):
    """A publisher of stories: the layer between a speaker and the reader. `key` is the name casefolded."""

    name = models.CharField(max_length=200)
    key = models.CharField(max_length=200, unique=True, editable=False)
    domain = models.CharField(max_length=253, blank=True, default="", db_index=True, help_text="e.g. cnn.com")
    other_hosts = models.JSONField(default=list, blank=True, help_text="Further hosts of the same outlet.")
    feed_url = models.URLField(
        "feed",
        max_length=1000,
        blank=True,
        default="",
        help_text="Address of its RSS or Atom feed. When a story names the outlet, entries that fit are read.",
    )
    tier = models.CharField(
        max_length=2,
        choices=Tier.choices,
        default=Tier.UNRATED,
        help_text="New sources on its hosts begin with this tier. Those there are keep theirs.",
    )
    is_own = models.BooleanField("own newsroom", default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def hosts(self) -> list[str]:
        """The hosts its pages stand on, the main one first; what stands under them is its own as well."""
        return [host for host in (self.domain, *self.other_hosts) if host]
