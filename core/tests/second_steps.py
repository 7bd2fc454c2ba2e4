"""Helpers of tests about the second step of signing in."""

from django.test import Client
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from core import clock, second_step
from core.models import AuditEntry
from core.services import second_step as services
from core.tests.factories import PASSWORD

OWN = "/preferences/second-step"


def code_of(key, steps=0):
    """The code that an app with this secret shows now, or some steps of 30 seconds later."""
    return f"{totp(bytes.fromhex(key), drift=steps):06d}"


def wrong_code(key):
    return f"{(int(code_of(key)) + 500_000) % 1_000_000:06d}"


def given(user):
    """Sets a second step up; returns its key and its recovery codes. The code of now is not used up."""
    key = second_step.new_key()
    codes = services.set_up(key, code_of(key), by=user, at=clock.now())
    TOTPDevice.objects.filter(user=user).update(last_t=-1)
    return key, codes


def enter_password(user, where="/sign-in"):
    """A client in which the right password was entered, and the answer."""
    client = Client()
    return client, client.post(where, {"username": user.username, "password": PASSWORD})


def refusals():
    rows = AuditEntry.objects.filter(outcome="refused").order_by("pk")
    return [(row.act, row.details["kind"]) for row in rows]


def is_signed_in(client):
    return client.get("/drafts").status_code == 200
