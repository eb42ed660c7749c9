"""The records, re-exported: `from factcheck.models import Story`."""

from factcheck.models.alert import Alert, AlertKind, AlertState
from factcheck.models.append_only import AppendOnlyError
from factcheck.models.attempt import Attempt
from factcheck.models.check import CheckWord, CheckWordCount, EarlierCheck
from factcheck.models.comment import Comment
from factcheck.models.decision import (
    GENESIS_HASH,
    AuditEntry,
    AuditHead,
    Evidence,
    Reader,
    ReviewStep,
    Revision,
    RevisionKind,
    canonical_json,
)
from factcheck.models.host import HostGate
from factcheck.models.idempotency import IdempotentRequest
from factcheck.models.key import SCOPES, ApiKey
from factcheck.models.newsroom import NewsroomSettings, SecondReader
from factcheck.models.people import RATED_TIERS, Outlet, Speaker, Tier
from factcheck.models.quotation import Attribution, Claim, Quotation, Via, ViaState
from factcheck.models.review import DECIDED_STATES, UNREVIEWED, Reviewed, ReviewState
from factcheck.models.search import NO_SOURCES, ClaimEvidence, Comparison, Search, SearchOutcome, SearchReason
from factcheck.models.sign_in import RecoveryCode, SignInTry
from factcheck.models.source import Capture, CaptureRetry, Completeness, Layer, LinkState, Passage, Source, SourceKind
from factcheck.models.statuses import RATING_RULES, STATUS_RULES, AttributionStatus, DecisionRule, Rating
from factcheck.models.story import Origin, Stage, Story

__all__ = [
    "DECIDED_STATES",
    "GENESIS_HASH",
    "NO_SOURCES",
    "RATED_TIERS",
    "RATING_RULES",
    "SCOPES",
    "STATUS_RULES",
    "UNREVIEWED",
    "Alert",
    "AlertKind",
    "AlertState",
    "ApiKey",
    "AppendOnlyError",
    "Attempt",
    "Attribution",
    "AttributionStatus",
    "AuditEntry",
    "AuditHead",
    "Capture",
    "CaptureRetry",
    "CheckWord",
    "CheckWordCount",
    "Claim",
    "ClaimEvidence",
    "Comment",
    "Comparison",
    "Completeness",
    "DecisionRule",
    "EarlierCheck",
    "Evidence",
    "HostGate",
    "IdempotentRequest",
    "Layer",
    "LinkState",
    "NewsroomSettings",
    "Origin",
    "Outlet",
    "Passage",
    "Quotation",
    "Rating",
    "Reader",
    "RecoveryCode",
    "ReviewState",
    "ReviewStep",
    "Reviewed",
    "Revision",
    "RevisionKind",
    "Search",
    "SearchOutcome",
    "SearchReason",
    "SecondReader",
    "SignInTry",
    "Source",
    "SourceKind",
    "Speaker",
    "Stage",
    "Story",
    "Tier",
    "Via",
    "ViaState",
    "canonical_json",
]
