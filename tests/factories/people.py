"""Speakers and outlets."""

import factory
from factory.django import DjangoModelFactory

from factcheck.models import Outlet, Speaker, Tier


class SpeakerFactory(DjangoModelFactory):
    class Meta:
        model = Speaker
        django_get_or_create = ("key",)

    name = factory.Sequence(lambda n: f"Maria Speaker {n}")
    key = factory.LazyAttribute(lambda speaker: speaker.name.casefold())


class OutletFactory(DjangoModelFactory):
    class Meta:
        model = Outlet
        django_get_or_create = ("key",)

    name = factory.Sequence(lambda n: f"Morning Paper {n}")
    key = factory.LazyAttribute(lambda outlet: outlet.name.casefold())
    domain = factory.Sequence(lambda n: f"paper{n}.example")
    tier = Tier.S1
