"""Personal contacts: relatives, a GP, who to call."""

from dataclasses import dataclass
from datetime import date

from cases.people.rules.periods import broken_period
from cases.people.rules.reachability import NOT_A_POSTCODE, phone_problems
from core.errors import RuleBroken, RulesBroken
from core.reasons import Reason
from core.typed.postcodes import read_postcode


@dataclass(frozen=True, kw_only=True)
class PersonalContactEntry:
    relationship: str
    relationship_type: str
    first_name: str
    surname: str
    started_on: date
    ended_on: date | None = None
    telephone: str = ""
    mobile: str = ""
    email: str = ""
    postcode: str = ""
    is_emergency_contact: bool = False


def check_personal_contact(entry: PersonalContactEntry) -> None:
    """Checks a personal contact. An emergency contact needs a phone number; others need only names.

    raises   RulesBroken
    source   docs/sources/cases.md#people
    """
    broken = broken_period(entry.started_on, entry.ended_on)
    for field, typed, words in (
        ("relationship", entry.relationship, Reason("Enter the relationship to the person")),
        ("relationship_type", entry.relationship_type, Reason("Select a relationship type")),
        ("first_name", entry.first_name, Reason("Enter a first name")),
        ("surname", entry.surname, Reason("Enter a last name")),
    ):
        if not typed.strip():
            broken.append(RuleBroken(f"{field.upper()}_REQUIRED", words, field))
    broken += phone_problems(phone=entry.telephone, mobile=entry.mobile, phone_field="telephone")
    if entry.postcode.strip() and read_postcode(entry.postcode) is None:
        broken.append(RuleBroken("POSTCODE_SHAPE", NOT_A_POSTCODE, "postcode"))
    broken += broken_emergency(entry.is_emergency_contact, telephone=entry.telephone, mobile=entry.mobile)
    if broken:
        raise RulesBroken(broken)


def broken_emergency(is_emergency_contact: bool, *, telephone: str, mobile: str) -> list[RuleBroken]:
    """An emergency contact needs a number."""
    if not is_emergency_contact or telephone.strip() or mobile.strip():
        return []
    words = Reason("Enter a phone number for an emergency contact")
    return [RuleBroken("PHONE_REQUIRED", words, "telephone")]
