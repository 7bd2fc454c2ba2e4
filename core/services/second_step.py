"""Setting up, using and removing the second step of signing in."""

from datetime import datetime

from django.db import transaction
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from core import audit
from core.accounts import named
from core.errors import RuleBroken
from core.models import User
from core.reasons import Reason
from core.second_step import (
    DIGITS,
    codes_left,
    new_recovery_codes,
    stored_code,
    typed_code,
)
from core.services.sessions import end_others

APP, RECOVERY = "app", "recovery-code"
SECONDS_TO_SAY = 90


@transaction.atomic
def set_up(key: str, code: str, *, by: User, at: datetime) -> list[str]:
    """Asks for codes of the app with this secret from now on; returns the recovery codes, kept nowhere else.

    key      as `second_step.new_key` made it
    code     what the app shows now, so that a wrong scan locks nobody out
    raises   RuleBroken WRONG_CODE, SECOND_STEP_IS_ON
    """
    user = _locked(by)
    if TOTPDevice.objects.filter(user=user).exists():
        raise RuleBroken("SECOND_STEP_IS_ON", "You have set up a second step already")
    device = TOTPDevice.objects.create(user=user, name=APP, key=key, digits=DIGITS)
    if not device.verify_token(code):
        raise RuleBroken("WRONG_CODE", "Enter the code that your app shows now", "code")
    audit.record("second-step-set-up", on=user, by=by, at=at)
    return _write_recovery_codes(user)


@transaction.atomic
def make_recovery_codes(*, by: User, at: datetime) -> list[str]:
    """New recovery codes in place of the old ones, used or not.

    raises   RuleBroken SECOND_STEP_IS_OFF
    """
    user = _locked(by)
    _must_be_on(user)
    audit.record("recovery-codes-made", on=user, by=by, at=at)
    return _write_recovery_codes(user)


@transaction.atomic
def turn_off(*, by: User, at: datetime) -> None:
    """The user's own turning off, once their password and a code were right.

    raises   RuleBroken SECOND_STEP_IS_OFF
    """
    user = _locked(by)
    _must_be_on(user)
    _delete_devices(user)
    audit.record("second-step-turned-off", on=user, by=by, at=at)


@transaction.atomic
def remove_second_step(username: str, reason: str, *, by: User | None, at: datetime) -> User:
    """For somebody who lost the device that makes the codes. Every session of theirs ends.

    by       an administrator, or None from the terminal
    raises   User.DoesNotExist; RuleBroken SECOND_STEP_IS_OFF, OWN_SECOND_STEP
    """
    user = User.objects.select_for_update(of=("self",)).get(named(username))
    if by is not None and by.pk == user.pk:
        raise RuleBroken("OWN_SECOND_STEP", "Turn your own second step off in Preferences")
    _must_be_on(user)
    _delete_devices(user)
    end_others(user, keep=None, by=by, at=at)
    audit.record("second-step-removed", on=user, by=by, at=at, reason=reason)
    return user


@transaction.atomic
def use_code(code: str, *, of: User, at: datetime) -> str:
    """Uses a code up: returns APP or RECOVERY for a right one, "" for a wrong one, which is counted.

    Two requests with the same code wait for one another, and only the first is right.
    raises   RuleBroken TOO_SOON, without looking at the code, while a wait after wrong ones goes on
    """
    typed = typed_code(code)
    if typed.isascii() and typed.isdigit() and len(typed) == DIGITS:
        device = TOTPDevice.objects.select_for_update(of=("self",)).filter(user=of, confirmed=True).first()
        kind = APP
    else:
        device = StaticDevice.objects.select_for_update(of=("self",)).filter(user=of, confirmed=True).first()
        kind, typed = RECOVERY, stored_code(code, of)
    if device is None:
        return ""
    _must_not_wait(device, at=at)
    if not device.verify_token(typed):
        return ""
    if kind == RECOVERY:
        audit.record("recovery-code-used", on=of, by=of, at=at, left=codes_left(of))
    return kind


def _locked(user: User) -> User:
    return User.objects.select_for_update(of=("self",)).get(pk=user.pk)


def _must_be_on(user: User) -> None:
    if not TOTPDevice.objects.filter(user=user).exists():
        raise RuleBroken("SECOND_STEP_IS_OFF", "No second step is set up")


def _must_not_wait(device: TOTPDevice | StaticDevice, *, at: datetime) -> None:
    allowed, why = device.verify_is_allowed()
    if allowed:
        return
    until = why["locked_until"]
    seconds = int((until - at).total_seconds()) + 1
    if seconds > SECONDS_TO_SAY:
        reason = Reason("Too many codes were wrong. Try again after {until}", until=until)
    else:
        reason = Reason("Wait {n} seconds, then enter a code again", n=max(seconds, 2))
    raise RuleBroken("TOO_SOON", reason, "code")


def _write_recovery_codes(user: User) -> list[str]:
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name=RECOVERY)
    codes = new_recovery_codes()
    StaticToken.objects.bulk_create(
        StaticToken(device=device, token=stored_code(code, user)) for code in codes
    )
    return codes


def _delete_devices(user: User) -> None:
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
