"""Checks that others published."""

import hashlib

import factory
from factory.django import DjangoModelFactory

from factcheck.models import EarlierCheck


class EarlierCheckFactory(DjangoModelFactory):
    """Not found by its words: those come with an import (`rebuild_words`)."""

    class Meta:
        model = EarlierCheck

    claim = factory.Sequence(lambda n: f"The bridge was shut for {n} days.")
    publisher = "Riverside Checks"
    publisher_site = "checks.example"
    url = factory.Sequence(lambda n: f"https://checks.example/{n}")
    rating = "False"
    reviewed_at = "2021-03-05"
    imported_from = "feed.json"
    key = factory.LazyAttribute(lambda check: hashlib.sha256(check.claim.encode()).hexdigest())
