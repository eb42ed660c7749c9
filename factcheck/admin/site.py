"""The desk: Django's admin, with the newsroom's name on it, and its queues as the first page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.views.decorators.http import require_POST

from factcheck.admin.landing import queue_cards, read_landing
from factcheck.admin.walk import FILTERS, PLACE, clean_filters, title_of
from factcheck.exceptions import FactcheckError


@dataclass(frozen=True, slots=True)
class NavLink:
    name: str
    url: str
    is_current: bool


# Page, name in the menu, and the permission without which it is not shown there.
_NAV: Sequence[tuple[str, str, str]] = (
    ("admin:index", "Desk", ""),
    ("admin:factcheck_story_changelist", "Stories", "factcheck.view_story"),
    ("admin:factcheck_quotation_changelist", "Quotations", "factcheck.view_quotation"),
    ("admin:factcheck_claim_changelist", "Claims", "factcheck.view_claim"),
    ("admin:factcheck_source_changelist", "Sources", "factcheck.view_source"),
    ("admin:factcheck_alert_changelist", "Alerts", "factcheck.view_alert"),
    ("admin:figures", "Figures", "factcheck.view_quotation"),
    ("admin:factcheck_auditentry_changelist", "Audit", "factcheck.view_auditentry"),
)


class DeskSite(admin.AdminSite):
    site_header = settings.NEWSROOM_NAME
    site_title = settings.NEWSROOM_NAME
    index_title = "Desk"
    index_template = "desk/landing.html"
    enable_nav_sidebar = False
    empty_value_display = "–"

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        # Not at the top: this module is loaded before there are models.
        from factcheck.services import newsroom_settings

        name = newsroom_settings.current().shown_name
        context = {**super().each_context(request), "site_header": name, "site_title": name}
        return {**context, "desk_nav": self._nav(request)}

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        context = {"landing": read_landing(request.user), **(extra_context or {})}
        return super().index(request, context)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        from factcheck.admin import figures  # which needs this site

        return [
            path("figures/", self.admin_view(figures.page), name="figures"),
            path("figures/<slug:name>.csv", self.admin_view(figures.download), name="figures_csv"),
            path("take-next/", self.admin_view(require_POST(self.take_next)), name="take_next"),
            path("end/", self.admin_view(self.list_end), name="list_end"),
            path("second-step/", self.second_step, name="second_step"),
            path("second-factor/", self.admin_view(self.second_factor), name="second_factor"),
            path("all/", self.admin_view(self.everything), name="everything"),
            *super().get_urls(),
        ]

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        # Not at the top: this module is loaded before there are models.
        from factcheck.admin.sign_in import SignInForm, SignInView

        self.login_form = SignInForm
        if request.method == "POST":
            context = {**self.each_context(request), "title": "Log in", "app_path": request.get_full_path()}
            next_page = request.POST.get("next") or request.GET.get("next") or reverse("admin:index")
            context |= {"next": next_page, **(extra_context or {})}
            view = SignInView.as_view(
                template_name="admin/login.html", extra_context=context, next_page=reverse("admin:index")
            )
            return cast(HttpResponse, view(request))
        return super().login(request, extra_context)

    def second_step(self, request: HttpRequest) -> HttpResponse:
        from factcheck.admin.sign_in import second_step

        return second_step(request)

    def second_factor(self, request: HttpRequest) -> HttpResponse:
        from factcheck.admin.second_factor import own_second_factor

        return own_second_factor(request)

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """Django's page; a password that was set leaves an audit entry in the same transaction."""
        from factcheck.services import people

        with transaction.atomic():
            before = getattr(request.user, "password", "")
            answer = super().password_change(request, extra_context)
            if getattr(request.user, "password", "") != before and answer.status_code == 302:
                people.record_password(request.user, actor=request.user)
        return answer

    def everything(self, request: HttpRequest) -> TemplateResponse:
        """Every kind of record there is, people and roles among them."""
        context = {**self.each_context(request), "title": "Everything", "app_list": self.get_app_list(request)}
        return TemplateResponse(request, "desk/everything.html", context)

    def take_next(self, request: HttpRequest) -> HttpResponse:
        """Claim the most pressing item for this person and open it."""
        from factcheck.services import review

        if not request.user.has_perm("factcheck.review"):
            raise PermissionDenied
        try:
            item = review.take_next(request.user)
        except FactcheckError as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(reverse("admin:index"))
        if item is None:
            messages.info(request, "Nothing is waiting: every quotation is taken, signed or still gathering sources.")
            return HttpResponseRedirect(reverse("admin:index"))
        page = reverse(f"admin:factcheck_{item._meta.model_name}_change", args=[item.pk])
        return HttpResponseRedirect(f"{page}?{urlencode({FILTERS: 'queue=unassigned', PLACE: 0})}")

    def list_end(self, request: HttpRequest) -> TemplateResponse:
        """Where one comes after the last item of a queue or list: what is left elsewhere."""
        if not request.user.has_perm("factcheck.view_quotation"):
            raise PermissionDenied
        kind = "claim" if request.GET.get("of") == "claim" else "quotation"
        filters = clean_filters(request.GET.get(FILTERS, ""))
        context = {
            **self.each_context(request),
            "title": f"The end of “{title_of(filters)}”",
            "kind": kind,
            "list_page": f"{reverse(f'admin:factcheck_{kind}_changelist')}?{filters}",
            "queues": [card for card in queue_cards(request.user) if card.count or card.claims],
        }
        return TemplateResponse(request, "desk/list_end.html", context)

    def _nav(self, request: HttpRequest) -> list[NavLink]:
        user = request.user
        if not getattr(user, "is_staff", False):
            return []
        shown = [
            (reverse(page), name) for page, name, permission in _NAV if not permission or user.has_perm(permission)
        ]
        shown.append((reverse("admin:everything"), "More"))
        return [NavLink(name, url, _is_current(url, request.path)) for url, name in shown]


def _is_current(url: str, at: str) -> bool:
    return at == url or (url.count("/") > 3 and at.startswith(url))
