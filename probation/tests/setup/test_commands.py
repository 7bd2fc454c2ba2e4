"""./run --command: one command of manage.py against embedded servers of its own."""

import os
import subprocess
import sys

from probation.setup.places import ROOT

SERVERS = {"DATABASE_URL", "MIGRATION_DATABASE_URL", "REDIS_URL", "SECRET_KEY", "DJANGO_SETTINGS_MODULE"}


def run_command(folder, *arguments):
    bare = {name: value for name, value in os.environ.items() if name not in SERVERS}
    return subprocess.run(
        [sys.executable, "-m", "probation.setup", "run", "--command", *arguments],
        cwd=ROOT,
        env=bare | {"PROJECT_VAR": str(folder)},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def test_a_world_of_a_size_of_ones_own_is_made_where_nothing_was_before_and_only_there(tmp_path):
    made = run_command(tmp_path / "run", "seed_demo", "--people", "40")
    again = run_command(tmp_path / "run", "seed_demo", "--people", "40")

    assert "Made 40 people." in made.stdout, made.stdout + made.stderr
    assert again.returncode != 0
    assert "There are people already" in again.stderr
    assert "Traceback" not in again.stderr
