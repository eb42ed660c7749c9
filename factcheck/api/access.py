"""Who is asking, and what that opens: nothing, a key's scopes, or a person's session at the desk."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser
from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from factcheck.models import SCOPES, ApiKey

# A scope opens nothing its user could not do at the desk.
PERMISSION_OF_SCOPE = {
    "read": "factcheck.view_quotation",
    "submit": "factcheck.submit",
    "review": "factcheck.review",
}


def person_of(request: Request) -> Any:
    """The user behind the request, or None."""
    user = request.user
    return None if user is None or isinstance(user, AnonymousUser) else user


def may(request: Request, scope: str) -> bool:
    """True when the request has the scope and its user the permission that goes with it. A session has every scope."""
    user = person_of(request)
    if user is None:
        return False
    scopes = request.auth.scopes if isinstance(request.auth, ApiKey) else SCOPES
    return scope in scopes and user.has_perm(PERMISSION_OF_SCOPE[scope])


class NeedsScope(BasePermission):
    """Base of the permissions below. Without a user DRF answers 401; with one that lacks the scope, this answers
    403.
    """

    scope = ""

    def has_permission(self, request: Request, view: Any) -> bool:
        if person_of(request) is None:
            return False
        if may(request, self.scope):
            return True
        raise PermissionDenied(
            f"This needs the scope “{self.scope}”, and a user with the permission that goes with it "
            f"({PERMISSION_OF_SCOPE[self.scope]})."
        )


class NeedsRead(NeedsScope):
    scope = "read"


class NeedsSubmit(NeedsScope):
    scope = "submit"


class NeedsReview(NeedsScope):
    scope = "review"


class ManagesSources(BasePermission):
    """For the watch and for imports: the scopes read and submit, and a user who may manage sources at the desk."""

    def has_permission(self, request: Request, view: Any) -> bool:
        user = person_of(request)
        if user is None:
            return False
        scopes = request.auth.scopes if isinstance(request.auth, ApiKey) else SCOPES
        if may(request, "read") and "submit" in scopes and user.has_perm("factcheck.manage_sources"):
            return True
        raise PermissionDenied(
            "This needs the scopes “read” and “submit”, and a user who may add, rate and watch sources "
            "(factcheck.manage_sources)."
        )
