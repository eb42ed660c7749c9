"""The client in docs/examples, against a desk that listens: what the documents say one can do with it, can be done."""

import importlib.util
import io
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from factcheck import store
from factcheck.models import Passage, Story
from factcheck.services.index import index_captures
from factcheck.services.keys import create_key
from factcheck.services.run import run_story
from tests.api.test_reviewed import compared_quotation, published_quotation
from tests.factories import RECORD, CaptureFactory, QuotationFactory, SourceFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
FILE = Path(__file__).resolve().parents[2] / "docs" / "examples" / "factcheck_client.py"


@pytest.fixture(scope="module")
def client_module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("factcheck_client", FILE)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["factcheck_client"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture
def desk(client_module: ModuleType, live_server: Any, pauses: list[float]) -> Any:
    editor = UserFactory(superuser=True)
    _, key = create_key(editor, name="client", scopes=["read", "submit", "review"], actor=editor)
    return client_module.Desk(live_server.url, key, sleep=pauses.append)


@pytest.fixture
def stranger(client_module: ModuleType, live_server: Any) -> Any:
    return client_module.Desk(live_server.url)


def test_words_are_looked_up(desk: Any) -> None:
    index_captures([CaptureFactory().pk])
    [find] = desk.lookup("We will shut the bridge for nine days", speaker="Mayor")["results"]
    assert (find["match"], find["status"]) == ("exact", "unreviewed")
    assert desk.lookup("Nobody ever said anything of this kind to us.")["total"] == 0


def test_lists_are_read_page_by_page(desk: Any) -> None:
    ids = {str(QuotationFactory().public_id) for _ in range(5)}
    assert {row["id"] for row in desk.list("quotations", page_size=2)} == ids
    assert {row["id"] for row in desk.export("quotations")} == ids


def test_story_is_submitted_and_followed(desk: Any, pauses: list[float]) -> None:
    story = desk.submit(text=f"“We will close the bridge,” said Maria Speaker. {RECORD}", title="Bridge")
    assert story["stage"] == "received"
    with pytest.raises(TimeoutError, match="received"):
        desk.wait_for(story, seconds=1)
    run_story(Story.objects.get(), lambda _: None)
    assert desk.wait_for(story)["title"] == "Bridge" and pauses[:2] == [0.5, 1.0]
    assert [row["text"] for row in desk.list("quotations", story=story["id"])]


def test_file_is_submitted_with_sources(desk: Any) -> None:
    file = io.BytesIO(f"“We will close the bridge,” said Maria Speaker. {RECORD}".encode())
    file.name = "story.txt"
    story = desk.submit(file=file, sources=[{"url": "https://records.example/council"}])
    assert story["file_name"] == "story.txt"


def test_where_a_quotation_came_by(desk: Any, stranger: Any) -> None:
    quotation = str(published_quotation().public_id)
    for who in (desk, stranger):
        assert [link["part"] for link in who.chain(quotation)] == ["story", "speaker", "record"]
        assert [variant["kind"] for variant in who.variants(quotation)] == ["recorded"]
        assert who.evidence(quotation)["published"]


def test_copies_of_a_page(desk: Any) -> None:
    url = "https://records.example/council?day=24"
    source = SourceFactory(url=url, key=f"web:{url}")
    capture = CaptureFactory(source=source, raw_sha256=store.put(b"the record"))
    [copy] = desk.copies(url)
    assert str(capture.public_id) in copy and desk.send("GET", copy).content == b"the record"


def test_item_is_taken_signed_and_published(desk: Any) -> None:
    quotation, passage = compared_quotation()
    item = desk.take()
    assert item["id"] == str(quotation.public_id) and desk.take() is None
    item = desk.move(item, "sign", decision="accurate", passages=[passage.pk])
    assert item["review_state"] == "approved"
    assert desk.move(item, "published")["revision"]["number"] == 1


def test_problems_say_what_is_wrong(desk: Any, stranger: Any, client_module: ModuleType) -> None:
    quotation, _ = compared_quotation()
    item = desk.take()
    with pytest.raises(client_module.Problem) as caught:
        desk.move(item, "published")
    assert (caught.value.kind, caught.value.status) == ("illegal-transition", 409)
    assert "queued" in caught.value.legal and caught.value.request_id
    with pytest.raises(client_module.Problem) as caught:
        desk.move(item, "sign", decision="accurate")
    assert caught.value.kind == "missing-evidence"
    with pytest.raises(client_module.Problem, match="404 not-found"):
        stranger.get(f"quotations/{quotation.public_id}")
    with pytest.raises(client_module.Problem) as caught:
        list(desk.list("quotations", colour="red"))
    assert caught.value.errors[0]["pointer"] == "/colour"


def test_what_was_read_is_not_sent_twice(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    path = f"quotations/{QuotationFactory().public_id}"
    first = desk.get(path)
    statuses: list[int] = []
    send: Callable[..., Any] = desk.session.request

    def watched(*args: Any, **kwargs: Any) -> Any:
        response = send(*args, **kwargs)
        statuses.append(response.status_code)
        return response

    monkeypatch.setattr(desk.session, "request", watched)
    assert desk.get(path) == first and first["etag"] and statuses == [304]


def test_throttled_request_is_sent_again_when_the_server_says(desk: Any, pauses: list[float], settings: Any) -> None:
    settings.REST_FRAMEWORK = {**settings.REST_FRAMEWORK, "DEFAULT_THROTTLE_RATES": {"key": "1/hour"}}
    desk.get("queues")
    with pytest.raises(Exception, match="429 too-many-requests"):
        desk.get("exports")
    assert pauses == [60.0] * 4


def test_sources_are_watched_and_archives_imported(desk: Any) -> None:
    assert desk.import_records("archive", [{"id": "council", "text": RECORD}])["added"] == 1
    source = SourceFactory()
    assert desk.watch(str(source.public_id))["is_watched"]
    assert [row["name"] for row in desk.list("watches")] == [source.name]


def test_key_is_sent_nowhere_else(desk: Any) -> None:
    with pytest.raises(ValueError, match="elsewhere"):
        desk.send("GET", "https://elsewhere.example/api/v1/stories")
    assert not Passage.objects.exists()
