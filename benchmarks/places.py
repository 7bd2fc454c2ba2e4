"""The addresses that are measured: who opens which pages, and of whom."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from benchmarks.browsing import Address
from benchmarks.samples import people_wanted
from benchmarks.worlds import as_owner
from cases.contacts.queries import log
from cases.contacts.services.rows import insert_contacts
from cases.models import Contact
from cases.people.queries import records
from cases.search.services.saved import save_search
from core import clock
from core.models import User
from core.screens.paging import keyset_page
from referrals.models import Referral

#: addresses of each page that are taken in turn
CASES = 40
#: contacts of a record as long as the longest there are; a page deep in it; contacts on a page
LONGEST, DEEP, PAGE_SIZE = 20_000, 600, 25
FLOOR = "/benchmarks/floor"


@dataclass(frozen=True)
class Place:
    """A page: the sign-in that opens it, and its addresses, taken in turn."""

    name: str
    sign_in: str
    addresses: list[Address]


def places() -> list[Place]:
    """Every page and form that is measured, the floor first."""
    practitioner = User.objects.get(username="practitioner")
    return [
        Place("floor", "practitioner", [FLOOR]),
        *(Place(name, "practitioner", addresses) for name, addresses in _of_practitioner(practitioner)),
        Place("team's work", "senior", ["/team/workload"]),
        Place("diary of the office", "reception", ["/diary/office"]),
        Place("supplier's referrals", "supplier.manager", ["/supplier/referrals"]),
        Place("supplier's referrals, completed", "supplier.manager", ["/supplier/referrals?tab=completed"]),
        Place("supplier's referral", "supplier.manager", _supplied()),
    ]


def _of_practitioner(user: User) -> Iterator[tuple[str, list[Address]]]:
    wanted, crns = people_wanted(CASES), [person.crn for person in held_by(user)[:CASES]]
    yield "search by name", [kept_search(user, f"{one.first_name} {one.surname}") for one in wanted]
    slipped = [f"{one.first_name_slipped} {one.surname_slipped}" for one in wanted]
    yield "search, misspelt", [kept_search(user, text) for text in slipped]
    yield "case overview", [f"/case/{crn}/" for crn in crns]
    yield "my day", ["/"]
    yield "cases", ["/cases"]
    yield "diary of a day", ["/diary/day"]
    yield "diary of a week", ["/diary/week"]
    yield "outcomes to record", ["/diary/outcomes"]
    yield "enforcement waiting", ["/diary/enforcement"]
    yield "deadlines", ["/diary/deadlines"]
    yield "alerts", ["/alerts"]
    yield "contact list", [f"/case/{crn}/contacts" for crn in crns]
    yield "practitioner's referrals", ["/referrals"]
    yield "referral", _referred(user)
    yield "form: contact", [f"/case/{crn}/contacts/add" for crn in crns]
    yield "form: outcome", [outcome_of(contact) for contact in _appointments(user)]


def held_by(user: User) -> list:
    held = records.real().filter(allocations__staff__user=user, allocations__ended_on=None).distinct()
    return list(held.order_by("pk"))


def outcome_of(contact: Contact) -> Address:
    return f"/case/{contact.person.crn}/appointments/{contact.pk}/outcome"


def _appointments(user: User) -> list[Contact]:
    """Appointments of the user's people that have passed."""
    rows = Contact.objects.filter(
        person__in=held_by(user), is_appointment=True, removed_at=None, on__lt=clock.today(), nsi=None
    )
    return list(rows.select_related("person").order_by("-on", "-pk")[:CASES])


def _referred(user: User) -> list[Address]:
    rows = Referral.objects.filter(sent_by=user).order_by("-pk")[:CASES]
    return [f"/referrals/{one.reference}/" for one in rows]


def _supplied() -> list[Address]:
    rows = Referral.objects.exclude(sent_at=None).filter(contract__grants__user__username="supplier.manager")
    return [f"/supplier/referrals/{one.reference}/" for one in rows.order_by("pk")[:CASES]]


def kept_search(user: User, text: str) -> Address:
    key = save_search({"form": "box", "q": text, "match": "all"}, by=user, at=clock.now())
    return f"/search?s={key}"


def long_list() -> tuple[Address, Address]:
    """Page 1 and page DEEP of a record with LONGEST contacts. A shorter record is lengthened."""
    held = records.real().filter(contacts__isnull=False, management_tiers__isnull=False)
    person = held.order_by("-pk").first()
    if person is None:
        raise SystemExit("Nobody in this world has a contact.")
    missing = LONGEST - Contact.objects.filter(person=person).count()
    if missing > 0:
        _lengthen(person.pk, missing)
    passed = Contact.objects.filter(person=person).order_by("-on", "-id")[DEEP * PAGE_SIZE]
    rows = Contact.objects.filter(person=person, on__lte=passed.on)
    mark = keyset_page(rows, log.LIST_KEYS, after="", before="", size=PAGE_SIZE).next
    return f"/case/{person.crn}/contacts", f"/case/{person.crn}/contacts?after={mark or ''}"


def _lengthen(person_id: int, missing: int) -> None:
    """Repeats one of the contacts on earlier and earlier days."""
    one = Contact.objects.select_related("type").filter(person=person_id).earliest("pk")
    own = {"id", "uuid", "on", "origin"}
    names = [field.attname for field in Contact._meta.concrete_fields if field.attname not in own]
    values = {"type_code": one.type.code} | {name: getattr(one, name) for name in names}
    contacts = [{**values, "on": one.on - timedelta(days=number // 4)} for number in range(1, missing + 1)]
    insert_contacts(contacts, by=None, at=clock.now())
    as_owner("VACUUM (ANALYZE) cases_contact")
