"""The capture store: bytes as received, filed under their sha256 and verified whenever they are read."""

import contextlib
import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.db import connection

from factcheck.exceptions import CaptureDamaged

# Held by whoever writes rows that name stored bytes, and alone by whoever deletes bytes no row names. Any number; ours
# alone in this database.
KEEPING_LOCK = 7_251_100_402
PART = ".part-"  # begins the name of a file that is being written
# No writer takes longer: the largest file is some megabytes, and the longest task some minutes.
PART_SECONDS = 24 * 3600


class WholeFileStorage(FileSystemStorage):
    """Files that appear under their name only when they are whole and on the disk. What killed writers leave
    behind has another name, and `collect_parts` removes it."""

    def _save(self, name: str, content: Any) -> str:
        full = Path(self.path(name))
        part = self._write_part(full, content.chunks(), is_synced=True)
        self._put_in_place(part, full)
        _sync_folder(full.parent)
        return name

    def save_many(self, named: Mapping[str, bytes]) -> None:
        """Save all of these, new names only, with one wait for the disk in place of one a file."""
        is_linux = sys.platform == "linux"  # elsewhere os.sync() does not wait for the disk
        parts: dict[str, Path] = {}
        try:
            for name, raw_bytes in named.items():
                parts[name] = self._write_part(Path(self.path(name)), [raw_bytes], is_synced=not is_linux)
            if is_linux:
                os.sync()
            for name, part in parts.items():
                self._put_in_place(part, Path(self.path(name)))
            os.sync()
        except BaseException:
            for part in parts.values():
                part.unlink(missing_ok=True)
            raise

    def collect_parts(self, before: float) -> int:
        """How many unfinished files, last written before that time (of the file system), were removed."""
        removed = 0
        for folder, _, names in os.walk(self.base_location):
            for name in names:
                part = Path(folder, name)
                if not name.startswith(PART):
                    continue
                with contextlib.suppress(FileNotFoundError):  # its writer was alive after all, and has just finished
                    if part.stat().st_mtime < before:
                        part.unlink()
                        removed += 1
        return removed

    def _write_part(self, full: Path, chunks: Iterable[bytes], is_synced: bool) -> Path:
        full.parent.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(dir=full.parent, prefix=PART)
        try:
            with os.fdopen(handle, "wb") as unfinished:
                for chunk in chunks:
                    unfinished.write(chunk)
                unfinished.flush()
                if is_synced:
                    os.fsync(unfinished.fileno())
        except BaseException:
            Path(part).unlink(missing_ok=True)
            raise
        return Path(part)

    def _put_in_place(self, part: Path, full: Path) -> None:
        try:
            part.replace(full)
        except BaseException:
            part.unlink(missing_ok=True)
            raise


def _sync_folder(folder: Path) -> None:
    """A new name is on the disk only when its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _storage() -> Storage:
    return storages["captures"]


def path_of(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"


def sha256_of(raw_bytes: bytes) -> str:
    return hashlib.sha256(raw_bytes).hexdigest()


def put(raw_bytes: bytes) -> str:
    """The sha256 under which the bytes are kept from now on. Same bytes are stored once; damaged ones mended.

    A row that names the hash calls `keep` in its own transaction. Raises OSError when the bytes cannot be written.
    """
    sha256 = sha256_of(raw_bytes)
    storage, path = _storage(), path_of(sha256)
    if _is_whole(sha256):
        return sha256
    saved = storage.save(path, ContentFile(raw_bytes))
    if saved != path:
        # Another worker stored the same bytes between our look and our write; one copy is enough.
        storage.delete(saved)
    return sha256


def put_many(many: Iterable[bytes]) -> list[str]:
    """As `put`, for many at once: the hashes, in order."""
    named = [(sha256_of(raw_bytes), raw_bytes) for raw_bytes in many]
    storage = _storage()
    if not isinstance(storage, WholeFileStorage):
        return [put(raw_bytes) for _, raw_bytes in named]
    storage.save_many({path_of(sha256): raw_bytes for sha256, raw_bytes in named if not _is_whole(sha256)})
    return [sha256 for sha256, _ in named]


def hold() -> None:
    """Until the transaction at hand ends, no bytes are deleted (on SQLite a transaction is alone anyway)."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [KEEPING_LOCK])


def keep(sha256: str, raw_bytes: bytes) -> None:
    """Make sure that the bytes put before are there still, as a row of the transaction at hand will name them."""
    hold()
    if not exists(sha256):
        put(raw_bytes)


def keep_many(named: Mapping[str, bytes]) -> None:
    """As `keep`, for many: the bytes by their hashes."""
    hold()
    put_many(raw_bytes for sha256, raw_bytes in named.items() if not exists(sha256))


def hold_alone() -> None:
    """Until the transaction at hand ends, nobody adds a row that names stored bytes."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [KEEPING_LOCK])


def exists(sha256: str) -> bool:
    """True when there are bytes under this hash, whole or not."""
    return bool(_storage().exists(path_of(sha256)))


def delete(sha256: str) -> None:
    """Remove the bytes with this hash, if they are there. The caller has `hold_alone` and has seen that no row names
    them.
    """
    _storage().delete(path_of(sha256))


def collect_parts(now: float | None = None) -> int:
    """How many files went that a killed writer left unfinished: those of more than a day ago. `now` is for tests."""
    storage = _storage()
    if not isinstance(storage, WholeFileStorage):
        return 0
    return storage.collect_parts((time.time() if now is None else now) - PART_SECONDS)


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


def problem_with(sha256: str) -> str:
    """What is wrong with the bytes stored under this hash; "" when they are whole. Reads them in small pieces."""
    try:
        with _storage().open(path_of(sha256)) as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        return f"The stored copy {sha256[:12]}… cannot be read: {error.strerror or type(error).__name__}."
    if found != sha256:
        return f"The stored copy {sha256[:12]}… no longer has the hash it was stored under."
    return ""


def _is_whole(sha256: str) -> bool:
    """True when the bytes are there. Damaged ones are removed: writers never leave a part of a file under its name."""
    storage, path = _storage(), path_of(sha256)
    if not storage.exists(path):
        return False
    if not problem_with(sha256):
        return True
    storage.delete(path)
    return False
