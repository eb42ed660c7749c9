"""The environment: a wrong value stops the start and names its variable; production takes nothing unsafe."""

import ast
import re
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import env
from config.env import read_environment

ROOT = Path(__file__).resolve().parents[2]
SAFE = {
    "FACTCHECK_PRODUCTION": "true",
    "SECRET_KEY": "0123456789abcdef" * 4,
    "ALLOWED_HOSTS": "factcheck.example.org",
}


def variables_read() -> set[str]:
    """Names of the environment variables that config/env.py asks for."""
    calls = [node for node in ast.walk(ast.parse(Path(env.__file__).read_text())) if isinstance(node, ast.Call)]
    read = {
        call.args[0].value
        for call in calls
        if isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id == "env"
        and isinstance(call.args[0], ast.Constant)
    }
    services = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "_service_url"]
    return read | {call.args[1].value for call in services if isinstance(call.args[1], ast.Constant)}


@pytest.fixture(autouse=True)
def empty_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in variables_read():
        monkeypatch.delenv(name, raising=False)


def set_all(monkeypatch: pytest.MonkeyPatch, values: dict[str, str]) -> None:
    for name, value in values.items():
        monkeypatch.setenv(name, value)


def test_without_variables_everything_lies_under_var() -> None:
    environment = read_environment()

    assert environment.data_dir == ROOT / "var"
    assert environment.database_url == f"sqlite:///{ROOT / 'var' / 'factcheck.sqlite3'}"
    assert not environment.production and not environment.debug and not environment.is_server


WRONG_VALUES = [
    pytest.param("DEBUG", "perhaps", id="neither yes nor no"),
    pytest.param("FACTCHECK_PRODUCTION", "2", id="a number for yes or no"),
    pytest.param("DATABASE_POOL", "maybe", id="pool: neither yes nor no"),
    pytest.param("FETCH_HOST_GAP_SECONDS", "two", id="a word for a number"),
    pytest.param("READ_SECONDS", "0", id="no time to read"),
    pytest.param("REQUIRE_TWO_FACTOR", "yes", id="a second factor of nobody in particular"),
    pytest.param("DIGEST_EVERY", "week", id="a digest of another period"),
    pytest.param("READ_MEMORY_MB", "64", id="too little memory for any file"),
    pytest.param("DATABASE_URL", "mysql://root@127.0.0.1/factcheck", id="a database that is not supported"),
    pytest.param("REDIS_URL", "127.0.0.1:6379", id="an address without its scheme"),
    pytest.param("SITE_URL", "factcheck.example.org", id="a site without its scheme"),
    pytest.param("LOOKUP_ENGINE", "elastic", id="an engine that does not exist"),
]


@pytest.mark.parametrize(("name", "value"), WRONG_VALUES)
def test_a_wrong_value_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(ImproperlyConfigured, match=name):
        read_environment()


UNSAFE = [
    pytest.param({"DEBUG": "true"}, "DEBUG", id="debug pages show secrets"),
    pytest.param({"SECRET_KEY": env.INSECURE_SECRET_KEY}, "SECRET_KEY", id="the key everybody knows"),
    pytest.param({"SECRET_KEY": "short"}, "SECRET_KEY", id="a key that can be guessed"),
    pytest.param({"SECRET_KEY": ""}, "SECRET_KEY", id="an empty key"),
    pytest.param({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS", id="no host name"),
]


@pytest.mark.parametrize(("values", "name"), UNSAFE)
def test_production_refuses(monkeypatch: pytest.MonkeyPatch, values: dict[str, str], name: str) -> None:
    set_all(monkeypatch, {**SAFE, **values})

    with pytest.raises(ImproperlyConfigured, match=name):
        read_environment()


def test_production_starts_when_all_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    set_all(monkeypatch, SAFE)

    environment = read_environment()

    assert environment.production and environment.log_json
    assert environment.allowed_hosts == ["factcheck.example.org"]


def test_every_variable_is_in_the_table_of_operations() -> None:
    rows = re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "docs" / "operations.md").read_text(), flags=re.MULTILINE)

    assert len(variables_read()) > 15, "the reading of config/env.py above finds the variables"
    assert sorted(rows) == sorted(variables_read())
