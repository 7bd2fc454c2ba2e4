"""The compose file has what a real installation needs, and no secret."""

import re
from pathlib import Path

import pytest
import yaml

from core.checks import OLDEST_POSTGRES
from probation.setup.postgres_programs import LEAST_MAJOR

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docker-compose.yml").read_text()
FILE = yaml.safe_load(TEXT)
SERVICES = FILE["services"]
OURS = ("migrate", "web", "worker", "beat")
SECRETS = ("POSTGRES_PASSWORD", "APP_DATABASE_PASSWORD", "VALKEY_PASSWORD", "SECRET_KEY", "API_PRIVATE_KEY")
#: the keys that every compose from 1.29 on understands
KNOWN_AT_THE_TOP = {"version", "services", "volumes"}
KNOWN_IN_A_SERVICE = {
    *("image", "build", "restart", "init", "read_only", "tmpfs", "security_opt", "environment", "command"),
    *("depends_on", "ports", "volumes", "healthcheck", "stop_grace_period"),
}


def test_the_services_address_is_asked_for_and_an_image_knows_what_it_was_built_from():
    for name in OURS:
        assert SERVICES[name]["environment"]["SERVICE_URL"].startswith("${SERVICE_URL:?")
        assert set(SERVICES[name]["build"]["args"]) == {"VERSION", "BUILD"}
    assert "ENV VERSION=$VERSION BUILD=$BUILD" in (ROOT / "Dockerfile").read_text()


def test_every_part_of_the_service_is_there():
    assert set(SERVICES) == {"postgres", "valkey", *OURS}


def test_one_version_of_postgresql_is_the_oldest_everywhere():
    (image,) = re.findall(r"postgres:(\d+)", SERVICES["postgres"]["image"])

    assert OLDEST_POSTGRES == LEAST_MAJOR <= int(image)
    assert f"PostgreSQL {LEAST_MAJOR} or newer" in (ROOT / "docs/operations.md").read_text()


def test_only_keys_that_old_and_new_compose_know_are_used():
    assert {key for key in FILE if not key.startswith("x-")} <= KNOWN_AT_THE_TOP
    for name, service in SERVICES.items():
        assert set(service) <= KNOWN_IN_A_SERVICE, name


@pytest.mark.parametrize("secret", SECRETS)
def test_a_secret_comes_from_the_environment_and_has_no_default(secret):
    used = re.findall(r"(?<!\$)\$\{" + secret + r"([^}]*)\}", TEXT)

    assert used
    assert all(rest.startswith(":?") for rest in used)


def test_no_variable_that_names_a_secret_has_a_value_in_the_file():
    secret = {
        f"{name}: {variable}": str(value)
        for name, service in SERVICES.items()
        for variable, value in service.get("environment", {}).items()
        if re.search("PASSWORD|SECRET|PRIVATE|_URL$", variable) and value
    }

    assert {"web: SECRET_KEY", "migrate: MIGRATION_DATABASE_URL"} <= set(secret)
    assert [where for where, value in secret.items() if "${" not in value] == []


@pytest.mark.parametrize("name", [name for name in SERVICES if name != "migrate"])
def test_what_stays_up_is_restarted_and_asked_for_its_health(name):
    assert SERVICES[name]["restart"] == "unless-stopped"
    assert SERVICES[name]["healthcheck"]["test"]


def test_migrate_runs_once_as_the_owner_and_nobody_else_holds_that_password():
    assert SERVICES["migrate"]["restart"] == "no"
    assert "://owner:" in SERVICES["migrate"]["environment"]["MIGRATION_DATABASE_URL"]
    for name in ("web", "worker", "beat"):
        assert "MIGRATION_DATABASE_URL" not in SERVICES[name]["environment"]
        assert "://app:" in SERVICES[name]["environment"]["DATABASE_URL"]


@pytest.mark.parametrize("name", ["web", "worker", "beat"])
def test_what_serves_waits_for_healthy_servers_and_finished_migrations(name):
    assert {on: how["condition"] for on, how in SERVICES[name]["depends_on"].items()} == {
        "postgres": "service_healthy",
        "valkey": "service_healthy",
        "migrate": "service_completed_successfully",
    }


def test_the_worker_can_be_scaled():
    worker = SERVICES["worker"]

    assert "celery" in str(worker["command"])
    assert "container_name" not in worker
    assert "ports" not in worker


def test_data_lies_in_named_volumes():
    mounted = [mount for service in SERVICES.values() for mount in service.get("volumes", [])]
    named = {mount.split(":")[0] for mount in mounted if not mount.startswith((".", "/"))}

    assert named == set(FILE["volumes"])


def test_the_image_does_not_run_as_root_and_starts_from_a_slim_one():
    last = (ROOT / "Dockerfile").read_text().split("\nFROM ")[-1]

    assert re.match(r"python:3\.\d+-slim", last)
    assert "\nUSER probation\n" in last


def test_the_image_never_takes_the_embedded_servers():
    text = (ROOT / "Dockerfile").read_text()

    assert "requirements.txt" in text
    assert "requirements-embedded" not in text
