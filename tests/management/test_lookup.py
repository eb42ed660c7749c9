"""`manage.py lookup` and `manage.py rebuild_index`."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from factcheck.services.lookup import lookup
from factcheck.services.lookup_answer import as_json
from tests.factories import CaptureFactory

pytestmark = pytest.mark.django_db
MISQUOTED = "We will close the bridge for nine days, and not for longer."


@pytest.fixture(autouse=True)
def _own_index(settings: Any, tmp_path: Path) -> None:
    settings.LOOKUP_INDEX_DIR = tmp_path / "index"
    settings.LOOKUP_ENGINE = "tantivy"


def run(*arguments: str, **options: Any) -> str:
    printed = StringIO()
    call_command(*arguments, stdout=printed, **options)
    return printed.getvalue()


def test_rebuild_then_look_up() -> None:
    CaptureFactory()
    assert "passages in the lookup index" in run("rebuild_index", verbosity=0)
    answer = json.loads(run("lookup", MISQUOTED))
    assert answer == as_json(lookup(MISQUOTED, include_private=True)) and answer["total"] == 1


def test_batch_keeps_order_and_goes_on_after_a_bad_line(tmp_path: Path) -> None:
    CaptureFactory()
    run("rebuild_index", verbosity=0)
    file = tmp_path / "asked.jsonl"
    file.write_bytes(
        b"\n".join(
            [
                json.dumps({"id": 1, "text": MISQUOTED, "speaker": "Mayor Speaker"}).encode(),
                b"{broken",
                b"\xff\xfe",
                b'["text"]',
                json.dumps({"id": "five", "text": "…"}).encode(),
                b"",
                json.dumps({"id": 6, "text": "Zebras paint watercolours beneath the lighthouse."}).encode(),
            ]
        )
    )
    answers = [json.loads(line) for line in run("lookup", batch=str(file)).splitlines()]
    assert [answer.get("id") for answer in answers] == [1, None, None, None, "five", 6]
    assert answers[0]["total"] == 1 and answers[0]["results"][0]["speaker_check"] == "same"
    assert all("error" in answer for answer in answers[1:5])
    assert answers[5]["total"] == 0 and answers[5]["searched"]["captures"] == 1


@pytest.mark.parametrize(
    ("arguments", "options"),
    [((), {}), (("words",), {"batch": "file"}), ((), {"batch": "/no/such/file"}), (("…",), {})],
    ids=["nothing", "both", "no file", "no words"],
)
def test_bad_usage(arguments: tuple[str, ...], options: dict[str, Any]) -> None:
    with pytest.raises(CommandError) as refused:
        run("lookup", *arguments, **options)
    assert refused.value.returncode == 2
