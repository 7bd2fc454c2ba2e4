"""The environment of the servers holds the address of the service, its version and its commit."""

import re
import subprocess
import sys

import pytest

from probation.setup import version
from probation.setup.checking import under_development, under_production
from probation.setup.environment import Backing
from probation.setup.places import ROOT
from probation.setup.problems import SetupProblem
from probation.setup.processes import Processes
from probation.setup.valkey import Valkey

SAY_WHERE = """
import django
django.setup()
from django.conf import settings
from core import mail
print(settings.SERVICE_URL, mail.link("/drafts"), settings.SPECTACULAR_SETTINGS["SERVERS"][0]["url"])
"""


@pytest.fixture(autouse=True)
def _git_is_asked_anew():
    version.version_and_build.cache_clear()
    yield
    version.version_and_build.cache_clear()


@pytest.fixture
def embedded(tmp_path, monkeypatch):
    """The backing of a run whose broker is our own."""
    for name in ("SERVICE_URL", "VERSION", "BUILD"):
        monkeypatch.delenv(name, raising=False)
    backing = Backing(tmp_path)
    backing.valkey = Valkey(socket=tmp_path / "socket", pid=0)
    return backing


def settings_say(environment):
    command = [sys.executable, "-W", "ignore", "-c", SAY_WHERE]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_the_address_follows_the_port(embedded, monkeypatch):
    monkeypatch.setenv("PORT", "8144")

    assert embedded.environment()["SERVICE_URL"] == "http://localhost:8144"


def test_an_address_that_was_given_stays(embedded, monkeypatch):
    monkeypatch.setenv("SERVICE_URL", "https://probation.example.org")

    assert embedded.environment()["SERVICE_URL"] == "https://probation.example.org"


def test_mails_and_the_api_tell_the_one_address():
    done = settings_say(under_production() | {"SERVICE_URL": "https://probation.example.org/"})

    address = "https://probation.example.org"
    assert done.stdout.split() == [address, f"{address}/drafts", address], done.stderr


def test_real_use_without_an_address_is_refused():
    done = settings_say(under_production() | {"SERVICE_URL": ""})

    assert "Set SERVICE_URL in the environment" in done.stderr


def test_the_demonstration_needs_no_address():
    assert settings_say(under_development()).returncode == 0


def test_git_says_which_version_and_commit_this_is(embedded):
    environment = embedded.environment()

    if not (ROOT / ".git").exists():
        assert "BUILD" not in environment
        return
    assert re.fullmatch("[0-9a-f]{40}", environment["BUILD"])
    assert environment["VERSION"]


def test_without_git_nothing_is_said(embedded, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")

    assert {"VERSION", "BUILD"}.isdisjoint(embedded.environment())


def test_a_server_that_ended_by_itself_is_noticed(tmp_path):
    child = subprocess.Popen(["sleep", "60"])
    (tmp_path / "valkey").mkdir()
    (tmp_path / "valkey" / "log").write_text("Out of memory")
    backing = Backing(tmp_path)
    backing.valkey = Valkey(tmp_path / "s", child.pid, child)
    assert backing.fallen() == ""

    child.kill()
    child.wait()

    assert backing.fallen().startswith("Valkey has ended by itself, so everything is stopped.")
    assert "Out of memory" in backing.fallen()
    with pytest.raises(SetupProblem, match="Valkey has ended"):
        Processes({}, logs=tmp_path, port=1).watch(backing.fallen)


SAY_COOKIES = """
from django.conf import settings as s
print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.METRICS)
"""


@pytest.mark.parametrize(
    ("https", "said"),
    [
        ("1", "__Host-sessionid __Host-csrftoken True False"),
        ("0", "sessionid csrftoken False False"),
    ],
)
def test_under_https_a_cookie_belongs_to_this_host_alone(https, said):
    done = subprocess.run(
        [sys.executable, "-c", SAY_COOKIES],
        cwd=ROOT,
        env=under_production() | {"HTTPS": https, "DJANGO_SETTINGS_MODULE": "probation.settings"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.split() == said.split()
