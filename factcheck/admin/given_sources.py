"""Sources as people give them in the desk's forms: addresses one a line, and uploaded files."""

from __future__ import annotations  # UploadedFile takes no parameter at run time

from collections.abc import Iterable
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from factcheck.exceptions import BadInput
from factcheck.services.gather import MOST_SOURCE_BYTES, GivenSource


def read_given_sources(addresses: str, files: Iterable[UploadedFile[Any]]) -> list[GivenSource]:
    """The sources named. Raises BadInput for a file that is too large, before it is read."""
    given = [GivenSource(url=line.strip()) for line in addresses.splitlines() if line.strip()]
    for file in files:
        if (file.size or 0) > MOST_SOURCE_BYTES:
            raise BadInput(
                f"{file.name}: at most {MOST_SOURCE_BYTES // 2**20} MB were expected; it has {file.size:,} bytes."
            )
        given.append(GivenSource(file_name=file.name or "upload", raw_bytes=file.read()))
    return given
