"""Importing this module registers every page of the desk."""

from factcheck.admin import (
    alerts,
    audit,
    captures,
    checks,
    claims,
    keys,
    newsroom_settings,
    people,
    quotations,
    roles,
    sources,
    stories,
)

__all__ = [
    "alerts",
    "audit",
    "captures",
    "checks",
    "claims",
    "keys",
    "newsroom_settings",
    "people",
    "quotations",
    "roles",
    "sources",
    "stories",
]
