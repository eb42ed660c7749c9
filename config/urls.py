"""Addresses: the desk, the API, health."""

from django.contrib import admin
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from factcheck.api import health
from factcheck.api.views.compat import ClaimSearch
from factcheck.api.views.documents import Nowhere

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="admin:index"), name="home"),
    path("admin/", admin.site.urls),
    path("api/v1/", include("factcheck.api.urls")),
    path("compat/v1alpha1/claims:search", ClaimSearch.as_view(), name="claim-search"),
    re_path(r"^api(/[\s\S]*)?\Z", Nowhere.as_view()),
    # Where monitoring programs look first.
    path("metrics", RedirectView.as_view(pattern_name="api:metrics")),
    path("health/live", health.live, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
]
