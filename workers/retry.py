"""What happens when a task fails: its row gets the error and a later time, or is left for a person. Written once, here.

Celery's own retries are not used: they live in the broker, and the broker is only a hint. The rows' `next_attempt_at`
grows from half a minute to half a day (`factcheck.jobs.RETRY_DELAYS`); after that the desk shows the error and a
button.
"""

import logging
from typing import Any

from celery import Task

from factcheck.services.sweep import record_failure

logger = logging.getLogger(__name__)


class RowTask(Task[Any, None]):
    """A task about one row, named by its first argument."""

    def on_failure(self, exc: Exception, task_id: str, args: Any, kwargs: Any, einfo: Any) -> None:
        name = (self.name or "").removeprefix("factcheck.")
        logger.error("%s %s failed: %s: %s", name, list(args), type(exc).__name__, exc)
        if args:
            record_failure(name, args[0], f"{type(exc).__name__}: {exc}"[:1000])
