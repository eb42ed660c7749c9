"""Earlier checks of a claim are found however it is worded, and say what differs."""

import json
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from factcheck.exceptions import BadInput
from factcheck.fetch.checks.files import read_file
from factcheck.models import EarlierCheck
from factcheck.queries import story_report
from factcheck.reports.html import render_report
from factcheck.services.find_checks import NearChecks, add_checks, find_checks, near_checks
from factcheck.services.import_checks import import_checks
from tests.factories import ClaimFactory

pytestmark = pytest.mark.django_db

CLAIMS = [
    "Crime in Chicago fell by 20 percent last year.",
    "Crime in Chicago fell by 30 percent last year.",
    "Vaccines cause autism in children.",
    "Vaccines do not cause autism in children.",
    "The bridge will be shut for ten days.",
    "Germany shut down its last nuclear power plant in April 2023.",
    "The mayor's house was bought with party money.",
]


@pytest.fixture
def checks() -> None:
    rows = [
        {"id": n, "claim": text, "publisher": "P", "rating": "False", "date": "2021-03-05"}
        for n, text in enumerate(CLAIMS)
    ]
    content = "\n".join(map(json.dumps, rows)).encode()
    import_checks(read_file(BytesIO(content)), "feed", report=lambda *entry: pytest.fail(str(entry)))


@pytest.mark.usefixtures("checks")
def test_a_rewording_is_found_first_and_its_look_alike_is_told_apart() -> None:
    one, two = find_checks("Last year saw a one-fifth drop in Chicago's crime rate.")[:2]
    assert (one.check.claim, one.same) == (CLAIMS[0], True)
    assert (two.check.claim, two.same) == (CLAIMS[1], False)
    assert [difference.kind for difference in two.differs if difference.is_telling] == ["number"]


@pytest.mark.usefixtures("checks")
def test_nothing_is_found_where_there_is_nothing() -> None:
    assert find_checks("Glaciers are older than most rivers.") == []


@pytest.mark.usefixtures("checks")
def test_the_same_question_has_the_same_answer() -> None:
    answers = [[each.as_json() for each in find_checks("Kids become autistic after their jabs.")] for _ in range(3)]
    assert answers[0] == answers[1] == answers[2] and answers[0][0]["id"] == 2


def test_without_checks_nothing_is_looked_for(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        assert near_checks("The bridge is shut.") == NearChecks((), 0)


@pytest.mark.usefixtures("checks")
def test_beside_a_claim_only_what_is_near_is_shown() -> None:
    assert near_checks("…") == NearChecks((), 7)
    near = near_checks("The bridge is to be closed for ten days.")
    assert ([each.check.claim for each in near.found], near.looked_in) == ([CLAIMS[4]], 7)
    assert near_checks("The bridge over the river was built in 1931.").found == ()


@pytest.mark.usefixtures("checks")
def test_story_reports_mention_earlier_checks() -> None:
    claim = ClaimFactory(text="Kids become autistic after their vaccines.")
    [entry] = add_checks(story_report(claim.story))["claims"]
    assert [(check["claim"], check["same"]) for check in entry["checks"]] == [(CLAIMS[2], True), (CLAIMS[3], False)]
    page = render_report(add_checks(story_report(claim.story)))
    assert "Checked before by" in page and "a near claim, other negation" in page


def test_story_reports_without_imported_checks_say_nothing_of_them() -> None:
    claim = ClaimFactory()
    assert "checks" not in add_checks(story_report(claim.story))["claims"][0]


@pytest.mark.parametrize(
    ("text", "limit"), [("", 10), ("…", 10), ("a" * 5001, 10), ("The bridge", 0), ("The bridge", 51)]
)
def test_bad_questions_say_what_was_expected(text: str, limit: int) -> None:
    with pytest.raises(BadInput, match="was expected"):
        find_checks(text, limit)


def run(*arguments: str, **options: Any) -> str:
    out = StringIO()
    call_command("find_checks", *arguments, stdout=out, **options)
    return out.getvalue()


@pytest.mark.usefixtures("checks")
def test_the_command_answers_one_text_or_a_file(tmp_path: Path) -> None:
    [result] = json.loads(run("The bridge is to be closed for 10 days."))["results"]
    assert result == {
        "id": 4,
        "claim": CLAIMS[4],
        "claimant": "",
        "claimed_at": None,
        "publisher": "P",
        "rating": "False",
        "reviewed_at": "2021-03-05",
        "url": "",
        "score": result["score"],
        "same": True,
        "differs": [],
    }
    batch = tmp_path / "batch.jsonl"
    batch.write_text('{"id": 1, "text": "Vaccines cause autism."}\n{bad\n{"id": 2}\n\n{"id": 3, "text": "…"}\n')
    answers = [json.loads(line) for line in run(batch=str(batch)).splitlines()]
    assert [answer["id"] for answer in answers] == [1, None, 2, 3]
    assert answers[0]["results"][0]["claim"] == CLAIMS[2]
    assert all("expected" in answer["error"] for answer in answers[1:])


@pytest.mark.parametrize("options", [{}, {"batch": "/no/such/file"}, {"text": "…"}])
def test_the_command_refuses_what_is_no_question(options: dict[str, str]) -> None:
    text = options.pop("text", "")
    with pytest.raises(CommandError):
        run(*([text] if text else []), **options)


def test_an_unnamed_check_has_our_id() -> None:
    record = [{"claim": "The bridge is shut.", "publisher": "P", "rating": "False"}]
    import_checks(read_file(BytesIO(json.dumps(record).encode())), "feed", report=lambda *entry: None)
    [found] = find_checks("The bridge is shut.")
    assert found.as_json()["id"] == str(EarlierCheck.objects.get().public_id)
