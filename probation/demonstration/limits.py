"""Limited access to two of the named people."""

from datetime import datetime

from cases.models import LimitedAccess, LimitedAccessReason, Person
from core.models import User
from probation.demonstration import accounts
from probation.demonstration.named_people import EXCLUDED, RESTRICTED

EXCLUSION_MESSAGE = "You are excluded from this record because you know the person. Ask your manager."
RESTRICTION_MESSAGE = "This record is restricted. Ask the team that holds the case."


def limit_access(users: dict[str, User], *, at: datetime) -> None:
    """Excludes one user from one person, and restricts another person to two users."""
    reasons = {row.words: row for row in LimitedAccessReason.objects.all()}
    excluded, restricted = (
        Person.objects.get(crn=EXCLUDED.crn),
        Person.objects.get(crn=RESTRICTED.crn),
    )
    allowed = (accounts.PRACTITIONER.username, accounts.SENIOR.username)
    stamps = {"started_at": at, "created_at": at, "updated_at": at, "created_by": users["data.quality"]}
    LimitedAccess.objects.create(
        person=excluded,
        kind=LimitedAccess.EXCLUSION,
        user=users[accounts.EXCLUDED.username],
        reason=reasons["Relative or friend of the person"],
        message=EXCLUSION_MESSAGE,
        **stamps,
    )
    for username in allowed:
        LimitedAccess.objects.create(
            person=restricted,
            kind=LimitedAccess.RESTRICTION,
            user=users[username],
            reason=reasons["High profile case"],
            message=RESTRICTION_MESSAGE,
            **stamps,
        )
