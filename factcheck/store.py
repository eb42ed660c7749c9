"""The capture store: bytes as received, filed under their sha256 and verified whenever they are read."""

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages

from factcheck.exceptions import CaptureDamaged


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
        storage.delete(path)
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
    except (FileNotFoundError, OSError) as error:
        raise CaptureDamaged(f"The stored copy {sha256[:12]}… cannot be read: {error}.") from error
    if sha256_of(raw_bytes) != sha256:
        raise CaptureDamaged(f"The stored copy {sha256[:12]}… no longer has the hash it was stored under.")
    return raw_bytes


def _hash_at(path: str) -> str:
    with _storage().open(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
