"""Our own PostgreSQL and Valkey: made, found running, stopped by pid, with separate roles."""

import os
import signal
import subprocess
import tempfile
from pathlib import Path

import psycopg2
import pytest

from probation.setup import postgres, postgres_programs, valkey
from probation.setup.postgres import FAST_AND_FORGETFUL, start_postgres
from probation.setup.problems import SetupProblem
from probation.setup.servers import end_of, is_alive, stop_child, wait_until
from probation.setup.valkey import start_valkey


@pytest.fixture(scope="module")
def folder():
    with tempfile.TemporaryDirectory(prefix="probation-setup-") as name:
        Path(name).chmod(0o711)
        yield Path(name)


@pytest.fixture(scope="module")
def server(folder):
    server = start_postgres(folder / "postgres", settings=FAST_AND_FORGETFUL)
    yield server
    server.stop()


def rows(url, statement):
    connection = psycopg2.connect(url)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()


def test_the_application_reads_and_writes_rows_but_never_alters_a_table(server):
    rows(server.url("owner"), "CREATE TABLE letters (id bigint GENERATED ALWAYS AS IDENTITY, words text)")

    rows(server.url("app"), "INSERT INTO letters (words) VALUES ('Dear Ana')")

    assert rows(server.url("app"), "SELECT words FROM letters") == [("Dear Ana",)]
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        rows(server.url("app"), "ALTER TABLE letters ADD COLUMN sent_on date")


def test_a_new_database_begins_with_the_same_rights(server):
    rows(server.url("owner"), "CREATE DATABASE other")
    other = (
        server.url("owner").replace("/probation", "/other"),
        server.url("app").replace("/probation", "/other"),
    )
    rows(other[0], "CREATE TABLE letters (words text)")

    rows(other[1], "INSERT INTO letters VALUES ('Dear Ana')")

    assert rows(other[1], "SELECT words FROM letters") == [("Dear Ana",)]


def test_a_server_left_running_is_used_again(server, folder):
    assert start_postgres(folder / "postgres").pid == server.pid


def test_every_extension_the_search_needs_can_be_made(server):
    for name in ("pg_trgm", "unaccent", "fuzzystrmatch", "btree_gist", "btree_gin", "citext"):
        rows(server.url("owner"), f"CREATE EXTENSION IF NOT EXISTS {name}")


def test_what_was_entered_is_there_after_a_stop_and_a_start(folder):
    server = start_postgres(folder / "kept")
    rows(server.url("owner"), "CREATE TABLE kept AS SELECT 'here' AS words")
    server.stop()
    assert not is_alive(server.pid)

    again = start_postgres(folder / "kept")
    found = rows(again.url("app"), "SELECT words FROM kept")
    again.stop()

    assert found == [("here",)]


def test_lost_passwords_say_which_folder_to_remove(folder):
    server = start_postgres(folder / "forgetful", settings=FAST_AND_FORGETFUL)
    server.stop()
    (server.base / "passwords.json").unlink()

    with pytest.raises(SetupProblem, match=r"passwords are lost.*Remove the folder"):
        start_postgres(folder / "forgetful")


def test_valkey_is_found_running_and_stopped_by_its_pid(folder):
    server = start_valkey(folder / "valkey")
    again = start_valkey(folder / "valkey")
    server.stop()

    assert again.pid == server.pid
    assert not is_alive(server.pid)
    assert valkey.answering_pid(server.socket) is None


def test_no_postgresql_at_all_says_what_to_install_or_set(monkeypatch, tmp_path):
    monkeypatch.setattr(postgres_programs, "_wheel_folder", lambda: None)
    monkeypatch.setattr(postgres_programs, "_system_folders", list)

    with pytest.raises(SetupProblem, match=r"apt-get install postgresql.*DATABASE_URL"):
        postgres_programs.find_programs(tmp_path, None)


def test_no_valkey_at_all_says_what_to_install_or_set(monkeypatch, tmp_path):
    monkeypatch.setattr(valkey, "_wheel_program", lambda: None)
    monkeypatch.setenv("PATH", "/nowhere")

    with pytest.raises(SetupProblem, match=r"apt-get install redis-server.*REDIS_URL"):
        start_valkey(tmp_path)


def test_a_child_that_will_not_end_is_ended():
    child = subprocess.Popen(["sh", "-c", "trap '' TERM; while :; do sleep 0.1; done"])

    assert is_alive(child.pid)

    stop_child(child, with_signal=signal.SIGTERM, seconds=0.3)

    assert not is_alive(child.pid)


def test_a_child_that_ended_is_not_alive_though_nobody_waited_for_it():
    child = subprocess.Popen(["true"])

    assert wait_until(lambda: not is_alive(child.pid), seconds=5)
    assert child.wait() == 0


def test_a_newcomer_with_the_number_of_a_server_that_ended_is_not_taken_for_it(tmp_path):
    (tmp_path / "data").mkdir()
    note = [str(os.getpid()), str(tmp_path / "data"), "0", "5432", str(tmp_path), "", "", "ready"]
    (tmp_path / "data" / "postmaster.pid").write_text("\n".join(note))

    assert postgres._running_pid(tmp_path) is None


def test_the_end_of_a_log_is_what_a_message_shows(tmp_path):
    log = tmp_path / "log"
    log.write_text("\n".join(f"line {n}" for n in range(100)))

    assert end_of(log).splitlines()[0] == "line 85"
    assert end_of(tmp_path / "none") == "(it wrote no log)"
