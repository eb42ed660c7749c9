"""`manage.py export_audit`: a file, standard output, and refusals that say what was expected."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from factcheck.services import audit
from tests.factories import StoryFactory

pytestmark = pytest.mark.django_db


def test_file_and_standard_output_hold_the_same(tmp_path: Path) -> None:
    story, other = StoryFactory(), StoryFactory()
    audit.record("story.added", story, actor=None)
    audit.record("story.added", other, actor=None)
    output, shown = tmp_path / "audit.jsonl", StringIO()
    call_command("export_audit", "--of", "story", str(story.pk), "--output", str(output), stdout=StringIO())
    call_command("export_audit", "--of", "story", str(story.pk), "--output", "-", stdout=shown)
    assert [json.loads(line)["item_id"] for line in output.read_text().splitlines()] == [story.pk]
    assert shown.getvalue() == output.read_text()
    assert [path.name for path in tmp_path.iterdir()] == ["audit.jsonl"]


def test_refusals(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="One of story, quotation, claim"):
        call_command("export_audit", "--of", "user", "1", "--output", "-")
    with pytest.raises(CommandError, match="No such file or directory"):
        call_command("export_audit", "--output", str(tmp_path / "no" / "audit.jsonl"))
