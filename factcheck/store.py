"""The capture store: bytes as received, filed under their sha256 and verified whenever they are read."""

import hashlib
import os
import tempfile
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, Storage, storages

from factcheck.exceptions import CaptureDamaged


class WholeFileStorage(FileSystemStorage):
    """Files that appear under their name only when they are whole and on the disk; killed writers leave none behind."""

    def _save(self, name: str, content: Any) -> str:
        full = Path(self.path(name))
        full.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=full.parent, prefix=".part-", delete=False) as unfinished:
            try:
                for chunk in content.chunks():
                    unfinished.write(chunk)
                unfinished.flush()
                os.fsync(unfinished.fileno())
            except BaseException:
                Path(unfinished.name).unlink(missing_ok=True)
                raise
        Path(unfinished.name).replace(full)
        return name


def _storage() -> Storage:
    return storages["captures"]


def path_of(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"


def sha256_of(raw_bytes: bytes) -> str:
    return hashlib.sha256(raw_bytes).hexdigest()


def put(raw_bytes: bytes) -> str:
    """The sha256 under which the bytes are kept from now on. Same bytes are stored once; damaged ones mended."""
    sha256 = sha256_of(raw_bytes)
    storage, path = _storage(), path_of(sha256)
    if storage.exists(path):
        if _hash_at(path) == sha256:
            return sha256
        storage.delete(path)  # damaged on the disk: writers never leave a part of a file under its name
    saved = storage.save(path, ContentFile(raw_bytes))
    if saved != path:
        # Another worker stored the same bytes between our look and our write; one copy is enough.
        storage.delete(saved)
    return sha256


def get(sha256: str) -> bytes:
    """The bytes with this hash. Raises CaptureDamaged when they are gone or are no longer the same."""
    try:
        with _storage().open(path_of(sha256)) as file:
            raw_bytes: bytes = file.read()
    except OSError as error:
        # Without the path, which str(error) has: the sentence is shown to callers of the API.
        why = error.strerror or type(error).__name__
        raise CaptureDamaged(f"The stored copy {sha256[:12]}… cannot be read: {why}.") from error
    if sha256_of(raw_bytes) != sha256:
        raise CaptureDamaged(f"The stored copy {sha256[:12]}… no longer has the hash it was stored under.")
    return raw_bytes


def _hash_at(path: str) -> str:
    """The hash of the file there; "" when it cannot be read."""
    try:
        with _storage().open(path) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
