"""Rows for tests: one file per model or small family, all of them importable from here."""

from tests.factories.alerts import AlertFactory
from tests.factories.checks import EarlierCheckFactory
from tests.factories.comparisons import AbsentFactory, ClaimEvidenceFactory, ComparisonFactory, operations_between
from tests.factories.keys import ApiKeyFactory
from tests.factories.people import OutletFactory, SpeakerFactory
from tests.factories.quotations import AttributionFactory, ClaimFactory, QuotationFactory, ViaFactory
from tests.factories.reviews import EvidenceFactory, ReviewStepFactory, RevisionFactory
from tests.factories.sources import (
    RECORD,
    AttemptFactory,
    CaptureFactory,
    PassageFactory,
    SearchFactory,
    SourceFactory,
)
from tests.factories.stories import StoryFactory
from tests.factories.users import PASSWORD, UserFactory

__all__ = [
    "PASSWORD",
    "RECORD",
    "AbsentFactory",
    "AlertFactory",
    "ApiKeyFactory",
    "AttemptFactory",
    "AttributionFactory",
    "CaptureFactory",
    "ClaimEvidenceFactory",
    "ClaimFactory",
    "ComparisonFactory",
    "EarlierCheckFactory",
    "EvidenceFactory",
    "OutletFactory",
    "PassageFactory",
    "QuotationFactory",
    "ReviewStepFactory",
    "RevisionFactory",
    "SearchFactory",
    "SourceFactory",
    "SpeakerFactory",
    "StoryFactory",
    "UserFactory",
    "ViaFactory",
    "operations_between",
]
