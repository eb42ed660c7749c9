"""The embedded broker: messages come whole and in order, and a broken one stops nobody."""

import json
from collections.abc import Iterator
from pathlib import Path
from queue import Empty

import pytest
from kombu import Connection

from config.file_broker import Channel, Transport


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("messages", "control"):
        (tmp_path / name).mkdir()
    return tmp_path


@pytest.fixture
def channel(folder: Path) -> Iterator[Channel]:
    options = {
        "data_folder_in": str(folder / "messages"),
        "data_folder_out": str(folder / "messages"),
        "control_folder": str(folder / "control"),
    }
    with Connection("filesystem://localhost", transport_options=options) as connection:
        yield connection.channel()


def test_celery_uses_this_transport() -> None:
    from config.celery import app

    with app.connection_for_write("filesystem://localhost") as connection:
        assert isinstance(connection.transport, Transport)


def test_messages_come_back_oldest_first_and_once(channel: Channel) -> None:
    for number in range(3):
        channel._put("default", {"number": number})

    numbers = [channel._get("default")["number"] for _ in range(3)]

    assert sorted(numbers) == [0, 1, 2]
    with pytest.raises(Empty):
        channel._get("default")


def test_a_queue_gets_its_own_messages_only(channel: Channel) -> None:
    channel._put("fetch", {"number": 1})

    with pytest.raises(Empty):
        channel._get("default")
    assert channel._get("fetch") == {"number": 1}


BROKEN = [
    pytest.param(b"", id="its writer has only just begun"),
    pytest.param(b'{"body": "ab', id="its writer was killed in the middle"),
    pytest.param(b"\xff\xfe\x00", id="no text at all"),
]


@pytest.mark.parametrize("content", BROKEN)
def test_a_broken_message_is_dropped_and_the_next_one_read(channel: Channel, folder: Path, content: bytes) -> None:
    (folder / "messages" / "0_broken.default.msg").write_bytes(content)
    channel._put("default", {"number": 1})

    with pytest.raises(Empty):
        channel._get("default")

    assert channel._get("default") == {"number": 1}


def test_a_message_that_is_being_written_is_not_seen(
    channel: Channel, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def look(self: Path, target: Path) -> None:
        seen.extend(path.suffix for path in (folder / "messages").iterdir())

    monkeypatch.setattr(Path, "replace", look)
    channel._put("default", {"number": 1})

    assert seen == [".part"], "until it is whole it does not have the name of a message"


def test_binding_a_queue_twice_names_it_once(channel: Channel, folder: Path) -> None:
    for _ in range(2):
        channel._queue_bind("default", "default", "", "default")

    assert json.loads((folder / "control" / "default.exchange").read_text()) == [["default", "", "default"]]
    assert [row.queue for row in channel.get_table("default")] == ["default"]
