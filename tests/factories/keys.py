"""API keys whose secret the test knows."""

from typing import Any

import factory
from factory.django import DjangoModelFactory

from factcheck.models import ApiKey
from tests.factories.users import UserFactory


class ApiKeyFactory(DjangoModelFactory):
    """`ApiKeyFactory(secret="fc_…", scopes=["read"])`; the secret itself is not kept, as in real use."""

    class Meta:
        model = ApiKey

    user = factory.SubFactory(UserFactory, role="reviewer")
    name = factory.Sequence(lambda n: f"Program {n}")
    scopes = factory.List(["read"])

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> ApiKey:
        secret = kwargs.pop("secret", None) or f"fc_test_{kwargs['name']}"
        hashed = {"prefix": secret[:12], "sha256": ApiKey.hash_of(secret)}
        return super()._create(model_class, *args, **{**hashed, **kwargs})
