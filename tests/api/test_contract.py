"""Requests made from the description of the API, right ones and wrong ones: each answer is one it describes.

A few examples of each operation here; `CONTRIBUTING.md` says how to run many.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
import yaml
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.config import SchemathesisConfig

from factcheck import store
from factcheck.models import Quotation, ReviewState
from factcheck.services.keys import create_key
from factcheck.services.publish import publish
from factcheck.services.review import move, sign
from tests.factories import AlertFactory, ClaimEvidenceFactory, ComparisonFactory, SearchFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
OPENAPI = Path(__file__).resolve().parents[2] / "docs" / "openapi.yaml"
STORY, SOURCE, CAPTURE, QUOTATION, CLAIM = (f"00000000-0000-4000-8000-00000000000{n}" for n in range(1, 6))
URL = "https://records.example/council"
# Rows that are there, in place of made-up ones; a cursor is of the server's own making.
IN_PLACE = {
    "stories/": {"path.public_id": STORY},
    "exports/captures/story/": {"path.public_id": STORY},
    "exports/captures/source/": {"path.public_id": SOURCE},
    "sources/": {"path.public_id": SOURCE},
    "watches/": {"path.public_id": SOURCE},
    "captures/": {"path.public_id": CAPTURE, "path.other_id": CAPTURE},
    "quotations/": {"path.public_id": QUOTATION},
    "claims/": {"path.public_id": CLAIM},
    "timemap/": {"path.uri": URL},
}
# What no schema can say: a request that is right by its schema may still break it.
RULES = {
    "submit_story": "one of text, url and file; a file of a type that is read",
    "add_source": "an address that is one of the web",
    "import_records": "a file that holds an archive or checks",
    "lookup": "words in the text",
    "lookup_long": "words in the text",
    "search_claims": "words, or the site of a publisher",
    "watch_source": "a source with a web address",
    "move_quotation": "a decision with its evidence",
    "move_claim": "a decision with its evidence",
}
# What is wrong with one of many is told in its place, and the others are answered.
ONE_BY_ONE = {"lookup_long"}


def described() -> Any:
    load_all_checks()
    operations: list[dict[str, Any]] = [
        {"include-path-regex": f"^/api/v1/{path}", "parameters": values} for path, values in IN_PLACE.items()
    ]
    refused = [400, 401, 403, 404, 405, 406, 409, 412, 413, 415, 422, 428]
    statuses = {name: {"expected-statuses": refused} for name in ("negative_data_rejection", "missing_required_header")}
    config = SchemathesisConfig.from_dict(
        {"parameters": {"query.cursor": ""}, "operations": operations, "checks": statuses}
    )
    schema = schemathesis.openapi.from_dict(yaml.load(OPENAPI.read_bytes(), yaml.CSafeLoader), config=config)
    schema.app = get_wsgi_application()
    return schema


schema = described()


@pytest.fixture
def _one_connection() -> Iterator[None]:
    """A request that ends must not close the connection: the test's transaction is in it."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def key(settings: Any, db: None, _one_connection: None) -> str:
    """A key with every scope, in a newsroom with something of everything."""
    settings.REST_FRAMEWORK = {**settings.REST_FRAMEWORK, "DEFAULT_THROTTLE_RATES": {}}
    comparison = ComparisonFactory(
        quotation__public_id=QUOTATION,
        quotation__story__public_id=STORY,
        capture__public_id=CAPTURE,
        capture__raw_sha256=store.put(b"the record"),
        capture__source__public_id=SOURCE,
        capture__source__url=URL,
        capture__source__key=f"web:{URL}",
        capture__source__is_watched=True,
    )
    quotation, [passage] = comparison.quotation, comparison.passages.all()
    SearchFactory(story=quotation.story, source=comparison.capture.source)
    ClaimEvidenceFactory(claim__public_id=CLAIM, claim__story=quotation.story, passage=passage)
    reviewer, editor = UserFactory(role="reviewer"), UserFactory(superuser=True)
    move(quotation, ReviewState.IN_REVIEW, actor=reviewer)
    sign(quotation, actor=reviewer, decision="accurate", passages=[passage.pk])
    publish(Quotation.objects.get(pk=quotation.pk), actor=editor)
    AlertFactory(passage=passage)
    return create_key(editor, name="contract", scopes=["read", "submit", "review"], actor=editor)[1]


@schema.parametrize()
@settings(deadline=None, derandomize=True, max_examples=5, suppress_health_check=list(HealthCheck))
def test_answers_are_those_described(case: Any, key: str) -> None:
    operation = case.operation.definition.raw["operationId"]
    names = ["positive_data_acceptance"] if operation in RULES else []
    names += ["negative_data_rejection"] if operation in ONE_BY_ONE else []
    excluded = CHECKS.get_by_names(names)
    case.call_and_validate(
        headers={"Authorization": f"Bearer {key}", "Accept-Encoding": "identity"}, excluded_checks=excluded
    )
