"""Review steps, evidence and published revisions, for pages that show them. The services make them in real use."""

import factory
from factory.django import DjangoModelFactory

from factcheck.models import Evidence, Reader, ReviewState, ReviewStep, Revision, RevisionKind
from tests.factories.quotations import QuotationFactory
from tests.factories.sources import PassageFactory
from tests.factories.users import UserFactory


class ReviewStepFactory(DjangoModelFactory):
    """A first reader's signature unless told otherwise."""

    class Meta:
        model = ReviewStep

    quotation = factory.SubFactory(QuotationFactory)
    from_state = ReviewState.IN_REVIEW
    to_state = ReviewState.SECOND_REVIEW
    round = 1
    reader = Reader.FIRST
    decision = "altered"
    actor = factory.SubFactory(UserFactory, role="reviewer")
    actor_name = factory.LazyAttribute(lambda step: step.actor.username if step.actor else "machine")


class EvidenceFactory(DjangoModelFactory):
    class Meta:
        model = Evidence

    step = factory.SubFactory(ReviewStepFactory)
    passage = factory.SubFactory(PassageFactory)


class RevisionFactory(DjangoModelFactory):
    """A published revision, and the one its item shows to the public."""

    class Meta:
        model = Revision
        skip_postgeneration_save = True

    quotation = factory.SubFactory(QuotationFactory, published=True)
    number = 1
    kind = RevisionKind.PUBLISHED
    decision = "accurate"
    snapshot = factory.Dict({"decision": "accurate"})
    sha256 = "ab" * 32
    publisher = factory.SubFactory(UserFactory, role="editor")
    publisher_name = factory.LazyAttribute(lambda revision: revision.publisher.username)

    @factory.post_generation
    def shown(self, create: bool, wanted: bool | None, **kwargs: object) -> None:
        item = self.quotation or self.claim
        if create and wanted is not False:
            item.published_revision = self
            item.save(update_fields=["published_revision"])
