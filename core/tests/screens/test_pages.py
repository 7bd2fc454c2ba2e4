"""The bases of every screen: refusals, acts done once, conflicts, warnings and drafts."""

import re
from datetime import time
from time import time as time_now

import pytest
from django.conf import settings

from core.models import AuditEntry, Draft
from core.tests import pages_for_tests as screens
from core.tests.factories import PASSWORD
from core.tests.seen import read_page

pytestmark = [pytest.mark.django_db, pytest.mark.urls("core.tests.pages_for_tests")]


@pytest.fixture(autouse=True)
def record():
    screens.begin()
    return screens.record


def opened(client, address="/edit"):
    """The hidden fields of the form's page, ready to be posted."""
    html = client.get(address).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html))
    return {name: hidden[name] for name in ("form_token", "version", "was", "typed_by") if name in hidden}


def answers(**more):
    return {"name": "Alex", "colour": "red", "note": "First note", **more}


def test_a_page_without_permission_is_refused_and_audited(practitioner, practitioner_client):
    response = practitioner_client.get("/data-quality")

    assert response.status_code == 403
    assert "You do not have permission to do this" in response.content.decode()
    entry = AuditEntry.objects.get(act="data-quality")
    assert (entry.outcome, entry.by_id) == ("refused", practitioner.pk)


def test_a_stranger_is_led_to_sign_in_and_back(client):
    assert client.get("/edit?tab=2").url == "/sign-in?next=%2Fedit%3Ftab%3D2"


def test_a_form_sent_after_the_session_ended_is_led_back_to(client):
    sent = client.post("/edit", answers(), headers={"Referer": "http://testserver/edit?back=/drafts"})
    from_elsewhere = client.post("/edit", answers(), headers={"Referer": "http://example.org/edit"})

    assert sent.url == "/sign-in?next=%2Fedit%3Fback%3D%2Fdrafts"
    assert from_elsewhere.url == "/sign-in"


def went_away(session):
    session.flush()


def went_idle(session):
    session["seen"] = int(time_now()) - settings.IDLE_MINUTES * 60 - 61
    session.save()


@pytest.fixture(params=[went_away, went_idle])
def typed(practitioner, practitioner_client, request):
    """The answer to a form that was sent after its session had ended: a redirect to sign in."""
    form = opened(practitioner_client)
    request.param(practitioner_client.session)
    answer = practitioner_client.post("/edit?tab=2&tab=3", form | answers(note="Rang about the bus."))
    assert answer.url.removesuffix("&idle=1") == "/sign-in?next=%2Fedit%3Ftab%3D2%26tab%3D3"
    return answer


def sign_in(client, user, where):
    return client.post(where, {"username": user.username, "password": PASSWORD}, follow=True)


def came_to_the_form(page):
    return page.status_code == 200 and "First note</textarea>" in page.text


def test_what_was_typed_when_the_session_had_ended_is_there_after_signing_in(
    practitioner, practitioner_client, record, typed
):
    page = sign_in(practitioner_client, practitioner, typed.url)

    assert page.redirect_chain[-1][0] == "/edit?tab=2&tab=3&draft=resume"
    assert "You were signed out before this was saved." in page.text
    assert "Rang about the bus.</textarea>" in page.text
    assert Draft.objects.get(user=practitioner).data["note"] == ["Rang about the bus."]
    assert record["acts"] == []
    assert practitioner_client.session.get_expire_at_browser_close()
    assert practitioner_client.get("/edit").status_code == 200


def test_the_sign_in_page_says_that_what_was_typed_is_kept(practitioner_client, typed):
    page = practitioner_client.get(typed.url).text

    assert "What you typed is kept. Sign in to go on with it." in page
    assert "because the service was not used" not in page


def test_what_was_typed_before_signing_in_elsewhere_opens_again(practitioner, practitioner_client, record):
    form = opened(practitioner_client)
    practitioner_client.handler.enforce_csrf_checks = True

    page = practitioner_client.post("/edit", form | answers(note="Rang about the bus."), follow=True)

    assert page.redirect_chain == [("/edit", 302), ("/edit?draft=resume", 302)]
    assert "Rang about the bus.</textarea>" in page.text
    assert record["acts"] == []


def test_what_somebody_else_typed_before_is_not_kept(practitioner_client, client_of, senior):
    form = opened(practitioner_client)
    theirs = client_of(senior)
    theirs.handler.enforce_csrf_checks = True

    assert theirs.post("/edit", form | answers(note="Rang about the bus.")).status_code == 403
    assert "Rang about the bus." not in read_page(theirs, "/edit")
    assert not Draft.objects.exists()


def test_another_user_never_sees_what_was_typed(senior, practitioner, practitioner_client, typed):
    page = sign_in(practitioner_client, senior, typed.url)
    practitioner_client.post("/sign-out")
    again = sign_in(practitioner_client, practitioner, typed.url)

    assert came_to_the_form(page)
    assert came_to_the_form(again)
    assert "Rang about the bus." not in page.text + again.text
    assert not Draft.objects.exists()


def test_what_was_typed_is_dropped_after_an_hour(practitioner, practitioner_client, frozen_day, typed):
    frozen_day.move_to(frozen_day.today, time(13))

    page = sign_in(practitioner_client, practitioner, typed.url)

    assert came_to_the_form(page)
    assert "Rang about the bus." not in page.text
    assert not Draft.objects.exists()


def test_nothing_is_kept_of_a_form_that_was_shown_to_nobody(client, practitioner):
    for forged in ("", f"{practitioner.pk}", f"{practitioner.pk}:forged"):
        answer = client.post("/edit", answers(note="Rang about the bus.", typed_by=forged))

        assert answer.url == "/sign-in"
        assert "sessionid" not in answer.cookies


def test_no_cookie_holds_what_was_typed(practitioner_client, typed):
    assert "sessionid" in typed.cookies
    assert "bus" not in typed.cookies.output()


def test_a_form_without_long_text_keeps_no_draft(practitioner_client):
    page = practitioner_client.get("/short")
    answer = practitioner_client.post("/short", {"name": "Sam", "do": "save-draft"})

    assert 'name="reason"' in page.text
    assert "save-draft" not in page.text + answer.text
    assert not Draft.objects.exists()


def test_the_same_form_sent_twice_does_one_act(practitioner_client, record):
    posted = opened(practitioner_client) | answers(name="Sam")

    first, second = (practitioner_client.post("/edit", posted) for _ in range(2))

    assert record["acts"] == ["Sam"]
    assert (first.url, second.url) == ("/saved/1", "/saved/1")


def test_a_form_sent_twice_is_answered_alike_when_its_subject_is_gone(practitioner_client, record):
    posted = opened(practitioner_client) | answers(name="Sam")
    first = practitioner_client.post("/edit", posted)
    record["gone"] = True

    second = practitioner_client.post("/edit", posted)

    assert practitioner_client.get("/edit").status_code == 404
    assert (second.status_code, second.url) == (302, first.url)
    assert record["acts"] == ["Sam"]


def test_another_users_repeat_is_no_repeat(practitioner_client, senior_client, record):
    posted = opened(practitioner_client) | answers(name="Sam")
    practitioner_client.post("/edit", posted)
    record["gone"] = True

    assert senior_client.post("/edit", posted).status_code == 404


def test_a_form_sent_again_with_other_answers_shows_both(practitioner, practitioner_client, record):
    record["by"] = practitioner
    posted = opened(practitioner_client)
    practitioner_client.post("/edit", posted | answers(name="Sam"))

    refused = practitioner_client.post("/edit", posted | answers(name="Kim"))

    assert refused.status_code == 409
    assert "You have changed this already" in refused.text
    assert "What this page says" in refused.text
    assert record["acts"] == ["Sam"]
    token = re.search(r'name="form_token" value="([^"]+)"', refused.text)[1]
    assert token != posted["form_token"]


@pytest.mark.parametrize("version", [None, "", "-1", "x", "²", "9" * 40])
def test_a_form_that_says_no_version_overwrites_nothing(practitioner_client, record, version):
    said = {} if version is None else {"version": version}
    posted = {name: value for name, value in opened(practitioner_client).items() if name != "version"}

    response = practitioner_client.post("/edit", posted | said | answers(name="Kim"))

    assert response.status_code == 409
    assert record["acts"] == []


@pytest.mark.parametrize("back", ["x", "drafts", "//example.org", "\x00", "²"])
def test_a_form_leads_back_to_addresses_of_this_site_only(practitioner_client, record, back):
    response = practitioner_client.post("/edit", opened(practitioner_client) | answers(name="Kim", back=back))

    assert response.status_code in (302, 400)
    assert back not in response.headers.get("Location", "")


@pytest.mark.parametrize("token", ["\x00", "a\x00b", "x" * 5000, "²"])
def test_a_token_that_is_none_of_ours_is_no_token(practitioner_client, record, token):
    response = practitioner_client.post(
        "/edit", opened(practitioner_client) | answers(name="Kim", form_token=token)
    )

    assert response.status_code == 302
    assert record["acts"] == ["Kim"]


def test_an_error_keeps_what_was_typed_and_says_so_in_the_title(practitioner_client, record):
    response = practitioner_client.post("/edit", opened(practitioner_client) | answers(name="", note="Long"))

    html = response.content.decode()
    assert response.status_code == 400
    assert "<title>Error: Edit the record" in html
    assert "Long</textarea>" in html
    assert record["acts"] == []


def test_a_broken_rule_stands_beside_its_field(practitioner_client, record):
    response = practitioner_client.post("/edit", opened(practitioner_client) | answers(name="Nobody"))

    assert response.status_code == 400
    assert '<a href="#id_name">That name is taken</a>' in response.content.decode()
    assert record["acts"] == []


def test_a_warning_needs_confirming_and_then_the_act_is_done(practitioner_client, record):
    posted = opened(practitioner_client) | answers(name="Odd")

    warned = practitioner_client.post("/edit", posted)

    html = warned.content.decode()
    assert warned.status_code == 400
    assert "That is an odd name" in html
    assert "Save anyway" in html
    assert '<input type="hidden" name="confirm" value="ODD_NAME">' in html
    assert record["acts"] == []
    assert practitioner_client.post("/edit", posted | {"confirm": "ODD_NAME"}).status_code == 302
    assert record["acts"] == ["Odd"]


# --- two people, one record ---------------------------------------------------------------------------
def change_elsewhere(record, **changes):
    record.update(changes, version=record["version"] + 1)


def use(html, name):
    """The version that is selected at first for a field."""
    return re.findall(rf'name="use-{name}"\s+value="(\w+)" checked', html)


def test_a_change_by_someone_else_shows_both_versions(practitioner_client, record):
    posted = opened(practitioner_client) | answers(name="Sam", note="My note")
    change_elsewhere(record, colour="blue", note="Their note")

    response = practitioner_client.post("/edit", posted)

    html = response.content.decode()
    assert response.status_code == 409
    assert "Someone else has changed this" in html
    assert "Jo Smith saved a change on" in html
    for words in ("Their note", "My note", "Blue", "Red", "Sam"):
        assert words in html
    assert use(html, "name") == ["yours"]  # only I changed it
    assert use(html, "colour") == ["theirs"]  # only they changed it
    assert use(html, "note") == ["both"]  # both did, and nothing may be lost
    assert record["acts"] == []


def test_the_choices_of_the_conflict_page_are_what_is_saved(practitioner_client, record):
    posted = opened(practitioner_client) | answers(name="Sam", note="My note")
    change_elsewhere(record, colour="blue", note="Their note")
    html = practitioner_client.post("/edit", posted).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html))
    hidden.pop("csrfmiddlewaretoken")

    chosen = {"use-name": "yours", "use-colour": "theirs", "use-note": "both"}
    response = practitioner_client.post("/edit", hidden | chosen)

    assert response.status_code == 302, response.content.decode()
    assert (record["name"], record["colour"], record["note"]) == ("Sam", "blue", "Their note\n\nMy note")


def test_another_part_changed_while_the_form_is_saved_does_not_stop_it(practitioner_client, record):
    posted = opened(practitioner_client, "/edit/name") | {"name": "Sam"}
    record["meanwhile"] = {"colour": "blue"}

    assert practitioner_client.post("/edit/name", posted).status_code == 302
    assert (record["name"], record["colour"], record["version"]) == ("Sam", "blue", 3)


def test_the_same_part_changed_while_the_form_is_saved_is_shown_as_it_is_by_then(practitioner_client, record):
    posted = opened(practitioner_client, "/edit/name") | {"name": "Sam"}
    record["meanwhile"] = {"name": "Kim"}

    response = practitioner_client.post("/edit/name", posted)

    assert response.status_code == 409
    assert re.findall(r'name="version" value="(\d+)"', response.text) == ["2"]
    assert "Kim" in response.text
    assert "Sam" in response.text
    assert record["acts"] == []


# --- drafts -------------------------------------------------------------------------------------------
def test_a_draft_is_kept_offered_resumed_and_forgotten_when_saved(practitioner, practitioner_client, record):
    posted = opened(practitioner_client) | answers(name="", note="Half typed")

    kept = practitioner_client.post("/edit", posted | {"do": "save-draft"})
    offered = practitioner_client.get("/edit").content.decode()
    resumed = practitioner_client.get("/edit?draft=resume").content.decode()

    assert kept.status_code == 302
    assert record["acts"] == []
    assert "Continue from the draft" in offered
    assert "Half typed</textarea>" in resumed
    assert "There is a problem" not in resumed
    practitioner_client.post("/edit", posted | answers(name="Sam"))
    assert not Draft.objects.filter(user=practitioner).exists()


def test_a_resumed_draft_still_meets_the_change_made_meanwhile(practitioner_client, record):
    posted = opened(practitioner_client) | answers(name="Sam", do="save-draft")
    practitioner_client.post("/edit", posted)
    change_elsewhere(record, colour="blue")

    html = practitioner_client.get("/edit?draft=resume").content.decode()

    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html))
    assert hidden["version"] == "1"
    again = {name: hidden[name] for name in ("form_token", "version", "was")}
    assert practitioner_client.post("/edit", again | answers(name="Sam")).status_code == 409


def test_the_script_is_told_when_its_draft_was_saved(practitioner_client):
    posted = opened(practitioner_client) | answers(do="save-draft")

    response = practitioner_client.post("/edit", posted, headers={"X-Requested-With": "fetch"})

    assert "saved_at" in response.json()
