"""`manage.py demo`: shows, keeps a page, and takes a story that needs a person for what it is: no failure."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def data_folder(settings: LazySettings, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path


def test_the_sample_is_shown_and_kept_as_a_page(capfd: pytest.CaptureFixture[str], data_folder: Path) -> None:
    call_command("demo")

    output = capfd.readouterr().out
    page = (data_folder / "demo" / "report.html").read_text(encoding="utf-8")
    assert "Altered" in output and "No record found" in output
    assert "make serve DEMO=1" in output
    assert page.startswith("<!") and "Altered" in page


def test_a_story_of_ones_own_is_not_compared_with_the_sample(
    capfd: pytest.CaptureFixture[str], data_folder: Path, tmp_path: Path
) -> None:
    story, source = tmp_path / "story.txt", tmp_path / "minutes.txt"
    story.write_text('"We will open the bridge in the spring of next year," Mayor Ann Dale said on Monday.')
    source.write_text("MAYOR DALE: We will open the bridge in the spring of next year.")

    call_command("demo", str(story), source=[str(source)])

    output = capfd.readouterr().out
    assert "minutes.txt" in output
    assert "hurricane" not in output.lower()


def test_a_story_that_is_not_there_is_a_failure(data_folder: Path) -> None:
    with pytest.raises(CommandError, match="nowhere"):
        call_command("demo", "nowhere.txt")

    assert not (data_folder / "demo" / "report.html").exists()
