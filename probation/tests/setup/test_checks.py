"""Each problem that stops the set-up says what to do."""

import os
import re
import shutil
import socket
import subprocess
import sys
from collections import namedtuple

import pytest

from probation.setup import checks
from probation.setup.bootstrap import Stop, refuse_an_old_python, why_no_venv
from probation.setup.places import ROOT
from probation.setup.problems import SetupProblem

Usage = namedtuple("Usage", "total used free")


def test_a_port_in_use_names_the_port_and_another_one():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(SetupProblem, match=rf"Port {port} is in use.*PORT={port + 1} ./run"):
            checks.refuse_a_port_in_use(port)


def test_a_free_port_passes():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    checks.refuse_a_port_in_use(port)


@pytest.mark.parametrize("wanted", ["eighty", "0", "65536", "-1"])
def test_a_port_that_is_none_is_refused(monkeypatch, wanted):
    monkeypatch.setenv("PORT", wanted)

    with pytest.raises(SetupProblem, match="number from 1 to 65535"):
        checks.port_wanted()


def test_a_full_disk_says_how_much_to_free(monkeypatch, tmp_path):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**12, 10**12, 12_000_000))

    with pytest.raises(SetupProblem, match=r"Only 12 MB.*free at least 500 MB"):
        checks.refuse_a_full_disk(tmp_path / "not" / "made" / "yet")


def test_embedded_servers_are_refused_when_the_demonstration_is_off(monkeypatch):
    monkeypatch.setenv("DEMONSTRATION", "0")
    monkeypatch.setenv("DATABASE_URL", "postgresql://somewhere/real")
    monkeypatch.delenv("REDIS_URL", raising=False)

    with pytest.raises(SetupProblem, match="REDIS_URL not set"):
        checks.refuse_embedded_servers_for_real_use()


def test_real_servers_may_serve_with_the_demonstration_off(monkeypatch):
    monkeypatch.setenv("DEMONSTRATION", "0")
    monkeypatch.setenv("DATABASE_URL", "postgresql://somewhere/real")
    monkeypatch.setenv("REDIS_URL", "redis://somewhere")

    checks.refuse_embedded_servers_for_real_use()


def test_an_old_python_is_told_which_one_is_needed():
    with pytest.raises(Stop, match=r"Python 3\.9 is too old: install Python 3\.11"):
        refuse_an_old_python((3, 9))


def test_a_python_without_venv_is_told_the_package_to_install():
    assert "apt-get install python3." in why_no_venv(
        "The virtual environment was not created: ensurepip is not"
    )


def test_a_database_of_an_older_version_is_refused(monkeypatch):
    monkeypatch.setattr(checks, "LEAST_MAJOR", 99)

    with pytest.raises(SetupProblem, match=r"it is PostgreSQL \d+, and 99 or newer is needed"):
        checks.refuse_servers_that_do_not_answer()


NOWHERE = {
    "database": ({"DATABASE_URL": "postgres://app:secret@127.0.0.1:1/x"}, "DATABASE_URL does not answer"),
    "no database's address": ({"DATABASE_URL": "app:secret"}, "DATABASE_URL does not answer"),
    "owner": ({"MIGRATION_DATABASE_URL": "postgres://o:secret@127.0.0.1:1/x"}, "MIGRATION_DATABASE_URL does"),
    "queue": ({"REDIS_URL": "redis://:secret@127.0.0.1:1/0"}, "REDIS_URL does not answer"),
    "folder": ({"PROJECT_VAR": "/proc/none"}, "/proc/none cannot be made"),
}


@pytest.mark.parametrize(
    "arguments", [["run"], ["run", "--prepare"], ["run", "--command", "check"], ["test"]]
)
@pytest.mark.parametrize(("variables", "words"), NOWHERE.values(), ids=NOWHERE)
def test_what_cannot_be_reached_is_one_line_that_says_what_to_do(variables, words, arguments):
    servers = {"DATABASE_URL", "MIGRATION_DATABASE_URL", "REDIS_URL"}
    environment = {name: value for name, value in os.environ.items() if name not in servers}
    command = [sys.executable, "-m", "probation.setup", *arguments]

    done = subprocess.run(
        command, cwd=ROOT, env=environment | variables, capture_output=True, text=True, check=False
    )

    (line,) = (done.stdout + done.stderr).strip().splitlines()
    assert done.returncode == 1
    assert words in line
    assert "secret" not in line
    assert re.search(r"(Start it|Set PROJECT_VAR)", line)
