"""docs/api.md and docs/examples/api.py do what they say, on a demonstration that was just made."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.management import call_command

from core import clock
from referrals.models import AssessmentAppointment, CaseNote, Referral

DOCS = Path(__file__).resolve().parents[3] / "docs"
PEOPLE = 60


@pytest.fixture
def service(transactional_db, live_server, settings):
    """The address of a server that shows a small demonstration of today."""
    settings.DEMONSTRATION = True
    cache.clear()
    call_command("seed_demo", people=PEOPLE, verbosity=0)
    return live_server.url


def run(*command, **environment):
    """Runs a program of the documentation; returns what it said."""
    ended = subprocess.run(
        command, capture_output=True, text=True, timeout=300, env={**os.environ, **environment}, check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


def waiting():
    return Referral.objects.filter(state="SENT").count()


def answered():
    return AssessmentAppointment.objects.exclude(submitted_at=None).count()


def feedback_due():
    open_ones = AssessmentAppointment.objects.exclude(assessment__referral__state="CONCLUDED")
    return open_ones.filter(submitted_at=None, superseded_at=None, starts_at__lt=clock.now()).count()


def test_the_example_does_what_it_says_as_often_as_a_referral_waits(service):
    given, left, due = answered(), waiting(), feedback_due()

    said = run(sys.executable, DOCS / "examples" / "api.py", service)
    again = run(sys.executable, DOCS / "examples" / "api.py", service)

    assert said.endswith("Done\n")
    assert again.endswith("Done\n")
    assert waiting() == left - 2
    assert due > 0
    assert answered() == given + min(2, due)
    assert CaseNote.objects.filter(subject="New address").count() == 2
    assert Referral.objects.filter(end_comments="Moved to Leeds.").count() == 2


@pytest.fixture
def shell():
    """Fails in the build where bash or curl is missing; elsewhere the test is left out."""
    if not (shutil.which("bash") and shutil.which("curl")):
        words = "there is no bash or curl here"
        pytest.fail(words) if os.environ.get("CI") else pytest.skip(words)


@pytest.mark.usefixtures("shell")
def test_the_documentation_can_be_pasted_into_a_shell(service):
    given, left = answered(), waiting()
    blocks = re.findall(r"```sh\n(.*?)```", (DOCS / "api.md").read_text(), re.DOTALL)

    run("bash", "-euo", "pipefail", "-c", "\n".join(blocks), SERVICE=service)

    assert len(blocks) >= 5
    assert (waiting(), answered()) == (left - 1, given + 1)
    assert Referral.objects.filter(end_comments="Moved to Leeds.").count() == 1
