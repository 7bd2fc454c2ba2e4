"""The second step of signing in: who has one, of whom it is demanded, what an app needs to make codes.

django-otp keeps it: a TOTPDevice makes the codes of an app, a StaticDevice holds the recovery codes.
"""

import secrets
from base64 import b32encode
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import segno
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp.util import random_hex

from core import policy
from core.access import roles_of
from core.policy import Policy
from core.roles import RoleCode
from core.typed import tidying

if TYPE_CHECKING:
    from core.models import User
    from core.screens.requests import PageRequest

DIGITS = 6
RECOVERY_CODES = 10
RECOVERY_LENGTH = 10
#: from so few recovery codes on, their user is told to make new ones
FEW = 3
#: without letters and digits that look like one another
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
#: what the database can hold of a recovery code
_STORED_LENGTH = StaticToken._meta.get_field("token").max_length
ROLES = "second-step-roles"
_DUE = "second-step-due"

policy.declare(
    Policy(
        code=ROLES,
        default=[],
        words="Roles that must set up a second step when they next sign in, before anything else",
        choices=tuple((role.value, role.words) for role in RoleCode),
    )
)


@dataclass(frozen=True)
class SecondStep:
    """What a user sees of their own second step."""

    since: datetime | None
    last_used_at: datetime | None
    codes_left: int

    @property
    def has_few_codes(self) -> bool:
        return self.codes_left <= FEW


def is_set_up(user: "User") -> bool:
    """Whether the user is asked for a code when signing in with their password. 1 query."""
    return TOTPDevice.objects.filter(user_id=user.pk, confirmed=True).exists()


def who_has_one(pk: int) -> "User | None":
    """The account with this key if it has a second step, else None. 1 query."""
    device = TOTPDevice.objects.filter(user_id=pk, confirmed=True).select_related("user").first()
    return device.user if device else None


def second_step_of(user: "User") -> SecondStep | None:
    """What is set up for the user; None for nothing. 2 queries."""
    device = TOTPDevice.objects.filter(user_id=user.pk, confirmed=True).order_by("pk").first()
    if device is None:
        return None
    return SecondStep(since=device.created_at, last_used_at=device.last_used_at, codes_left=codes_left(user))


def codes_left(user: "User") -> int:
    """How many recovery codes the user has not used. 1 query."""
    return StaticToken.objects.filter(device__user_id=user.pk, device__confirmed=True).count()


def applies_to(user: "User") -> bool:
    """Whether the account signs in with a password of ours. Others have the second step of their provider."""
    return user.has_usable_password()


def is_demanded_of(user: "User") -> bool:
    """Whether a role of the user must have a second step. 2 queries."""
    return not roles_of(user).isdisjoint(policy.value(ROLES))


# --- while somebody whose role demands it has not set it up ------------------------------------------------
def note_whether_due(request: "PageRequest") -> None:
    """Notes in the session of who just signed in whether they are led to the set-up. At most 3 queries."""
    if applies_to(request.user) and is_demanded_of(request.user) and not is_set_up(request.user):
        request.session[_DUE] = True


def note_done(request: "PageRequest") -> None:
    request.session.pop(_DUE, None)


def is_due(request: HttpRequest) -> bool:
    """Whether the user of the session must set it up before anything else. No query."""
    return _DUE in getattr(request, "session", ())


# --- the codes of an app ------------------------------------------------------------------------------------
def new_key() -> str:
    """A secret for an app, as django-otp keeps it: 20 random bytes in hexadecimal digits."""
    return str(random_hex(20))


def key_in_letters(key: str) -> str:
    """The secret as somebody types it into an app: letters and digits in groups of four."""
    letters = b32encode(bytes.fromhex(key)).decode()
    return " ".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def address_for_app(key: str, user: "User") -> str:
    """The address that an app reads the secret from: otpauth://totp/..."""
    return TOTPDevice(user=user, key=key, digits=DIGITS).config_url


def picture_of(address: str) -> str:
    """The address as a QR code: SVG, black on white in every theme, as cameras need it."""
    code = segno.make(address, error="m", micro=False)
    return code.svg_inline(border=4, dark="#000", light="#fff", omitsize=True, svgclass="app-qr__picture")


# --- recovery codes -----------------------------------------------------------------------------------------
def new_recovery_codes() -> list[str]:
    """As many different codes as a user gets, as they are shown: abcde-fghjk."""
    codes: set[str] = set()
    while len(codes) < RECOVERY_CODES:
        letters = "".join(secrets.choice(_LETTERS) for _ in range(RECOVERY_LENGTH))
        codes.add(f"{letters[:5]}-{letters[5:]}")
    return sorted(codes)


def typed_code(text: str) -> str:
    """A code as it is compared: in small letters, without the spaces and hyphens that people put into it."""
    return tidying.bare(text).replace(" ", "").replace("-", "").lower()


def stored_code(code: str, user: "User") -> str:
    """What the database keeps of a recovery code: nobody who reads it there can sign in with it."""
    digest = salted_hmac("core.second_step", f"{user.pk}:{typed_code(code)}", algorithm="sha256").digest()
    return b32encode(digest).decode()[:_STORED_LENGTH]
