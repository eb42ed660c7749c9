"""Importing this module registers every page of the desk."""

from factcheck.admin import audit, claims, keys, people, quotations, roles, sources, stories

__all__ = ["audit", "claims", "keys", "people", "quotations", "roles", "sources", "stories"]
