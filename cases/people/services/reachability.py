"""Changes how a person is reached: telephone numbers, email, text messages, contacting safely."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from cases.models import Person
from cases.people.rules.reachability import check_reach
from cases.people.services.locking import lock_person
from core import audit
from core.errors import StaleVersion
from core.versions import save_changes

if TYPE_CHECKING:
    from core.models import User


@dataclass(frozen=True, kw_only=True)
class Reachability:
    """How a person is reached. `allow_sms` is None where nobody asked."""

    telephone: str = ""
    mobile: str = ""
    email: str = ""
    allow_sms: bool | None = None
    contact_preference: str = ""
    safe_contact_note: str = ""


@transaction.atomic
def change_reachability(
    person_id: int, details: Reachability, *, version: int | None, by: "User", at: datetime
) -> Person:
    person = lock_person(person_id)
    if version is not None and person.version != version:
        raise StaleVersion(person.version)
    check_reach(telephone=details.telephone, mobile=details.mobile, allow_sms=details.allow_sms)
    changed = save_changes(person, asdict(details), version=version, by=by, at=at)
    audit.record("contact-details-changed", on=person, by=by, at=at, fields=changed)
    return person
