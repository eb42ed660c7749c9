"""Celery tasks: each takes ids, calls one service, and can run twice or find its row gone without harm."""

from celery import shared_task
from django.core.management import call_command

from factcheck.services import newsroom_settings
from factcheck.services.ask import ask_place as ask
from factcheck.services.capture import capture_source as capture
from factcheck.services.compare import compare_search as compare
from factcheck.services.digest import send_digest as send_news
from factcheck.services.extract import extract_story as extract
from factcheck.services.index import index_capture as index
from factcheck.services.monitor import check_capture as check
from factcheck.services.retention import prune_captures as prune
from factcheck.services.review import release_expired as release
from factcheck.services.sweep import sweep as send_due
from factcheck.services.verify import verify_portion as verify
from workers.retry import RowTask

# So many copies are pruned well inside the time limit of a task; the next night takes the next ones.
PRUNED_AT_ONCE = 2_000


@shared_task(base=RowTask, name="factcheck.extract_story")
def extract_story(story_id: int) -> None:
    extract(story_id)


@shared_task(base=RowTask, name="factcheck.capture_source")
def capture_source(source_id: int) -> None:
    capture(source_id)


@shared_task(base=RowTask, name="factcheck.compare_search")
def compare_search(search_id: int) -> None:
    compare(search_id)


@shared_task(base=RowTask, name="factcheck.ask_place")
def ask_place(attempt_id: int) -> None:
    ask(attempt_id)


@shared_task(base=RowTask, name="factcheck.check_capture")
def check_capture(capture_id: int) -> None:
    check(capture_id)


@shared_task(base=RowTask, name="factcheck.index_capture")
def index_capture(capture_id: int) -> None:
    index(capture_id)


@shared_task(name="factcheck.verify_captures")
def verify_captures() -> None:
    verify()


@shared_task(name="factcheck.prune_captures")
def prune_captures() -> None:
    if days := newsroom_settings.current().days_kept:
        prune(days, most=PRUNED_AT_ONCE)


@shared_task(name="factcheck.sweep")
def sweep() -> None:
    send_due()


@shared_task(name="factcheck.release_expired")
def release_expired() -> None:
    release()


@shared_task(name="factcheck.send_digest")
def send_digest() -> None:
    send_news()


@shared_task(name="factcheck.clear_sessions")
def clear_sessions() -> None:
    call_command("clearsessions")
