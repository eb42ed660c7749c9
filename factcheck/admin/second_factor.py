"""The pages of a person's own second factor, and the middleware that asks for one where it is required."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import segno
from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.debug import sensitive_post_parameters

from factcheck.admin.client_address import address_of
from factcheck.exceptions import FactcheckError
from factcheck.services import second_factor, sign_in

# In the session of a person who gave a second factor, or made one in it.
PASSED = "second_factor"
# Names of the pages one may see without.
_OPEN_PAGES = ("login", "second_step", "second_factor", "logout", "jsi18n")


class CodeForm(forms.Form):
    code = forms.CharField(
        label="Code",
        max_length=40,
        help_text="Six digits from your app, or a recovery code.",
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )


class SecondFactorMiddleware:
    """Where a second factor is required, a session without one reaches the page that makes one, and nothing else.

    The API takes such a session for nobody's. API keys are not sessions and go on working.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.REQUIRE_TWO_FACTOR != "off" and _lacks_factor(request):
            if not request.path.startswith(reverse("admin:index")):
                request.user = AnonymousUser()
            elif request.path not in {reverse(f"admin:{page}") for page in _OPEN_PAGES}:
                return HttpResponseRedirect(reverse("admin:second_factor"))
        return self.get_response(request)


def _lacks_factor(request: HttpRequest) -> bool:
    user = request.user
    return user.is_authenticated and second_factor.is_required(user) and not request.session.get(PASSED)


@sensitive_post_parameters("code")
def own_second_factor(request: HttpRequest) -> HttpResponse:
    """Set up, renew the recovery codes of, or turn off one's own second factor; without scripts, one button an act."""
    act = request.POST.get("act", "") if request.method == "POST" else ""
    form = CodeForm(request.POST if act in {"confirm", "renew", "off"} else None)
    codes: list[str] = []
    try:
        if act == "start":
            second_factor.start(request.user)
        elif form.is_bound and form.is_valid():
            codes = _do(request, act, form.cleaned_data["code"])
            if not codes:
                messages.success(request, "Turned off: your password is enough again.")
                return HttpResponseRedirect(reverse("admin:second_factor"))
    except FactcheckError as error:
        if form.is_bound:
            form.add_error("code", str(error))
        else:
            messages.error(request, str(error))
    return _page(request, form, codes)


def _do(request: HttpRequest, act: str, code: str) -> list[str]:
    """The recovery codes to show, none after turning off. Wrong codes count as failed sign-ins do."""
    user: Any = request.user
    name, address = user.get_username(), address_of(request)
    tried = sign_in.begin(name, address)
    try:
        codes: list[str] = []
        if act == "confirm":
            codes = second_factor.confirm(user, code, session_key=request.session.session_key)
            request.session[PASSED] = True
        elif act == "renew":
            codes = second_factor.renew_codes(user, code)
        else:
            second_factor.turn_off(user, code, session_key=request.session.session_key)
            request.session.pop(PASSED, None)
    except FactcheckError:
        sign_in.fail(tried, name, "second factor")
        raise
    tried.delete()
    return codes


def _page(request: HttpRequest, form: CodeForm, codes: list[str]) -> TemplateResponse:
    user: Any = request.user
    device = second_factor.device_of(user)
    begun = None if device else user.totpdevice_set.filter(confirmed=False).first()
    if begun:
        form.fields["code"].help_text = "Six digits from your app."  # there are no recovery codes yet
    context = {
        **admin.site.each_context(request),
        "title": "Your recovery codes" if codes else "Two-step sign-in",
        "form": form,
        "codes": codes,
        "device": device,
        "left": user.recovery_codes.count() if device else 0,
        "qr": _qr(begun.config_url) if begun else "",
        "secret": _in_fours(begun.config_url) if begun else "",
        "is_required": second_factor.is_required(user),
    }
    return TemplateResponse(request, "desk/second_factor.html", context, status=422 if form.errors else 200)


def _qr(url: str) -> SafeString:
    """The address as an inline SVG, dark on white also in the dark theme: many cameras read no other."""
    svg = segno.make(url, error="m").svg_inline(scale=4, light="#fff", border=4, omitsize=False)
    return mark_safe(svg)  # noqa: S308 - made here, and holds paths only


def _in_fours(url: str) -> str:
    """The secret of the address, in groups for people who type it."""
    secret = url.partition("secret=")[2].partition("&")[0]
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
