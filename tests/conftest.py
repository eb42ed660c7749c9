"""Fixtures every test may use."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
from django.conf import LazySettings
from django.db import connections
from django.test import TransactionTestCase

from factcheck.models import append_only
from factcheck.services import fetching, newsroom_settings
from tests.factories import UserFactory

ROOT = Path(__file__).resolve().parent.parent
# pytest-django refuses the database to a test that neither is marked django_db nor asks for one of these.
DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks every test that may touch the database with `database`; on PostgreSQL, those alone are run."""
    for item in items:
        if item.get_closest_marker("django_db") or DATABASE_FIXTURES.intersection(getattr(item, "fixturenames", ())):
            item.add_marker("database")


@pytest.fixture
def db(request: pytest.FixtureRequest, db: None) -> None:
    """The database, of a test known to touch it: one that asks for it while it runs would not run on PostgreSQL."""
    assert request.node.get_closest_marker("database"), "mark the test django_db: collecting it did not show that need"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real measuring data. Without it the test is skipped, except in CI, where that is a failure."""
    folder = Path(os.environ.get("FACTCHECK_SHARED_DATA") or ROOT.parent / "shared" / "data")
    if not folder.is_dir():
        cannot_run(f"no measuring data at {folder} (set FACTCHECK_SHARED_DATA)")
    return folder


def cannot_run(message: str) -> NoReturn:
    """Skips the test at hand, except in CI: there, what was not tested must not look tested."""
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)


def _service(variable: str) -> str:
    return os.environ.get(variable) or cannot_run(
        f"{variable} is not set: run scripts/with-services, or make test-services"
    )


@pytest.fixture(scope="session")
def postgres_url() -> str:
    """An empty PostgreSQL database whose user may make others. It and the two below need `scripts/with-services`."""
    return _service("TEST_POSTGRES_URL")


@pytest.fixture(scope="session")
def redis_url() -> str:
    return _service("TEST_REDIS_URL")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the browser."""
    return _service("CHROMIUM")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The test databases; what migrations wrote into them is kept, to be put back after tests that empty them."""
    with django_db_blocker.unblock():
        for connection in connections.all():
            connection._test_serialized_contents = connection.creation.serialize_db_to_string()


@pytest.fixture(scope="session", autouse=True)
def emptied_databases_are_made_whole() -> Iterator[None]:
    """After a test with real transactions: empty the tables that refuse it, and put back what migrations wrote."""
    plain_teardown = TransactionTestCase._fixture_teardown

    def teardown(case: Any) -> None:
        case.serialized_rollback = True  # or the flush would make permissions that collide with those put back below
        used = [connections[alias] for alias in case._databases_names(include_mirrors=False)]
        for connection in used:
            append_only.remove(connection)
        try:
            plain_teardown(case)
        finally:
            for connection in used:
                append_only.install(connection)
        for connection in used:
            connection.creation.deserialize_db_from_string(connection._test_serialized_contents)

    TransactionTestCase._fixture_teardown = teardown
    yield
    TransactionTestCase._fixture_teardown = plain_teardown


@pytest.fixture(autouse=True)
def captures_of_their_own(settings: LazySettings, tmp_path: Path) -> Path:
    """Each test stores captured bytes in a folder of its own, and returns it to those who ask."""
    folder = tmp_path / "captures"
    backend = settings.STORAGES["captures"]
    settings.STORAGES = {**settings.STORAGES, "captures": {**backend, "OPTIONS": {"location": folder}}}
    return folder


@pytest.fixture(autouse=True)
def robots_unknown() -> None:
    """Each test meets hosts whose robots files no test before has read."""
    fetching.forget_robots()


@pytest.fixture
def reporter(db: None) -> Any:
    return UserFactory(role="reporter", username="rita")


@pytest.fixture
def reviewer(db: None) -> Any:
    return UserFactory(role="reviewer", username="rhea")


@pytest.fixture
def second_reviewer(db: None) -> Any:
    return UserFactory(role="reviewer", username="ruth")


@pytest.fixture
def editor(db: None) -> Any:
    return UserFactory(role="editor", username="edna")


@pytest.fixture
def superuser(db: None) -> Any:
    return UserFactory(superuser=True, username="sue")


@pytest.fixture(autouse=True)
def newsroom_settings_read_anew() -> None:
    """What one test saved must not be remembered in the next."""
    newsroom_settings.forget()
