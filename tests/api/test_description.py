"""The description of the API, its interactive page, and the command that keeps the file."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.contrib.staticfiles import finders
from django.core.management import CommandError, call_command
from django.urls import URLPattern
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.validation import validate_schema
from rest_framework.test import APIClient

from factcheck.api.problems import PROBLEM_TYPES
from factcheck.api.urls import urlpatterns
from factcheck.api.views.documents import openapi

pytestmark = pytest.mark.django_db
UNDESCRIBED = {"schema", "docs", None}


@pytest.fixture
def schema() -> dict[str, Any]:
    GENERATOR_STATS.reset()
    openapi.cache_clear()
    made = openapi()
    assert not GENERATOR_STATS, "the generator warned"
    return made


def operations(schema: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [(path, method, operation) for path, item in schema["paths"].items() for method, operation in item.items()]


def test_valid_openapi_3_1_without_warnings(schema: dict[str, Any]) -> None:
    assert schema["openapi"].startswith("3.1")
    validate_schema(schema)


def test_every_address_is_described(schema: dict[str, Any]) -> None:
    named = [pattern for pattern in urlpatterns if isinstance(pattern, URLPattern) and pattern.name not in UNDESCRIBED]
    assert sum(path.startswith("/api/") for path in schema["paths"]) == len(named)
    assert "/compat/v1alpha1/claims:search" in schema["paths"]


def test_every_operation_has_an_example_and_its_problems(schema: dict[str, Any]) -> None:
    for path, method, operation in operations(schema):
        where = f"{method} {path}"
        answers = [answer for status, answer in operation["responses"].items() if status.startswith("2")]
        examples = [media.get("examples") for answer in answers for media in answer["content"].values()]
        assert any(examples), where
        if "requestBody" in operation:
            assert any(media.get("examples") for media in operation["requestBody"]["content"].values()), where
        assert operation["summary"] and operation["description"], where
        for status, answer in operation["responses"].items():
            if int(status) >= 400:
                assert list(answer["content"]) == ["application/problem+json"], where
        assert {"429", "500"} <= set(operation["responses"]), where


def test_operation_ids_are_unique(schema: dict[str, Any]) -> None:
    ids = [operation["operationId"] for _, _, operation in operations(schema)]
    assert len(ids) == len(set(ids))


def test_example_problems_are_registered(schema: dict[str, Any]) -> None:
    for _, _, operation in operations(schema):
        for answer in operation["responses"].values():
            for example in answer.get("content", {}).get("application/problem+json", {}).get("examples", {}).values():
                assert example["value"]["type"].rpartition("/")[2] in PROBLEM_TYPES


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [("*/*", "application/vnd.oai.openapi+json"), ("application/vnd.oai.openapi", "application/vnd.oai.openapi")],
)
def test_schema_is_served(anonymous: APIClient, accept: str, content_type: str) -> None:
    response = anonymous.get("/api/v1/schema", headers={"Accept": accept})
    assert response.status_code == 200 and response["Content-Type"].startswith(content_type)
    assert yaml.safe_load(response.content)["info"]["title"] == "Factcheck"


def test_docs_page_needs_nothing_its_policy_refuses(anonymous: APIClient) -> None:
    response = anonymous.get("/api/v1/docs")
    html = response.content.decode()
    assert "script-src 'self'" in response["Content-Security-Policy"]
    assert "<style" not in html and "onload=" not in html and "://" not in html
    assert html.count("<script") == html.count("<script src=") == 2
    for part in html.split("/static/")[1:]:
        assert finders.find(part.split('"')[0]), part[:60]


def test_command_prints_and_compares(tmp_path: Path) -> None:
    printed = StringIO()
    call_command("openapi", stdout=printed)
    file = tmp_path / "openapi.yaml"
    file.write_text(printed.getvalue())
    call_command("openapi", check=str(file), stdout=StringIO())
    file.write_text(printed.getvalue() + "\n")
    with pytest.raises(CommandError, match="make openapi"):
        call_command("openapi", check=str(file))
    with pytest.raises(CommandError):
        call_command("openapi", check=str(tmp_path / "none.yaml"))


def test_bounds_of_pages_and_shapes_that_fit_two(schema: dict[str, Any]) -> None:
    sizes = [
        parameter["schema"]
        for _, _, operation in operations(schema)
        for parameter in operation.get("parameters", ())
        if parameter["name"] == "page_size"
    ]
    assert sizes and all((size["minimum"], size["maximum"]) == (1, 100) for size in sizes)
    shapes = {name: shape for name, shape in schema["components"]["schemas"].items() if name.startswith("Any")}
    assert len(shapes) >= 6 and all("anyOf" in shape and "oneOf" not in shape for shape in shapes.values())
