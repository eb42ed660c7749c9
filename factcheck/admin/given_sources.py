"""Sources as people give them in the desk's forms: addresses one a line, and uploaded files."""

from __future__ import annotations  # UploadedFile takes no parameter at run time

from collections.abc import Iterable
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from factcheck.exceptions import BadInput
from factcheck.models import RATED_TIERS
from factcheck.services.gather import MOST_SOURCE_BYTES, GivenSource

# Offered where sources are given; nothing chosen leaves the tier to the rules of their hosts.
TIER_CHOICES = (("", "not said: by the rules of their hosts"), *((tier.value, tier.label) for tier in RATED_TIERS))


def read_given_sources(addresses: str, files: Iterable[UploadedFile[Any]], tier: str = "") -> list[GivenSource]:
    """The sources named, all of the tier that is said of them. Raises BadInput for a file that is too large, before it
    is read.
    """
    given = [GivenSource(url=line.strip(), tier=tier) for line in addresses.splitlines() if line.strip()]
    for file in files:
        if (file.size or 0) > MOST_SOURCE_BYTES:
            raise BadInput(
                f"{file.name}: at most {MOST_SOURCE_BYTES // 2**20} MB were expected; it has {file.size:,} bytes."
            )
        given.append(GivenSource(file_name=file.name or "upload", raw_bytes=file.read(), tier=tier))
    return given
