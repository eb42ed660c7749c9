"""People with a role of the newsroom, which is a group made by migration."""

from typing import Any

import factory
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from factory.django import DjangoModelFactory

PASSWORD = "correct horse battery"


class UserFactory(DjangoModelFactory):
    """`UserFactory(role="reviewer")` may enter the desk; without a role the user may do nothing there."""

    class Meta:
        model = get_user_model()
        skip_postgeneration_save = True

    class Params:
        superuser = factory.Trait(is_superuser=True)

    username = factory.Sequence(lambda n: f"person{n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@newsroom.example")
    is_staff = True
    password = factory.django.Password(PASSWORD)

    @factory.post_generation
    def role(self: Any, create: bool, name: str | None, **kwargs: Any) -> None:
        if create and name:
            self.groups.add(Group.objects.get(name=name))
