"""The broker of the embedded desk: Celery's messages as files, safe with several processes at once.

Kombu's own file transport writes a message into the file that a reader may already be taking, and a worker that reads
half a message ends with an error. Here a message appears under its name only when it is whole, one that cannot be read
is dropped (the sweep sends what is due again), and the tables of queues are changed by one process at a time.
"""

import fcntl
import logging
import os
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty
from typing import Any

from kombu.transport import filesystem
from kombu.utils.json import dumps

logger = logging.getLogger(__name__)


class Channel(filesystem.Channel):
    """Messages as files of one folder, named `<milliseconds>_<uuid>.<queue>.msg`."""

    def _put(self, queue: str, payload: dict[str, Any], **kwargs: Any) -> None:  # type: ignore[override] # as its base does
        folder = Path(self.data_folder_out)
        # The wall clock, not the monotonic one, which begins anew when the machine does: the oldest comes first.
        name = f"{time.time_ns() // 1_000_000}_{uuid.uuid4()}"
        unfinished = folder / f"{name}.part"
        unfinished.write_text(dumps(payload), encoding="utf-8")
        unfinished.replace(folder / f"{name}.{queue}.msg")

    def _get(self, queue: str, timeout: float | None = None) -> Any:
        try:
            return super()._get(queue)
        except ValueError as error:
            logger.warning("a message of queue %s could not be read and was dropped: %s", queue, error)
            raise Empty from error

    def _queue_bind(self, *args: Any) -> None:
        with self._tables_locked():
            super()._queue_bind(*args)

    def get_table(self, exchange: str) -> Any:
        with self._tables_locked():
            return super().get_table(exchange)

    @contextmanager
    def _tables_locked(self) -> Iterator[None]:
        descriptor = os.open(Path(self.control_folder) / "lock", os.O_CREAT | os.O_RDWR, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)  # gives the lock back


class Transport(filesystem.Transport):
    Channel = Channel
