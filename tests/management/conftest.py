"""Fixtures of the commands' tests."""

from tests.services.conftest import pages

__all__ = ["pages"]
