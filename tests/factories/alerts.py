"""Alerts of watched sources."""

import factory
from factory.django import DjangoModelFactory

from factcheck.models import Alert, AlertKind, AlertState
from tests.factories.comparisons import operations_between
from tests.factories.sources import CaptureFactory, PassageFactory


class AlertFactory(DjangoModelFactory):
    """A passage whose words are others in the newer capture."""

    class Meta:
        model = Alert

    passage = factory.SubFactory(PassageFactory)
    source = factory.LazyAttribute(lambda alert: alert.passage.capture.source)
    now = "We will shut the bridge for ten days, and not for longer."
    before = factory.LazyAttribute(lambda alert: alert.passage.exact)
    capture = factory.LazyAttribute(lambda alert: CaptureFactory(source=alert.source, text=alert.now))
    kind = AlertKind.CHANGED
    state = AlertState.OPEN
    operations = factory.LazyAttribute(lambda alert: operations_between(alert.before, alert.now))
    words_gone = "nine"
