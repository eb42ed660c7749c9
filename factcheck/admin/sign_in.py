"""Signing in: name and password, then, where somebody has one, the second factor. Failed tries of both are counted."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import get_user_model, load_backend, login
from django.contrib.auth.views import LoginView
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters

from factcheck.admin.client_address import address_of
from factcheck.admin.second_factor import PASSED, CodeForm
from factcheck.exceptions import Locked
from factcheck.services import second_factor, sign_in

_PENDING = "pending_sign_in"
# Between password and code. A guess: time to find the phone.
_PENDING_SECONDS = 300


class SignInForm(AdminAuthenticationForm):
    """Django's form, whose tries are counted before the password is looked at."""

    def clean(self) -> dict[str, Any]:
        assert self.request is not None
        name = str(self.cleaned_data.get("username") or "")
        if not name or not self.cleaned_data.get("password"):
            return dict(super().clean() or {})
        try:
            tried = sign_in.begin(name, address_of(self.request))
        except Locked as error:
            raise ValidationError(str(error), code="locked") from error
        try:
            return dict(super().clean() or {})
        except ValidationError:
            sign_in.fail(tried, name, "password")
            raise


class SignInView(LoginView):
    authentication_form = SignInForm

    def form_valid(self, form: Any) -> HttpResponse:
        user = form.get_user()
        if second_factor.device_of(user) is None:
            sign_in.succeed(user, user.get_username(), address_of(self.request), "password")
            return super().form_valid(form)
        self.request.session.flush()
        self.request.session[_PENDING] = {
            "user": user.pk,
            "backend": user.backend,
            "hash": user.get_session_auth_hash(),
            "at": time.time(),
            "next": self.get_success_url(),
        }
        return HttpResponseRedirect(reverse("admin:second_step"))


@never_cache
@csrf_protect
@sensitive_post_parameters("code")
def second_step(request: HttpRequest) -> HttpResponse:
    """Ask for the second factor of the person whose password was right just now."""
    user = _pending_user(request)
    if user is None:
        request.session.pop(_PENDING, None)
        return HttpResponseRedirect(reverse("admin:login"))
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        passed = _pass(request, user, form)
        if passed is not None:
            return passed
    context = {**admin.site.each_context(request), "title": "Second step", "form": form, "has_permission": False}
    return TemplateResponse(request, "desk/second_step.html", context, status=422 if form.errors else 200)


def _pass(request: HttpRequest, user: Any, form: CodeForm) -> HttpResponse | None:
    name, address = user.get_username(), address_of(request)
    try:
        tried = sign_in.begin(name, address)
    except Locked as error:
        form.add_error(None, str(error))
        return None
    how = second_factor.check(user, form.cleaned_data["code"])
    if not how:
        sign_in.fail(tried, name, "second factor")
        form.add_error("code", "That code is not right. Each code works once, and only for half a minute.")
        return None
    pending = request.session.pop(_PENDING)
    sign_in.succeed(user, name, address, f"password and {how}")
    login(request, user, backend=pending["backend"])
    request.session[PASSED] = True
    is_ours = url_has_allowed_host_and_scheme(pending["next"], {request.get_host()}, request.is_secure())
    return HttpResponseRedirect(pending["next"] if is_ours else resolve_url("admin:index"))


def _pending_user(request: HttpRequest) -> Any:
    """The person between the two steps; None when nobody is, or it took too long, or the password is another now."""
    pending = request.session.get(_PENDING)
    if not pending or time.time() - pending["at"] > _PENDING_SECONDS:
        return None
    if pending["backend"] not in settings.AUTHENTICATION_BACKENDS:
        return None
    user = load_backend(pending["backend"]).get_user(pending["user"])
    same = isinstance(user, get_user_model()) and constant_time_compare(pending["hash"], user.get_session_auth_hash())
    return user if same else None
