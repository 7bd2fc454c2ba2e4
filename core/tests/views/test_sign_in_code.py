"""The code after the password: asked for, used up, guessed, replaced by a recovery code."""

import re
import threading
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from core import clock
from core.errors import RuleBroken
from core.models import AuditEntry
from core.services import second_step as services
from core.tests.factories import UserFactory
from core.tests.second_steps import OWN, code_of, enter_password, given, is_signed_in, refusals, wrong_code
from core.tests.seen import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return UserFactory(practitioner=True)


# --- signing in ---------------------------------------------------------------------------------------------
class TestSigningIn:
    def test_the_password_alone_opens_nothing(self, user):
        given(user)

        client, answer = enter_password(user, where="/sign-in?next=/cases")

        assert answer.url == "/sign-in/code?next=%2Fcases"
        assert not is_signed_in(client)
        assert client.get("/admin/", follow=True).redirect_chain[-1][0].startswith("/sign-in?")
        assert not AuditEntry.objects.filter(act="signed-in").exists()

    def test_the_code_opens_the_page_that_was_asked_for_and_is_audited(self, user):
        key, _ = given(user)
        client, answer = enter_password(user, where="/sign-in?next=/cases")

        answer = client.post(answer.url, {"code": code_of(key)})

        assert answer.url == "/cases"
        assert is_signed_in(client)
        assert AuditEntry.objects.get(act="signed-in").details == {"second_step": "app"}

    def test_an_administrator_is_asked_before_the_administration(self):
        user = UserFactory(administrator=True)
        key, _ = given(user)
        client, answer = enter_password(user, where="/sign-in?next=/admin/")
        assert client.get("/admin/core/user/").status_code == 302

        client.post(answer.url, {"code": code_of(key)})

        assert client.get("/admin/core/user/").status_code == 200

    def test_the_page_asks_for_one_code_that_a_phone_can_offer(self, user):
        given(user)
        client, answer = enter_password(user)

        page = client.get(answer.url).text

        assert 'autocomplete="one-time-code"' in page
        assert 'inputmode="numeric"' in page
        assert page.count('type="text"') == 1

    def test_a_code_opens_once(self, user):
        key, _ = given(user)
        code = code_of(key)
        first, answer = enter_password(user)
        first.post(answer.url, {"code": code})
        second, answer = enter_password(user)

        replayed = second.post(answer.url, {"code": code})

        assert replayed.status_code == 400
        assert "Each code works once" in words(replayed)
        assert not is_signed_in(second)
        assert refusals() == [("sign-in", "wrong-code")]

    def test_wrong_codes_lock_the_account_as_wrong_passwords_do(self, user, settings):
        settings.OTP_TOTP_THROTTLE_FACTOR = 0
        key, _ = given(user)
        client, answer = enter_password(user)
        wrong = wrong_code(key)

        answers = [client.post(answer.url, {"code": wrong}).status_code for _ in range(5)]

        assert answers == [400, 400, 400, 400, 429]
        assert client.post(answer.url, {"code": code_of(key)}).status_code == 429
        assert enter_password(user)[1].status_code == 429
        assert refusals()[-3:] == [("sign-in", "locked")] * 3

    def test_a_right_password_between_wrong_codes_does_not_start_the_count_anew(self, user, settings):
        settings.OTP_TOTP_THROTTLE_FACTOR = 0
        key, _ = given(user)
        wrong = wrong_code(key)

        for _ in range(5):
            client, answer = enter_password(user)
            answer = client.post(answer.url, {"code": wrong})

        assert answer.status_code == 429

    def test_wrong_codes_are_waited_for_longer_and_longer(self, user):
        key, _ = given(user)
        TOTPDevice.objects.update(throttling_failure_count=12, throttling_failure_timestamp=clock.now())
        client, answer = enter_password(user)

        answer = client.post(answer.url, {"code": code_of(key)})

        assert answer.status_code == 400
        assert "Too many codes were wrong. Try again after" in words(answer)

    def test_the_step_between_lasts_ten_minutes(self, user, frozen_day):
        key, _ = given(user)
        client, answer = enter_password(user)
        frozen_day.at += timedelta(minutes=11)

        late = client.post(answer.url, {"code": code_of(key)})

        assert late.url == "/sign-in"
        assert not is_signed_in(client)

    def test_a_clock_that_went_back_ends_the_step_between(self, user, frozen_day):
        given(user)
        client, answer = enter_password(user)
        frozen_day.at -= timedelta(hours=1)

        assert client.get(answer.url).url == "/sign-in"

    def test_a_password_changed_meanwhile_ends_the_step_between(self, user):
        given(user)
        client, answer = enter_password(user)
        assert client.get(answer.url).status_code == 200
        user.set_password("another three otters")
        user.save()

        assert client.get(answer.url).url == "/sign-in"

    def test_nobody_gets_to_the_second_step_without_the_first(self, client):
        assert client.get("/sign-in/code").url == "/sign-in"
        assert client.post("/sign-in/recovery-code?next=/cases", {"code": "x"}).url == (
            "/sign-in?next=%2Fcases"
        )

    def test_another_browser_cannot_go_on_with_it(self, user):
        key, _ = given(user)
        enter_password(user)

        assert Client().post("/sign-in/code", {"code": code_of(key)}).url == "/sign-in"

    def test_the_session_of_the_first_step_is_no_longer_of_use_after_the_second(self, user):
        key, _ = given(user)
        client, answer = enter_password(user)
        before = client.session.session_key
        client.post(answer.url, {"code": code_of(key)})

        assert client.session.session_key != before
        assert not Session.objects.filter(pk=before).exists()

    def test_who_has_none_signs_in_with_the_password_alone(self, user):
        client, answer = enter_password(user)

        assert answer.status_code == 302
        assert is_signed_in(client)


# --- recovery codes -----------------------------------------------------------------------------------------
class TestRecoveryCodes:
    @pytest.mark.parametrize("way", ["{}", " {} ", "{}."])
    def test_each_opens_once_however_it_is_typed(self, user, way):
        _, codes = given(user)
        client, _ = enter_password(user)

        answer = client.post("/sign-in/recovery-code", {"code": way.format(codes[0].upper())})
        assert answer.status_code == 302
        assert "You have 9 recovery codes left" in words(client.get("/drafts"))

        again, _ = enter_password(user)
        assert again.post("/sign-in/recovery-code", {"code": codes[0]}).status_code == 400
        assert AuditEntry.objects.get(act="recovery-code-used").details == {"left": 9}
        assert AuditEntry.objects.get(act="signed-in").details == {"second_step": "recovery-code"}

    def test_one_of_somebody_else_opens_nothing(self, user):
        _, codes = given(UserFactory(practitioner=True))
        given(user)
        client, _ = enter_password(user)

        assert client.post("/sign-in/recovery-code", {"code": codes[0]}).status_code == 400
        assert not is_signed_in(client)

    def test_new_ones_take_the_place_of_the_old(self, user, client_of):
        key, old = given(user)
        client = client_of(user)

        answer = client.post(f"{OWN}/new-codes", {"code": code_of(key)})

        assert answer.url == f"{OWN}/codes"
        new = re.findall(r"<code>([a-z0-9-]{11})</code>", client.get(answer.url).text)
        assert set(new).isdisjoint(old)
        assert services.use_code(old[0], of=user, at=clock.now()) == ""
        assert StaticDevice.objects.count() == 1
        assert AuditEntry.objects.filter(act="recovery-codes-made").count() == 1

    def test_few_left_are_pointed_out(self, user, client_of):
        given(user)
        client = client_of(user)
        assert "10 of 10" in words(client.get(OWN))
        StaticToken.objects.filter(pk__in=StaticToken.objects.values("pk")[:7]).delete()

        assert "Make new recovery codes soon" in words(client.get(OWN))


# --- used at the same time ----------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_of_requests_with_one_code_the_first_alone_is_right(user):
    key, _ = given(user)
    code, kinds = code_of(key), []

    def use():
        try:
            kinds.append(services.use_code(code, of=user, at=clock.now()))
        except RuleBroken as broken:
            kinds.append(broken.code)
        connection.close()

    threads = [threading.Thread(target=use) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert kinds.count("app") == 1
