"""The newsroom's settings, read here by everything that heeds them, and kept for a moment: each page asks for them."""

from __future__ import annotations

import time

from django.db import transaction

from factcheck.models import NewsroomSettings
from factcheck.models.newsroom import ONLY_ROW

# After a change other processes follow within so long.
KEPT_SECONDS = 5.0

_kept: tuple[float, NewsroomSettings] | None = None


def current() -> NewsroomSettings:
    """The settings as they are, at most KEPT_SECONDS ago; the defaults where nobody has saved any. Not to be saved."""
    global _kept
    if _kept is None or time.monotonic() - _kept[0] > KEPT_SECONDS:
        found = NewsroomSettings.objects.filter(pk=ONLY_ROW).first() or NewsroomSettings(pk=ONLY_ROW)
        _kept = time.monotonic(), found
    return _kept[1]


def forget() -> None:
    """Read them anew next time, in this process."""
    global _kept
    _kept = None


def forget_after_commit() -> None:
    transaction.on_commit(forget)
