"""The archive import: what comes in, what is refused and why, and that a stopped import goes on without doubles."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from factcheck import store
from factcheck.index import get_index, segments_of
from factcheck.index.tantivy_index import TantivyIndex
from factcheck.models import Capture, Outlet, Search, SearchOutcome, Source
from factcheck.services import import_archive as service
from factcheck.services.capture import raw_bytes
from factcheck.services.import_archive import Imported, import_archive
from factcheck.services.lookup import lookup
from factcheck.services.lookup_answer import as_json
from tests.factories import CaptureFactory, OutletFactory, SearchFactory, SourceFactory

ROOT = Path(__file__).resolve().parents[2]
TEXT = "We will shut the old bridge for nine days in June. Nobody has to walk further than before."


@pytest.fixture(autouse=True)
def index_of_its_own(request: pytest.FixtureRequest, settings: Any, tmp_path: Path) -> None:
    settings.LOOKUP_INDEX_DIR = tmp_path / "index"
    if settings.LOOKUP_ENGINE == "postgres" and request.node.get_closest_marker("django_db"):
        get_index().clear()


def line(**fields: Any) -> bytes:
    return json.dumps({"id": "a", "title": "Talk", "text": TEXT, **fields}).encode()


def run(*lines: bytes) -> tuple[Imported, list[tuple[int, str]]]:
    bad: list[tuple[int, str]] = []
    return import_archive(lines, report=lambda number, reason: bad.append((number, reason))), bad


@pytest.mark.django_db
def test_document_becomes_a_source_with_a_capture_in_the_index() -> None:
    done, bad = run(line(id="talk-1", speaker="Mayor Ann Lee", tier="P2", published_at="2026-11-20"))
    assert (done.sources, done.captures, done.known, bad) == (1, 1, 0, []) and done.passages >= 1
    source, capture = Source.objects.get(), Capture.objects.get()
    assert (source.key, source.kind, source.tier, source.title) == ("archive:talk-1", "text", "P2", "Talk")
    assert (source.latest_capture, source.next_attempt_at, source.is_private) == (capture, None, True)
    assert (capture.text, capture.published_at, capture.reader) == (TEXT, "2026-11-20", "archive/1")
    assert capture.is_readable and capture.is_stored and raw_bytes(capture) == TEXT.encode()
    assert capture.indexed_at and capture.watched_at and capture.started_at == capture.ended_at
    answer = lookup("We will shut the old bridge for nine days in June", include_private=True)
    assert as_json(answer)["results"][0]["match"] == "exact"
    assert capture.turns[0]["speaker"] == "Mayor Ann Lee"


@pytest.mark.django_db
def test_address_gives_the_source_a_story_would_name() -> None:
    Outlet.objects.create(name="City", key="city", domain="city.example")
    run(line(url="https://News.City.example/talk#top", id=None))
    source = Source.objects.get()
    assert (source.key, source.kind, source.outlet.name) == ("web:https://news.city.example/talk", "web", "City")


@pytest.mark.django_db
def test_labels_in_the_text_are_the_speakers() -> None:
    run(line(text="MS. LEE: We will shut it.\n\nMR. ORR: For how long, may I ask?\n", speaker="Somebody"))
    assert [turn["speaker"] for turn in Capture.objects.get().turns] == ["MS. LEE", "MR. ORR"]


BAD = [
    ("no JSON", b"{", "JSON was expected"),
    ("not UTF-8", b'{"id": "a", "text": "\xff"}', "JSON was expected"),
    ("a list", b"[]", "an object was expected"),
    ("no text", b'{"id": "a"}', "with words"),
    ("text without words", line(text="…  12"), "with words"),
    ("text that is none", line(text=["a"]), "“text”: a text was expected; got list"),
    ("no identity", line(id=None), "“url” or “id”"),
    ("odd identity", line(id=True), "“id”"),
    ("odd address", line(url="ftp://x.example/a"), "a web address"),
    ("unknown tier", line(tier="P9"), "one of P1, P2"),
    ("no date", line(published_at="yesterday"), "a date such as"),
    ("impossible date", line(published_at="2026-02-31"), "a date such as"),
    ("nested deeply", b"[" * 100_000, "expected"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("bad_line", "reason"), [b[1:] for b in BAD], ids=[b[0] for b in BAD])
def test_bad_line_is_named_and_the_run_goes_on(bad_line: bytes, reason: str) -> None:
    done, bad = run(line(id=1), b"\n", bad_line, line(id=2, text=TEXT + " Two."))
    assert (done.captures, done.bad) == (2, 1)
    assert bad[0][0] == 3 and reason in bad[0][1]


@pytest.mark.django_db
def test_characters_no_database_stores_are_replaced() -> None:
    run(b'{"id": "a\\u0000b", "title": "t\\ud800", "text": "We\\u0000 know. \\ud83d\\ude00 \\udfff"}')
    capture = Capture.objects.get()
    assert capture.text == "We� know. 😀 �" and capture.source.key == "archive:a�b"


@pytest.mark.django_db
def test_the_same_again_adds_nothing_and_another_text_is_a_new_copy() -> None:
    run(line(), line(), line(id="b"))
    assert (Source.objects.count(), Capture.objects.count()) == (2, 2)
    done, _ = run(line(), line(text=TEXT + " He left."))
    assert (done.captures, done.known, Source.objects.count()) == (1, 1, 2)
    source = Source.objects.get(key="archive:a")
    assert source.captures.count() == 2 and source.latest_capture.text.endswith("He left.")


@pytest.mark.django_db
def test_page_that_was_fetched_keeps_its_latest_copy() -> None:
    source = SourceFactory(url="https://city.example/talk", key="web:https://city.example/talk")
    fetched = CaptureFactory(source=source)
    run(line(url=source.url))
    source.refresh_from_db()
    assert source.latest_capture == fetched
    archived = source.captures.exclude(pk=fetched.pk).get()
    assert archived.indexed_at and archived.watched_at, "it is no newer state of the page"


@pytest.mark.django_db
def test_source_nobody_could_fetch_gets_its_copy_and_its_searches_go_on() -> None:
    source = SourceFactory(url="https://city.example/talk", key="web:https://city.example/talk")
    search = SearchFactory(source=source, outcome=SearchOutcome.UNAVAILABLE, capture=None)
    run(line(url=source.url))
    search = Search.objects.get(pk=search.pk)
    assert search.capture == source.captures.get() and search.next_attempt_at <= timezone.now()


@pytest.mark.django_db
def test_lost_index_leaves_captures_to_the_sweep(monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(ids: Any) -> Any:
        raise service.IndexUnavailable("it is lost")

    with monkeypatch.context() as patch:
        patch.setattr(service, "index_batch", lost)
        done, _ = run(line(), line(id="b"))
    assert (done.captures, done.passages, done.waiting) == (2, 0, 2)
    assert Capture.objects.filter(indexed_at__isnull=True).count() == 2
    done, _ = run(line(), line(id="b"))
    assert done.captures == 0 and done.passages >= 2, "a second run indexes what waits"


@pytest.mark.django_db
def test_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "BATCH_DOCUMENTS", 2)
    steps: list[int] = []
    lines = [line(id=str(number), text=f"{TEXT} {number}.") for number in range(5)]
    import_archive(lines, report=lambda *bad: None, progress=lambda done: steps.append(done.captures))
    assert steps == [2, 4, 5]
    assert len({capture.raw_sha256 for capture in Capture.objects.all()}) == 5
    assert all(store.exists(capture.raw_sha256) for capture in Capture.objects.all())


@pytest.mark.django_db
@pytest.mark.parametrize("fewest", [1, 100], ids=["made anew", "added to"])
def test_index_that_is_slow_to_add_to_is_filled_at_the_end(
    monkeypatch: pytest.MonkeyPatch, settings: Any, fewest: int
) -> None:
    run(line(id="before"))
    counted = get_index().count()
    monkeypatch.setattr(service, "BATCH_DOCUMENTS", 2)
    monkeypatch.setattr(service, "FEWEST_REBUILT", fewest)
    monkeypatch.setattr(service, "settings", SimpleNamespace(LOOKUP_ENGINE="postgres"))
    done, _ = run(*(line(id=str(number), text=f"{TEXT} {number}.") for number in range(5)))
    assert done.captures == 5 and done.passages >= 5
    assert get_index().count() == counted + done.passages
    assert not Capture.objects.filter(indexed_at__isnull=True).exists()


@pytest.mark.django_db
def test_command(tmp_path: Path) -> None:
    file, out, errors = tmp_path / "archive.jsonl", StringIO(), StringIO()
    file.write_bytes(line() + b"\nno\n" + line(id="b") + b"\n")
    with pytest.raises(CommandError, match="1 line was bad and left out") as refused:
        call_command("import_archive", str(file), stdout=out, stderr=errors, verbosity=0)
    assert refused.value.returncode == 1 and errors.getvalue().startswith("line 2: JSON was expected")
    assert out.getvalue().startswith("2 documents imported as 2 new sources, 0 were there already")
    with pytest.raises(CommandError, match="No such file") as missing:
        call_command("import_archive", str(tmp_path / "none"), verbosity=0)
    assert missing.value.returncode == 2


@pytest.mark.slow
def test_import_that_was_killed_goes_on_without_doubles(tmp_path: Path) -> None:
    """kill -9 at some moment of the middle, twice; then the rest, in three processes of their own."""
    documents = 1_500
    with (tmp_path / "archive.jsonl").open("wb") as file:
        for number in range(documents):
            sentences = " ".join(f"Speaker {number} said {word} about road {number * 7 + word}." for word in range(12))
            file.write(line(id=f"doc-{number}", text=sentences) + b"\n")
    database = tmp_path / "factcheck.sqlite3"
    environment = {
        **{name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "LOOKUP_ENGINE"}},
        "FACTCHECK_DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    small = "from factcheck.services import import_archive as i; i.BATCH_DOCUMENTS = 100; "
    script = (
        f"import django; django.setup(); {small}"
        "from django.core.management import call_command; import sys; call_command(*sys.argv[1:], verbosity=0)"
    )

    def start(*arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-c", script, *arguments]
        return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def count() -> int:
        with sqlite3.connect(database, timeout=30) as connection:
            return int(connection.execute("SELECT count(*) FROM factcheck_capture").fetchone()[0])

    assert start("migrate").wait(120) == 0
    for at_least in (200, 600):
        importing = start("import_archive", str(tmp_path / "archive.jsonl"))
        while count() < at_least and importing.poll() is None:
            time.sleep(0.01)
        importing.send_signal(signal.SIGKILL)
        assert importing.wait(60) == -signal.SIGKILL, "it was to be killed in the middle"
        importing.communicate()
        assert at_least <= count() < documents
    output, errors = start("import_archive", str(tmp_path / "archive.jsonl")).communicate(timeout=300)
    assert b"new sources" in output, errors
    with sqlite3.connect(database) as connection:
        assert connection.execute("SELECT count(*) FROM factcheck_source").fetchone() == (documents,)
        assert connection.execute("SELECT count(*) FROM factcheck_capture").fetchone() == (documents,)
        waiting = "SELECT count(*) FROM factcheck_capture WHERE indexed_at IS NULL"
        assert connection.execute(waiting).fetchone() == (0,)
        hashes = [row[0] for row in connection.execute("SELECT raw_sha256 FROM factcheck_capture")]
    assert all((tmp_path / "captures" / store.path_of(sha256)).is_file() for sha256 in hashes)
    with sqlite3.connect(database) as connection:
        texts = connection.execute("SELECT id, text FROM factcheck_capture").fetchall()
    assert TantivyIndex(tmp_path / "index").count() == sum(len(list(segments_of(pk, "article", t))) for pk, t in texts)


@pytest.mark.django_db
def test_row_of_an_import_is_as_the_model_would_save_it() -> None:
    """Rows are written without the model: what is not given is what the model's own defaults say."""
    OutletFactory(domain="news.example")
    run(
        line(
            id=None, url="https://www.news.example/a", speaker="Mayor Ann Lee", text="First line.\rSecond one, we said."
        )
    )
    source, capture = Source.objects.get(), Capture.objects.get()
    plain_source, plain = Source(), Capture()
    given = {
        "id",
        "public_id",
        "key",
        "kind",
        "url",
        "name",
        "title",
        "tier",
        "outlet_id",
        "latest_capture_id",
        "created_at",
    }
    for field in (name.attname for name in Source._meta.concrete_fields):
        assert field in given or getattr(source, field) == getattr(plain_source, field), field
    given = {"id", "public_id", "source_id", "outcome", "reason", "started_at", "ended_at", "content_type", "encoding"}
    given |= {"encoding_reason", "raw_sha256", "raw_bytes_count", "quality", "text", "text_sha256", "turns", "reader"}
    given |= {"title", "software", "indexed_at", "watched_at", "created_at"}
    for field in (name.attname for name in Capture._meta.concrete_fields):
        assert field in given or getattr(capture, field) == getattr(plain, field), field
    assert source.outlet is not None and source.outlet.domain == "news.example"
    assert capture.turns[0]["speaker"] == "Mayor Ann Lee" and capture.public_id != source.public_id
    assert capture.text == "First line.\nSecond one, we said."
    assert capture.text_sha256 == store.sha256_of(capture.text.encode()) != capture.raw_sha256
    assert raw_bytes(capture) == b"First line.\rSecond one, we said."


@pytest.mark.django_db
def test_two_texts_of_one_source_in_one_batch_leave_the_later_as_the_latest() -> None:
    done, _ = run(line(), line(text=TEXT + " So it stands."), line(id="b"))
    assert (done.sources, done.captures) == (2, 3)
    source = Source.objects.get(key="archive:a")
    assert source.latest_capture is not None and source.latest_capture.text.endswith("So it stands.")
