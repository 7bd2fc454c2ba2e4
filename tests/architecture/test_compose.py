"""The compose file has what a real installation needs, and no secret."""

import os
import re
import subprocess
from pathlib import Path

import pytest
import yaml
from django.db import connection

from core.connection_checks import LEAST_WORK_MEM, OLDEST_VERSION
from probation.setup.postgres import AS_DEPLOYED
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
    *("depends_on", "ports", "volumes", "healthcheck", "stop_grace_period", "shm_size"),
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

    assert OLDEST_VERSION == LEAST_MAJOR <= int(image)
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


# --- PostgreSQL's settings ----------------------------------------------------------------------------------
@pytest.fixture
def settings_for(tmp_path):
    """`settings_for(megabytes)` gives the settings that PostgreSQL with that memory is started with."""
    stand_in = tmp_path / "docker-entrypoint.sh"
    stand_in.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    stand_in.chmod(0o755)
    *shell, words = SERVICES["postgres"]["command"]

    def found(megabytes):
        environment = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "POSTGRES_MEMORY_MB": str(megabytes)}
        command = [*shell, words.replace("$$", "$")]
        said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
        assert said.startswith("postgres\n")
        return dict(re.findall(r"^(\w+)=(.+)$", said, re.MULTILINE))

    return found


def megabytes_of(value):
    number, unit = re.fullmatch(r"(\d+)(MB|GB)", value).groups()
    return int(number) * (1024 if unit == "GB" else 1)


@pytest.mark.django_db
def test_postgresql_knows_each_setting_and_the_operations_page_explains_it(settings_for):
    names = set(settings_for(8192))
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_settings WHERE name = ANY(%s)", [list(names)])
        known = {name for (name,) in cursor.fetchall()}
    page = (ROOT / "docs" / "operations.md").read_text()

    assert known == names
    assert [name for name in names if f"`{name}`" not in page] == []


@pytest.mark.parametrize("megabytes", [8192, 16384, 65536])
def test_what_postgresql_may_use_fits_into_its_memory(settings_for, megabytes):
    """The sum of docs/operations.md: 44 MB a connection, eight statements at work with two hashes each."""
    got = settings_for(megabytes)
    size = {name: megabytes_of(value) for name, value in got.items() if value.endswith(("MB", "GB"))}
    of_connections = int(got["max_connections"]) * 44
    of_statements = 8 * 2 * 2 * size["work_mem"]
    of_upkeep = size["maintenance_work_mem"] + 3 * size["autovacuum_work_mem"]

    assert size["shared_buffers"] == megabytes // 4
    assert size["effective_cache_size"] == megabytes * 3 // 4
    assert size["shared_buffers"] + of_connections + of_statements + of_upkeep < megabytes * 0.9
    assert size["work_mem"] * 1024 >= LEAST_WORK_MEM


def test_the_memory_has_a_size_if_nobody_says_one_and_the_embedded_server_plans_alike(settings_for):
    assert SERVICES["postgres"]["environment"]["POSTGRES_MEMORY_MB"] == "${POSTGRES_MEMORY_MB:-8192}"
    assert settings_for(8192).items() >= AS_DEPLOYED.items()
