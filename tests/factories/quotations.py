"""Quotations and claims with their attribution."""

from typing import Any

import factory
from factory.django import DjangoModelFactory

from factcheck.models import Attribution, AttributionStatus, Claim, Quotation, Rating, ReviewState, Via
from factcheck.text.quotations import Confidence, QuotationType
from tests.factories.people import OutletFactory, SpeakerFactory
from tests.factories.stories import StoryFactory, place


class QuotationFactory(DjangoModelFactory):
    """`QuotationFactory(story=story, text="…")`: the words are put between marks in the story unless it has them."""

    class Meta:
        model = Quotation
        skip_postgeneration_save = True

    class Params:
        approved = factory.Trait(review_state=ReviewState.APPROVED, attribution_status=AttributionStatus.ACCURATE)
        published = factory.Trait(review_state=ReviewState.PUBLISHED, attribution_status=AttributionStatus.ACCURATE)

    story = factory.SubFactory(StoryFactory)
    number = factory.Sequence(lambda n: n + 1)
    text = factory.Sequence(lambda n: f"We will close the bridge for {n} days, and not for longer.")
    type = QuotationType.DIRECT.value
    confidence = Confidence.HIGH.value
    rule = "quote-cue-subject"
    review_state = ReviewState.QUEUED
    attribution = factory.RelatedFactory(
        "tests.factories.quotations.AttributionFactory", factory_related_name="quotation"
    )

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Quotation:
        words = kwargs["text"]
        start = place(kwargs["story"], words, f"“{words}” said Maria Speaker.")
        return super()._create(model_class, *args, **{"start": start, "end": start + len(words), **kwargs})


class ClaimFactory(DjangoModelFactory):
    """A claim that is a whole sentence of its story."""

    class Meta:
        model = Claim
        skip_postgeneration_save = True

    class Params:
        approved = factory.Trait(review_state=ReviewState.APPROVED, rating=Rating.TRUE)
        published = factory.Trait(review_state=ReviewState.PUBLISHED, rating=Rating.TRUE)

    story = factory.SubFactory(StoryFactory)
    number = factory.Sequence(lambda n: n + 1)
    text = factory.Sequence(lambda n: f"The bridge cost {n} million pounds in 1998.")
    score = 0.8
    reasons = factory.List([{"feature": "figure", "words": "million pounds"}])
    review_state = ReviewState.QUEUED
    attribution = factory.RelatedFactory("tests.factories.quotations.AttributionFactory", factory_related_name="claim")

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Claim:
        words = kwargs["text"]
        start = place(kwargs["story"], words, words)
        end = start + len(words)
        places = {"start": start, "end": end, "sentence_start": start, "sentence_end": end}
        return super()._create(model_class, *args, **{**places, **kwargs})


class AttributionFactory(DjangoModelFactory):
    """Give it a quotation or a claim."""

    class Meta:
        model = Attribution

    speaker = factory.SubFactory(SpeakerFactory)
    speaker_text = factory.LazyAttribute(lambda attribution: attribution.speaker.name if attribution.speaker else "")
    cue_text = "said"


class ViaFactory(DjangoModelFactory):
    class Meta:
        model = Via

    attribution = factory.SubFactory(
        AttributionFactory, quotation=factory.SubFactory(QuotationFactory, attribution=None)
    )
    outlet = factory.SubFactory(OutletFactory)
    text = factory.LazyAttribute(lambda via: via.outlet.name)
    start = 0
    end = 1
