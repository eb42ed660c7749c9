"""Published checks come in once each, whatever feed they are met in."""

import json
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from factcheck.fetch.checks.files import read_file
from factcheck.models import CheckWord, CheckWordCount, EarlierCheck
from factcheck.services import import_checks as service
from factcheck.services.import_checks import ImportedChecks, import_checks, rebuild_words
from tests.services.pages import Answer, PageServer

pytestmark = pytest.mark.django_db


def row(**changes: Any) -> dict[str, Any]:
    given = {
        "claim": "The bridge was shut for ten days.",
        "publisher": "Riverside Checks",
        "rating": "False",
        "date": "2021-03-05",
        "url": "https://checks.example/1",
    }
    return {**given, **changes}


def imported(*rows: dict[str, Any], place: str = "feed.jsonl") -> tuple[ImportedChecks, list[tuple[str, str]]]:
    skipped: list[tuple[str, str]] = []
    content = "\n".join(map(json.dumps, rows)).encode()
    done = import_checks(read_file(BytesIO(content)), place, report=lambda *entry: skipped.append(entry))
    return done, skipped


def test_a_check_is_kept_as_it_came() -> None:
    done, skipped = imported(row(id=4))
    check = EarlierCheck.objects.get()
    assert (done, skipped) == (ImportedChecks(added=1), [])
    assert (check.claim, check.publisher, check.rating) == (row()["claim"], "Riverside Checks", "False")
    assert (str(check.reviewed_at), check.imported_from, check.raw) == ("2021-03-05", "feed.jsonl", row(id=4))
    assert check.shown_id == 4


SAME = [
    pytest.param({}, "known", id="same-record"),
    pytest.param({"url": "http://www.checks.example/1/?utm_source=x"}, "known", id="same-page-other-address"),
    pytest.param({"claim": "“The bridge was shut for ten days”"}, "known", id="other-marks-around-the-claim"),
    pytest.param({"url": "https://checks.example/2", "date": "2022-01-01"}, "republished", id="republished-later"),
    pytest.param({"rating": "Half true"}, "republished", id="rated-again"),
    pytest.param({"publisher": "The Riverside Checks Team"}, "known", id="publisher-named-otherwise-on-its-site"),
]


@pytest.mark.parametrize(("changes", "outcome"), SAME)
def test_the_same_check_is_one_row(changes: dict[str, Any], outcome: str) -> None:
    done, _ = imported(row(), row(**changes))
    assert EarlierCheck.objects.count() == 1
    assert (done.added, getattr(done, outcome)) == (1, 1)
    again, _ = imported(row(), row(**changes))
    assert (again.added, again.republished, again.known) == (0, 0, 2)


OTHERS = [
    pytest.param({"claim": "The bridge was shut for 11 days."}, id="other-number"),
    pytest.param({"claim": "The bridge was not shut for ten days."}, id="negation"),
    pytest.param({"url": "https://other.example/1", "publisher": "Other"}, id="other-publisher"),
]


@pytest.mark.parametrize("changes", OTHERS)
def test_other_checks_are_other_rows(changes: dict[str, Any]) -> None:
    done, _ = imported(row(), row(**changes))
    assert (done.added, EarlierCheck.objects.count()) == (2, 2)


def test_the_latest_of_a_republished_check_is_shown_and_the_earlier_kept() -> None:
    imported(row(rating="Half true", date="2022-02-02", url="https://checks.example/2"))
    imported(row())
    imported(row(rating="True", date="2023-03-03", url="https://checks.example/3"))
    check = EarlierCheck.objects.get()
    assert (check.rating, str(check.reviewed_at), check.url) == ("True", "2023-03-03", "https://checks.example/3")
    assert [each["rating"] for each in check.republished] == ["False", "Half true"]


def test_ids_tell_rows_without_an_address_apart() -> None:
    imported(row(id="a", url=""), row(id="b", url=""), row(id="a", url=""))
    assert sorted(EarlierCheck.objects.values_list("given_id", flat=True)) == ["a", "b"]


def test_what_is_skipped_is_reported_with_its_place() -> None:
    done, skipped = imported(row(), row(claim=""), row(url="https://checks.example/9", claim="It opened."))
    assert (done.added, done.skipped) == (2, 1)
    assert [place for place, _ in skipped] == ["line 2"] and "claim" in skipped[0][1]


def test_an_import_in_batches_can_be_stopped_and_run_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "BATCH", 3)
    rows = [row(claim=f"The bridge was shut for {number} days.") for number in range(10)]

    def stop(done: ImportedChecks) -> None:
        if done.added == 6:
            raise KeyboardInterrupt

    content = "\n".join(map(json.dumps, rows)).encode()
    with pytest.raises(KeyboardInterrupt):
        import_checks(read_file(BytesIO(content)), "feed", report=lambda *entry: None, progress=stop)
    assert EarlierCheck.objects.count() == 6
    done, _ = imported(*rows)
    assert (done.added, done.known, EarlierCheck.objects.count()) == (4, 6, 10)


def test_words_are_counted_and_can_be_made_anew() -> None:
    imported(row(), row(claim="The bridge opened again."))
    counts = dict(CheckWordCount.objects.values_list("word", "count"))
    words = sorted(CheckWord.objects.values_list("check_row_id", "word"))
    assert max(counts.values()) == 2 and sum(counts.values()) == len(words)
    assert rebuild_words() == 2
    assert dict(CheckWordCount.objects.values_list("word", "count")) == counts
    assert sorted(CheckWord.objects.values_list("check_row_id", "word")) == words


def run(*places: str, **options: Any) -> tuple[str, str]:
    out, errors = StringIO(), StringIO()
    try:
        call_command("import_checks", *places, stdout=out, stderr=errors, verbosity=0, **options)
    except CommandError as error:
        errors.write(str(error))
    return out.getvalue(), errors.getvalue()


def test_the_command_imports_files_and_says_what_became_of_them(tmp_path: Path) -> None:
    feed, none = tmp_path / "feed.jsonl", tmp_path / "none"
    feed.write_text("\n".join(map(json.dumps, [row(), row(rating="")])))
    out, errors = run(str(feed), str(none))
    assert f"{feed}: 1 checks added" in out and EarlierCheck.objects.count() == 1
    assert f"{feed}, line 2: a rating" in errors and f"{none}: No such file" in errors and "2 problems" in errors
    out, errors = run(rebuild=True)
    assert "1 checks can be found" in out and errors == ""
    assert "Name a file" in run()[1]


def test_the_command_imports_pages(pages: PageServer) -> None:
    review = {
        "@type": "ClaimReview",
        "claimReviewed": "The bridge was shut for ten days.",
        "author": "Riverside Checks",
        "reviewRating": {"alternateName": "False"},
    }
    page = f'<html><script type="application/ld+json">{json.dumps(review)}</script><p>Checked.</p></html>'
    pages.answers["/check"] = Answer(page.encode())
    out, errors = run(pages.url("/check"), pages.url("/nothing"))
    assert "1 checks added" in out and "could not be fetched (not_found)" in errors
    assert EarlierCheck.objects.get().imported_from == pages.url("/check")
