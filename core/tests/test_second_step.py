"""The second step of signing in: set up, turned off, removed, demanded by role."""

import re
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from core import clock, policy, second_step
from core.errors import RuleBroken
from core.models import AuditEntry, PolicySetting
from core.services import second_step as services
from core.tests.factories import PASSWORD, UserFactory
from core.tests.second_steps import OWN, code_of, enter_password, given, is_signed_in, refusals, wrong_code
from core.tests.seen import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return UserFactory(practitioner=True)


# --- setting it up ------------------------------------------------------------------------------------------
class TestSettingItUp:
    def test_a_code_of_the_secret_that_was_shown_turns_it_on(self, user):
        client, _ = enter_password(user)
        page = client.get(f"{OWN}/set-up")
        key = client.session["second-step-key"]

        answer = client.post(f"{OWN}/set-up", {"code": code_of(key)})

        assert second_step.key_in_letters(key) in words(page)
        assert "<svg" in page.text
        assert answer.url == f"{OWN}/codes"
        assert TOTPDevice.objects.get().user == user
        assert AuditEntry.objects.get(act="second-step-set-up").by_id == user.pk
        assert "second-step-key" not in client.session

    def test_a_wrong_code_changes_nothing_and_the_secret_stays_as_it_was_scanned(self, user):
        client, _ = enter_password(user)
        client.get(f"{OWN}/set-up")
        key = client.session["second-step-key"]

        answer = client.post(f"{OWN}/set-up", {"code": wrong_code(key)})

        assert answer.status_code == 400
        assert "Enter the code that your app shows now" in words(answer)
        assert client.session["second-step-key"] == key
        assert not TOTPDevice.objects.exists()

    @pytest.mark.parametrize("typed", ["12345", "1234567", "abcdef", "²²²²²²", "１２３４５"])
    def test_what_is_no_code_is_said_beside_the_box(self, user, typed):
        client, _ = enter_password(user)

        answer = client.post(f"{OWN}/set-up", {"code": typed})

        assert answer.status_code == 400
        assert "Code from your app must be six numbers, like 123456" in words(answer)

    def test_a_code_may_be_typed_with_a_space_in_it(self, user):
        client, _ = enter_password(user)
        client.get(f"{OWN}/set-up")
        code = code_of(client.session["second-step-key"])

        assert client.post(f"{OWN}/set-up", {"code": f" {code[:3]} {code[3:]}"}).status_code == 302

    def test_the_recovery_codes_are_shown_until_they_are_kept_and_the_database_cannot_tell_them(self, user):
        client, _ = enter_password(user)
        client.get(f"{OWN}/set-up")
        client.post(f"{OWN}/set-up", {"code": code_of(client.session["second-step-key"])})

        shown = re.findall(r"<code>([a-z0-9-]{11})</code>", client.get(f"{OWN}/codes").text)

        assert len(set(shown)) == 10
        stored = set(StaticToken.objects.values_list("token", flat=True))
        assert {second_step.stored_code(code, user) for code in shown} == stored
        assert stored.isdisjoint(shown)
        assert client.post(f"{OWN}/codes").url == OWN
        assert client.get(f"{OWN}/codes").url == OWN

    def test_codes_that_nobody_kept_are_not_shown_for_ever(self, user, frozen_day):
        client, _ = enter_password(user)
        session = client.session
        session["recovery-codes"] = {"codes": ["abcde-fghjk"], "until": int(frozen_day.at.timestamp()) + 60}
        session.save()
        assert "abcde-fghjk" in words(client.get(f"{OWN}/codes"))

        frozen_day.at += timedelta(minutes=2)

        assert client.get(f"{OWN}/codes").url == OWN

    def test_sessions_that_began_without_it_end(self, user):
        here, _ = enter_password(user)
        elsewhere, _ = enter_password(user)
        here.get(f"{OWN}/set-up")

        here.post(f"{OWN}/set-up", {"code": code_of(here.session["second-step-key"])})

        assert is_signed_in(here)
        assert not is_signed_in(elsewhere)

    def test_the_same_form_sent_twice_leads_to_the_same_codes(self, user):
        client, _ = enter_password(user)
        page = client.get(f"{OWN}/set-up").text
        token = re.search(r'name="form_token" value="([^"]+)"', page)[1]
        sent = {"form_token": token, "code": code_of(client.session["second-step-key"])}
        first = client.post(f"{OWN}/set-up", sent)
        shown = client.get(first.url).text

        second = client.post(f"{OWN}/set-up", sent)

        assert second.url == first.url
        assert client.get(second.url).text.count("<code>") == shown.count("<code>") == 10

    def test_a_second_device_does_not_take_the_place_of_the_first(self, user):
        given(user)

        key = second_step.new_key()
        with pytest.raises(RuleBroken, match="SECOND_STEP_IS_ON"):
            services.set_up(key, code_of(key), by=user, at=clock.now())

        assert TOTPDevice.objects.count() == 1

    def test_an_account_without_a_password_of_ours_has_none_here(self, user, client_of):
        client = client_of(user)
        assert "Second step when signing in" in words(client.get("/preferences"))
        user.set_unusable_password()
        user.save()
        client = client_of(user)

        assert client.get(OWN).status_code == 404
        assert client.get(f"{OWN}/set-up").status_code == 404
        assert "Second step when signing in" not in words(client.get("/preferences"))


# --- turning it off -----------------------------------------------------------------------------------------
class TestTurningItOff:
    def test_it_takes_the_password_and_a_code(self, user, client_of):
        key, _ = given(user)
        client = client_of(user)

        for sent in ({"password": PASSWORD, "code": ""}, {"password": "wrong", "code": code_of(key)}):
            assert client.post(f"{OWN}/turn-off", sent).status_code == 400
        assert second_step.is_set_up(user)

        answer = client.post(f"{OWN}/turn-off", {"password": PASSWORD, "code": code_of(key)})

        assert answer.url == OWN
        assert not second_step.is_set_up(user)
        assert not StaticDevice.objects.exists()
        assert AuditEntry.objects.get(act="second-step-turned-off").by_id == user.pk
        assert refusals() == [("core:second-step-off", "wrong-password")]

    def test_a_recovery_code_does_as_well(self, user, client_of):
        _, codes = given(user)

        answer = client_of(user).post(f"{OWN}/turn-off", {"password": PASSWORD, "code": codes[3]})

        assert answer.status_code == 302
        assert not second_step.is_set_up(user)

    def test_guessing_locks_the_account(self, user, client_of, settings):
        settings.OTP_STATIC_THROTTLE_FACTOR = 0
        given(user)
        client = client_of(user)

        for _ in range(5):
            answer = client.post(f"{OWN}/new-codes", {"code": "wrong"})

        assert answer.status_code == 429
        assert client.post(f"{OWN}/turn-off", {"password": PASSWORD, "code": "wrong"}).status_code == 429
        assert ("core:recovery-codes-new", "wrong-code") in refusals()

    def test_where_none_is_set_up_there_is_nothing_to_turn_off(self, practitioner_client):
        assert practitioner_client.get(f"{OWN}/turn-off").url == OWN
        assert practitioner_client.post(f"{OWN}/new-codes", {"code": "123456"}).url == OWN


# --- for somebody who lost the phone ------------------------------------------------------------------------
class TestRemoving:
    def test_an_administrator_removes_it_with_a_reason(self, user, admin_client, administrator):
        given(user)
        page = f"/accounts/{user.pk}/second-step"
        assert page in admin_client.get(f"/admin/core/user/{user.pk}/change/").text
        assert admin_client.post(page, {"reason": ""}).status_code == 400

        answer = admin_client.post(page, {"reason": "Phone lost; called back at the office"})

        assert answer.url == f"/admin/core/user/{user.pk}/change/"
        audited = AuditEntry.objects.get(act="second-step-removed")
        assert (audited.by_id, audited.record_key) == (administrator.pk, str(user.pk))
        assert audited.details == {"reason": "Phone lost; called back at the office"}
        assert is_signed_in(enter_password(user)[0])
        assert admin_client.get(page).status_code == 404

    def test_their_sessions_end(self, user, admin_client):
        theirs, _ = enter_password(user)
        given(user)
        assert is_signed_in(theirs)

        admin_client.post(f"/accounts/{user.pk}/second-step", {"reason": "Phone lost"})

        assert not is_signed_in(theirs)

    def test_not_their_own(self, admin_client, administrator):
        given(administrator)

        answer = admin_client.post(f"/accounts/{administrator.pk}/second-step", {"reason": "Phone lost"})

        assert answer.status_code == 400
        assert "Turn your own second step off in Preferences" in words(answer)
        assert second_step.is_set_up(administrator)

    def test_nobody_else_may(self, user, senior_client):
        given(user)

        assert senior_client.get(f"/accounts/{user.pk}/second-step").status_code == 403

    def test_from_the_terminal_for_the_last_administrator(self, administrator, capsys):
        given(administrator)

        call_command("remove_second_step", administrator.username.upper(), "phone lost")

        assert "signs in with the password alone" in capsys.readouterr().out
        assert AuditEntry.objects.get(act="second-step-removed").by_id is None
        with pytest.raises(CommandError, match="No second step is set up"):
            call_command("remove_second_step", administrator.username, "phone lost")

    @pytest.mark.parametrize("reason", ["", " \u200b\u00a0"])
    def test_from_the_terminal_a_reason_is_asked_for(self, administrator, reason):
        given(administrator)

        with pytest.raises(CommandError, match="Say why"):
            call_command("remove_second_step", administrator.username, reason)

        assert second_step.is_set_up(administrator)

    def test_the_administration_shows_no_secret(self, user, admin_client):
        key, _ = given(user)

        page = admin_client.get(f"/admin/core/user/{user.pk}/change/").text

        assert "Set up on" in page
        assert key not in page
        assert admin_client.get("/admin/otp_totp/totpdevice/").status_code == 404


# --- demanded by role ---------------------------------------------------------------------------------------
class TestDemanded:
    @pytest.fixture(autouse=True)
    def demanded(self, user):
        PolicySetting.objects.update_or_create(code=second_step.ROLES, defaults={"value": ["PP"]})

    def test_whoever_has_none_is_led_to_it_before_anything_else(self, user):
        client, _ = enter_password(user)

        for address in ("/", "/cases", "/drafts", OWN, "/preferences", "/admin/", "/no-such-page"):
            answer = client.get(address)
            assert (answer.status_code, answer.get("Location")) in {
                (302, f"{OWN}/set-up"),
                (404, None),
            }, address
        page = client.get(f"{OWN}/set-up")
        assert "Your role needs a second step" in words(page)
        assert client.get("/privacy").status_code == 200
        assert client.post("/drafts").url == f"{OWN}/set-up"
        assert client.post("/sign-out").url == "/signed-out"

    def test_once_it_is_set_up_everything_is_open(self, user):
        client, _ = enter_password(user)
        client.get(f"{OWN}/set-up")

        client.post(f"{OWN}/set-up", {"code": code_of(client.session["second-step-key"])})

        assert client.get(f"{OWN}/codes").status_code == 200
        assert is_signed_in(client)

    def test_who_turns_it_off_is_led_to_set_it_up_again(self, user):
        key, _ = given(user)
        client, answer = enter_password(user)
        client.post(answer.url, {"code": code_of(key)})

        client.post(f"{OWN}/turn-off", {"password": PASSWORD, "code": code_of(key, steps=1)})

        assert client.get("/cases").url == f"{OWN}/set-up"

    def test_other_roles_and_accounts_of_another_organisation_are_not(self, user, client_of):
        senior = UserFactory(senior=True)

        assert is_signed_in(enter_password(senior)[0])
        assert is_signed_in(client_of(user))  # as a sign-in of an organisation's: no password of ours

    def test_it_is_off_unless_somebody_turns_it_on(self):
        PolicySetting.objects.filter(code=second_step.ROLES).update(value=None)

        assert policy.value(second_step.ROLES) == []


def test_an_app_names_the_account_and_the_service(user):
    address = second_step.address_for_app("00" * 20, user)

    assert address.startswith("otpauth://totp/Probation%20case%20record%3A")
    assert user.username in address
    assert "digits=6" in address
