"""Users see where they are signed in, and end it everywhere else."""

import pytest
from django.test import Client

from core import tasks
from core.browsers import browser_of
from core.models import AuditEntry, UserSession
from core.tests.factories import PASSWORD, UserFactory, UserSessionFactory
from core.tests.seen import words

pytestmark = pytest.mark.django_db
WHERE = "/sessions"
EDGE = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0"


def signed_in(user, browser=EDGE):
    client = Client(headers={"User-Agent": browser})
    assert client.post("/sign-in", {"username": user.username, "password": PASSWORD}).status_code == 302
    return client


def test_each_place_is_listed_and_this_one_is_marked():
    user = UserFactory(practitioner=True)
    signed_in(user, "Mozilla/5.0 (X11; Linux) Firefox/140.0")

    page = words(signed_in(user).get(WHERE))

    assert page.index("Edge, Windows") < page.index(">Here</span>") < page.index("Firefox, Linux")


def test_the_others_end_and_this_one_goes_on():
    user, somebody = UserFactory(practitioner=True), signed_in(UserFactory(practitioner=True))
    elsewhere, here = signed_in(user), signed_in(user)
    elsewhere.get("/drafts")

    assert here.post(WHERE).status_code == 302

    assert elsewhere.get("/drafts").url.startswith("/sign-in")
    assert (here.get("/drafts").status_code, somebody.get("/drafts").status_code) == (200, 200)
    assert AuditEntry.objects.get(act="sessions-ended").details == {"count": 1}
    assert "You are signed in nowhere else." in words(here.get(WHERE))


def test_a_new_password_ends_the_others_too():
    user = UserFactory(practitioner=True)
    elsewhere, here = signed_in(user), signed_in(user)

    changed = here.post(
        "/password",
        {
            "current_password": PASSWORD,
            "new_password": "three sober otters",
            "new_password_again": "three sober otters",
        },
    )

    assert changed.status_code == 302
    assert elsewhere.get("/drafts").url.startswith("/sign-in")
    assert UserSession.objects.get(user=user).session_key == here.session.session_key


def test_a_session_that_was_ended_is_not_listed_and_then_forgotten():
    user = UserFactory(practitioner=True)
    signed_in(user).post("/sign-out")
    here = signed_in(user)
    UserSessionFactory(user=user)

    assert "You are signed in nowhere else." in words(here.get(WHERE))
    tasks.drop_ended_sessions()
    assert UserSession.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (EDGE, "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Safari/604.1", "Safari, iPhone"),
        ("curl/8.0", ""),
        ("", ""),
    ],
)
def test_a_browser_is_named_in_plain_words(said, name):
    assert browser_of(said) == name
