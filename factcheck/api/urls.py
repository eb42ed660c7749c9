"""Addresses of the API, version 1. None ends in a slash."""

from django.urls import path, re_path

from factcheck.api.views import captures, claims, documents, lookup, provenance, quotations, sources, stories

app_name = "api"
urlpatterns = [
    path("stories", stories.Stories.as_view(), name="stories"),
    path("stories/<uuid:public_id>", stories.StoryItem.as_view(), name="story"),
    path("stories/<uuid:public_id>/quotations", stories.StoryQuotations.as_view(), name="story-quotations"),
    path("stories/<uuid:public_id>/claims", stories.StoryClaims.as_view(), name="story-claims"),
    path("stories/<uuid:public_id>/report", stories.StoryReport.as_view(), name="story-report"),
    path("quotations", quotations.Quotations.as_view(), name="quotations"),
    path("quotations/<uuid:public_id>", quotations.QuotationItem.as_view(), name="quotation"),
    path("quotations/<uuid:public_id>/evidence", quotations.QuotationEvidence.as_view(), name="quotation-evidence"),
    path("quotations/<uuid:public_id>/chain", provenance.QuotationChain.as_view(), name="quotation-chain"),
    path("quotations/<uuid:public_id>/variants", provenance.QuotationVariants.as_view(), name="quotation-variants"),
    path(
        "quotations/<uuid:public_id>/annotations",
        provenance.QuotationAnnotations.as_view(),
        name="quotation-annotations",
    ),
    path("quotations/<uuid:public_id>/history", quotations.QuotationHistory.as_view(), name="quotation-history"),
    path(
        "quotations/<uuid:public_id>/claimreview",
        quotations.QuotationClaimReview.as_view(),
        name="quotation-claimreview",
    ),
    path(
        "quotations/<uuid:public_id>/transitions",
        quotations.QuotationTransitions.as_view(),
        name="quotation-transitions",
    ),
    path("claims", claims.Claims.as_view(), name="claims"),
    path("claims/<uuid:public_id>", claims.ClaimItem.as_view(), name="claim"),
    path("claims/<uuid:public_id>/evidence", claims.ClaimEvidenceView.as_view(), name="claim-evidence"),
    path("claims/<uuid:public_id>/checks", claims.ClaimChecks.as_view(), name="claim-checks"),
    path("claims/<uuid:public_id>/history", claims.ClaimHistory.as_view(), name="claim-history"),
    path("claims/<uuid:public_id>/claimreview", claims.ClaimClaimReview.as_view(), name="claim-claimreview"),
    path("claims/<uuid:public_id>/transitions", claims.ClaimTransitions.as_view(), name="claim-transitions"),
    path("sources", sources.Sources.as_view(), name="sources"),
    path("sources/<uuid:public_id>", sources.SourceItem.as_view(), name="source"),
    path("captures/<uuid:public_id>", captures.CaptureItem.as_view(), name="capture"),
    path("captures/<uuid:public_id>/text", captures.CaptureText.as_view(), name="capture-text"),
    path("captures/<uuid:public_id>/raw", captures.CaptureRaw.as_view(), name="capture-raw"),
    path("captures/<uuid:public_id>/diff/<uuid:other_id>", captures.CaptureDiff.as_view(), name="capture-diff"),
    path("timemap/<path:uri>", captures.TimeMap.as_view(), name="timemap"),
    path("speakers", sources.Speakers.as_view(), name="speakers"),
    path("outlets", sources.Outlets.as_view(), name="outlets"),
    path("lookup", lookup.Lookup.as_view(), name="lookup"),
    path("problems", documents.Problems.as_view(), name="problems"),
    path("problems/<slug:slug>", documents.ProblemItem.as_view(), name="problem"),
    path("schema", documents.Schema.as_view(), name="schema"),
    path("docs", documents.docs, name="docs"),
    re_path(r"^.*\Z", documents.Nowhere.as_view()),
]
