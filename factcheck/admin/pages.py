"""Importing this module registers every page of the desk."""

from factcheck.admin import alerts, audit, captures, claims, keys, people, quotations, roles, sources, stories

__all__ = ["alerts", "audit", "captures", "claims", "keys", "people", "quotations", "roles", "sources", "stories"]
