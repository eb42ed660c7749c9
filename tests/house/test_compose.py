"""docker-compose.yml and the Dockerfile, held to rules: no default secrets, no root, limits, health checks."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OWN = ["migrate", "web", "worker-fetch", "worker-compare", "beat"]
LONG_RUNNING = [name for name in SERVICES if name != "migrate"]
# What the compose specification lets a service hold, as far as we use it: a typing error is no key of it.
SERVICE_KEYS = set(
    "build image environment volumes read_only tmpfs user cap_drop security_opt init restart depends_on command deploy "
    "ports healthcheck stop_grace_period shm_size".split()
)
VARIABLE = re.compile(r"\$\{([A-Z_]+)(:[-?])?([^}]*)\}")


def test_the_services_are_those_of_the_documents() -> None:
    assert list(SERVICES) == [*OWN, "postgres", "redis"]


@pytest.mark.parametrize("name", SERVICES)
class TestEveryService:
    def test_holds_known_keys_only(self, name: str) -> None:
        assert set(SERVICES[name]) - SERVICE_KEYS == set()

    def test_is_no_root_and_writes_nowhere_else(self, name: str) -> None:
        service = SERVICES[name]
        assert service["user"] not in ("root", "0", 0)
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]

    def test_has_limits(self, name: str) -> None:
        limits = SERVICES[name]["deploy"]["resources"]["limits"]
        assert float(limits["cpus"]) <= 2
        assert re.fullmatch(r"\d+[MG]", limits["memory"])
        assert limits["pids"] <= 200

    def test_waits_for_services_that_exist(self, name: str) -> None:
        for other, how in SERVICES[name].get("depends_on", {}).items():
            assert other in SERVICES
            condition = "service_completed_successfully" if other == "migrate" else "service_healthy"
            assert how == {"condition": condition}

    def test_mounts_volumes_that_exist(self, name: str) -> None:
        for mount in SERVICES[name].get("volumes", []):
            assert mount.partition(":")[0] in COMPOSE["volumes"]


@pytest.mark.parametrize("name", LONG_RUNNING)
def test_what_keeps_running_is_restarted_and_watched(name: str) -> None:
    check = SERVICES[name]["healthcheck"]

    assert SERVICES[name]["restart"] == "unless-stopped"
    assert check["test"][0] in ("CMD", "CMD-SHELL")
    assert check["interval"] and check["timeout"] and check["retries"]


def test_migrations_run_once_and_before_the_rest() -> None:
    assert SERVICES["migrate"]["restart"] == "no"
    for name in OWN[1:]:
        assert "migrate" in SERVICES[name]["depends_on"]


SECRET = re.compile(r"password|secret|(^|_)key", re.IGNORECASE)


def test_no_secret_has_a_default() -> None:
    text = (ROOT / "docker-compose.yml").read_text()
    secrets = [match for match in VARIABLE.finditer(text) if SECRET.search(match[1])]

    assert {match[1] for match in secrets} == {"SECRET_KEY", "POSTGRES_PASSWORD", "REDIS_PASSWORD"}
    assert [match[0] for match in secrets if match[2] != ":?" or not match[3]] == []


def test_the_example_names_every_variable_and_fills_in_none() -> None:
    wanted = {match[1] for match in VARIABLE.finditer((ROOT / "docker-compose.yml").read_text())}
    lines = (ROOT / ".env.example").read_text().splitlines()
    given = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))

    assert set(given) == wanted
    assert [name for name, value in given.items() if value] == []


def test_only_the_proxy_of_this_machine_reaches_the_desk() -> None:
    published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}

    assert published == {"web": ["127.0.0.1:8000:8000"]}


def test_the_queues_of_the_routes_are_all_served() -> None:
    from workers.schedule import ROUTES

    served = {
        queue
        for name in ("worker-fetch", "worker-compare")
        for argument in SERVICES[name]["command"]
        if argument.startswith("--queues=")
        for queue in argument.removeprefix("--queues=").split(",")
    }

    assert served == {route["queue"] for route in ROUTES.values()} | {"default"}


def test_the_image_is_built_in_two_stages_from_hashes_and_runs_as_an_ordinary_user() -> None:
    text = (ROOT / "Dockerfile").read_text()
    instructions = [line for line in text.splitlines() if line and not line.startswith("#")]
    last_stage = text[text.rindex("\nFROM ") :]

    assert sum(line.startswith("FROM ") for line in instructions) == 2
    assert "--require-hashes" in text and "--only-binary :all:" in text
    assert "\nUSER factcheck\n" in last_stage
    assert last_stage.index("USER factcheck") < last_stage.index("CMD ")


def test_the_image_holds_the_product_alone() -> None:
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    copied = re.findall(r"^COPY (?!--from)(\S+)", (ROOT / "Dockerfile").read_text(), flags=re.MULTILINE)

    assert "*" in lines
    assert {line[1:] for line in lines if line.startswith("!")} == set(copied)
    assert all((ROOT / name).exists() for name in copied)
