"""Sources, captures, passages and the search log."""

import hashlib
from datetime import UTC, datetime
from typing import Any

import factory
from factory.django import DjangoModelFactory

from factcheck.models import Attempt, Capture, Passage, Search, SearchOutcome, SearchReason, Source, Tier
from tests.factories.stories import StoryFactory

RECORD = "MAYOR SPEAKER: Good morning. We will shut the bridge for nine days, and not for longer. Thank you."


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = Source

    url = factory.Sequence(lambda n: f"https://records.example/{n}")
    key = factory.LazyAttribute(lambda source: source.url)
    name = factory.Sequence(lambda n: f"records.example/{n}")
    title = "Council meeting, transcript"
    tier = Tier.P1


class CaptureFactory(DjangoModelFactory):
    """A readable copy of its source, and that source's latest."""

    class Meta:
        model = Capture
        skip_postgeneration_save = True

    source = factory.SubFactory(SourceFactory)
    outcome = "fetched"
    started_at = datetime(2026, 11, 24, 9, 12, tzinfo=UTC)
    ended_at = factory.SelfAttribute("started_at")
    status = 200
    final_url = factory.SelfAttribute("source.url")
    hops = factory.LazyAttribute(lambda capture: [{"url": capture.final_url, "status": 200, "address": "192.0.2.7"}])
    response_headers = factory.Dict({"content-type": "text/plain"})
    content_type = "text/plain"
    encoding = "utf-8"
    text = RECORD
    text_sha256 = factory.LazyAttribute(lambda capture: hashlib.sha256(capture.text.encode()).hexdigest())
    raw_sha256 = factory.SelfAttribute("text_sha256")
    raw_bytes_count = factory.LazyAttribute(lambda capture: len(capture.text.encode()))
    quality = 1.0
    reader = "plain/1"

    @factory.post_generation
    def latest(self: Any, create: bool, wanted: bool | None, **kwargs: Any) -> None:
        if create and wanted is not False:
            self.source.latest_capture = self
            self.source.save(update_fields=["latest_capture"])


class PassageFactory(DjangoModelFactory):
    """`PassageFactory(capture=capture, exact="…")`: words that stand in the capture's text."""

    class Meta:
        model = Passage
        django_get_or_create = ("capture", "layer", "start", "end")

    capture = factory.SubFactory(CaptureFactory)
    layer = "article"
    exact = "We will shut the bridge for nine days, and not for longer."

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Passage:
        start = kwargs["capture"].text.index(kwargs["exact"])
        return super()._create(model_class, *args, **{"start": start, "end": start + len(kwargs["exact"]), **kwargs})


class AttemptFactory(DjangoModelFactory):
    class Meta:
        model = Attempt

    story = factory.SubFactory(StoryFactory)
    why = SearchReason.ARCHIVE
    place = "own archive"


class SearchFactory(DjangoModelFactory):
    class Meta:
        model = Search

    story = factory.SubFactory(StoryFactory)
    source = factory.SubFactory(SourceFactory)
    why = SearchReason.GIVEN
    outcome = SearchOutcome.SEARCHED
    capture = factory.LazyAttribute(lambda search: search.source.latest_capture)
    searched_at = datetime(2026, 11, 24, 9, 13, tzinfo=UTC)
