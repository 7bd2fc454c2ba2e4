"""Every screen of the project by the name of its address, and where it is seen in the demonstration world.

Addresses without parts, and those that ask for a CRN only, need no line here; a screen about a row does. Who
opens a screen is the first of WALKERS whose roles may; `_seen_by_others` adds those who see it differently.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time, timedelta
from functools import cache
from itertools import chain
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from cases.models import Contact, EventOffence, LimitedAccess, Person, Registration
from cases.tests import factories
from cases.tests.test_screens import PARTS
from core import access, clock
from core.models import User
from core.screens.forms import FormPage
from core.screens.page import Page
from core.tests.second_steps import given as give_a_second_step
from probation.demonstration import named_people as named
from referrals.codes import AppointmentMethod, ReferralState
from referrals.models import Contract, Referral
from referrals.rules.bookings import Booking
from referrals.services.assessment_appointments import book_assessment
from referrals.tests.factories import an_assigned_referral
from risk.models import Assessment, Score
from risk.tests.factories import AssessmentFactory
from training.models import Activity

WALKERS = ("practitioner", "senior", "data.quality", "supplier.manager", "data.protection", "administrator")
#: screens that their first walker would see in another state, and who opens them
OPENERS = {"core:second-step-set-up": "senior"}
STRANGER = ""
#: screens that answer with another page or with no page, each with the reason
NO_PAGE_OF_THEIR_OWN = {
    "training:activity-open": "leads to the screen of the activity",
    "risk:offences": "answers the script of the offence look-up",
    "core:sign-in-code": "opens after a right password only: test_second_step.py",
    "core:sign-in-recovery": "as the other code",
    "core:recovery-codes": "shows codes that were made a moment ago: test_second_step.py",
}
FOR_STRANGERS = {"core:sign-in", "core:signed-out"}
#: CRN of a person made for the walk, with one row of every kind that a screen is about
FULL = "X900001"
#: CRN of the record that a screen is opened for, where it is not FULL
CRNS = {
    "cases:overview": named.ORDINARY.crn,
    "cases:contacts": named.LONG_RECORD.crn,
    "cases:contacts-print": named.LONG_RECORD.crn,
    "cases:person-enforcement": named.BREACH.crn,
    "cases:limited-access": named.EXCLUDED.crn,
    "cases:registrations": named.HIGH_RISK.crn,
    "cases:tier": named.HIGH_RISK.crn,
    "cases:transfers": named.TRANSFER_OUT.crn,
    "risk:risk": named.HIGH_RISK.crn,
    "risk:history": named.HIGH_RISK.crn,
    "risk:assessments": named.HIGH_RISK.crn,
    "risk:targeting": named.IN_CUSTODY.crn,
    "referrals:case-interventions": named.ORDINARY.crn,
    "referrals:new": named.ORDINARY.crn,
}


@dataclass(frozen=True)
class Visit:
    """One address and who opens it; STRANGER has not signed in."""

    who: str
    address: str


# --- the names ----------------------------------------------------------------------------------------------
def patterns(resolver: Any = None, namespace: str = "", parts: tuple[str, ...] = ()) -> Iterator[Any]:
    """Name, parts and view of each address, without those of Django's administration."""
    for entry in (resolver or get_resolver()).url_patterns:
        named_parts = (*parts, *entry.pattern.converters)
        if isinstance(entry, URLResolver):
            if entry.namespace != "admin":
                yield from patterns(entry, ":".join(filter(None, [namespace, entry.namespace])), named_parts)
        elif isinstance(entry, URLPattern):
            name = ":".join(filter(None, [namespace, entry.name]))
            yield name, named_parts, getattr(entry.callback, "view_class", None)


@dataclass(frozen=True)
class Screen:
    """A page that opens by its address, with GET."""

    name: str
    parts: tuple[str, ...]
    view: type[Page]


@cache
def screens() -> dict[str, Screen]:
    return {
        name: Screen(name, parts, view)
        for name, parts, view in patterns()
        if view and issubclass(view, Page) and "get" in view.http_method_names
    }


def walked(*prefixes: str) -> list[str]:
    """Names of the screens to walk: those that begin with a prefix, or all."""
    names = [name for name in screens() if name not in NO_PAGE_OF_THEIR_OWN]
    return [name for name in names if name.startswith(prefixes or ("",))]


def is_form(name: str) -> bool:
    return issubclass(screens()[name].view, FormPage)


# --- the addresses ------------------------------------------------------------------------------------------
def add_a_full_life() -> Person:
    """A person with one row of every kind that a screen is about, and an assessment in progress."""
    practitioner = User.objects.get(username="practitioner")
    team = practitioner.staff.teams.earliest("pk")
    here = {"staff": practitioner.staff, "team": team, "office": team.offices.earliest("pk")}
    person = factories.PersonFactory(crn=FULL, community_order=True, mobile="07700 900123")
    factories.AllocationFactory(person=person, staff=practitioner.staff, team=team)
    for name in PARTS:
        getattr(factories, name)(person=person)
    factories.PersonNoteFactory(person=person)
    event = person.events.get()
    order = event.disposals.get()
    requirement = factories.RequirementFactory(disposal=order)
    factories.RequirementFactory(disposal=order, unpaid_work=True)
    factories.EventOffenceFactory(event=event, is_main=False, offence=other_offence())
    for trait in ("came", "absent", "missing_outcome", "appointment"):
        factories.ContactFactory(person=person, event=event, **here, **{trait: True})
    factories.ContactFactory(
        person=person, event=event, came=True, requirement=requirement, is_rar_activity=True, **here
    )
    prison = factories.EventFactory(person=person, in_custody=True).disposals.get()
    factories.KeyDateFactory(custody=prison.custodies.get())
    factories.LicenceConditionFactory(disposal=prison)
    factories.SanctionFactory(person=person)
    factories.RegistrationFactory(person=person)
    factories.DeadlineFactory(person=person)
    AssessmentFactory(person=Person.objects.get(crn=named.BREACH.crn), assessor=practitioner)
    add_an_appointment_without_feedback(person, practitioner)
    give_a_second_step(practitioner)
    return person


def add_an_appointment_without_feedback(person: Person, practitioner: User) -> None:
    """A supplier's appointment of yesterday whose feedback has not been given."""
    booked_at, yesterday = clock.now() - timedelta(days=3), clock.today() - timedelta(days=1)
    caseworker = User.objects.get(username="supplier.caseworker")
    contract = Contract.objects.filter(grants__user=caseworker).earliest("pk")
    referral = an_assigned_referral(
        by=practitioner, person=person, contract=contract, caseworker=caseworker, at=booked_at
    )
    booking = Booking(on=yesterday, starts=time(10), length_minutes=30, method=AppointmentMethod.PHONE_CALL)
    book_assessment(referral.pk, booking, by=caseworker, at=booked_at)


def other_offence() -> Any:
    return EventOffence._meta.get_field("offence").related_model.objects.exclude(code="04600").earliest("pk")


def visits() -> dict[str, list[Visit]]:
    """Name of a screen -> its visits: by the first who may open it, in other states, and by others."""
    users = {user.username: user for user in User.objects.all()}
    found: dict[str, list[Visit]] = defaultdict(list)

    def opener(name: str) -> str:
        permission = screens()[name].view.permission
        return OPENERS.get(name) or next(
            who for who in WALKERS if permission == access.PUBLIC or access.may(users[who], permission)
        )

    for name, args, query in chain(_simple(), _of_rows(), _of_referrals(), _in_other_states()):
        who = STRANGER if name in FOR_STRANGERS else opener(name)
        found[name].append(Visit(who, reverse(name, args=args) + query))
    for who, name, *args in _seen_by_others():
        found[name].append(Visit(who, reverse(name, args=args)))
    return found


Address = tuple[str, list[Any], str]


def _simple() -> Iterator[Address]:
    """Screens whose address has no parts, or a CRN only."""
    for name in walked():
        if screens()[name].parts == ():
            yield name, [], ""
        elif screens()[name].parts == ("crn",):
            yield name, [CRNS.get(name, FULL)], ""


def _of_rows() -> Iterator[Address]:
    """Screens about one row of a person, and those of the training index."""
    person = Person.objects.get(crn=FULL)
    for factory, names in PARTS.items():
        row = getattr(factories, factory)._meta.model.objects.get(person=person)
        yield from ((f"cases:{name}", [FULL, row.pk], "") for name in names)
    contacts = Contact.objects.filter(person=person, origin="")
    past = contacts.filter(is_appointment=True, outcome=None).earliest("on", "pk")
    coming = contacts.filter(is_appointment=True, outcome=None).latest("on", "pk")
    for name in ("contact", "contact-edit", "contact-note", "contact-remove", "appointment"):
        yield f"cases:{name}", [FULL, coming.pk], ""
    yield "cases:appointment-outcome", [FULL, past.pk], ""
    yield "cases:appointment-reschedule", [FULL, coming.pk], ""
    yield "cases:sanction-remove", [FULL, person.sanctions.get().pk], ""
    registration = Registration.objects.get(person=person)
    for name in ("registration", "registration-review", "registration-end"):
        yield f"cases:{name}", [FULL, registration.pk], ""
    for name in ("sentence", "offence-add"):
        yield f"cases:{name}", [FULL, 1], ""
    yield "cases:key-dates", [FULL, 2], ""
    lesser = EventOffence.objects.get(event__person=person, is_main=False, event__number=1)
    yield "cases:offence-remove", [FULL, 1, lesser.pk], ""
    requirement = person.events.get(number=1).disposals.get().requirements.earliest("pk")
    for name in ("requirement", "requirement-end"):
        yield f"cases:{name}", [FULL, 1, requirement.pk], ""
    limit = LimitedAccess.objects.filter(person__crn=named.EXCLUDED.crn, ended_at=None).earliest("pk")
    yield "cases:limited-access-end", [named.EXCLUDED.crn, limit.pk], ""
    done = Assessment.objects.filter(person__crn=named.HIGH_RISK.crn, status="COMPLETE").earliest("pk")
    yield "risk:assessment", [named.HIGH_RISK.crn, done.pk], ""
    begun = Assessment.objects.get(person__crn=named.BREACH.crn, status="OPEN")
    yield "risk:assessment-answers", [named.BREACH.crn, begun.pk], ""
    score = Score.objects.filter(person__crn__startswith="X0000").earliest("pk")
    yield "risk:score", [score.person.crn, score.pk], ""
    yield "core:second-step-remove", [User.objects.get(username="practitioner").pk], ""
    yield "training:job-title", [1], ""
    yield "training:activity", [Activity.objects.earliest("pk").code], ""


def _of_referrals() -> Iterator[Address]:
    yield "referrals:service", [Contract.objects.earliest("pk").uuid], ""
    draft = Referral.objects.get(person__crn=named.ORDINARY.crn, state=ReferralState.DRAFT)
    sent = Referral.objects.exclude(state=ReferralState.DRAFT).get(person__crn=named.ORDINARY.crn)
    for name in walked("referrals:draft"):
        of, more = (sent, []) if name == "referrals:draft-sent" else (draft, [])
        if "n" in screens()[name].parts:
            more = [1]
        yield name, [of.person.crn, of.uuid, *more], ""
    for name in walked("referrals:"):
        if screens()[name].parts == ("ref",):
            yield name, [sent.reference], ""
    fresh = Referral.objects.get(person__crn=named.IN_CUSTODY.crn)
    yield "referrals:assign", [fresh.reference], ""
    for crn in (named.IN_CUSTODY.crn, named.HIGH_RISK.crn, named.BREACH.crn):
        of = Referral.objects.get(person__crn=crn)
        for name in ("progress", "supplier-referral", "assessment-appointment"):
            yield f"referrals:{name}", [of.reference], ""
    booked = Referral.objects.get(person__crn=named.HIGH_RISK.crn)
    yield "referrals:assessment-appointment", [booked.reference], "?do=rebook"
    waits = Referral.objects.get(person__crn=FULL)
    yield "referrals:assessment-appointment", [waits.reference], ""


def _in_other_states() -> Iterator[Address]:
    """The same screens for people with other records, and with a query in the address."""
    for crn in (named.HIGH_RISK.crn, named.IN_CUSTODY.crn, named.BREACH.crn, named.ADJUSTMENTS.crn, FULL):
        yield "cases:overview", [crn], ""
    for name in ("sentences", "personal", "officers"):
        yield f"cases:{name}", [named.IN_CUSTODY.crn], ""
    for name in ("risk", "assessments", "tier"):
        yield ("cases:" if name == "tier" else "risk:") + name, [named.IN_CUSTODY.crn], ""
    yield "risk:risk", [named.UNPAID_WORK.crn], ""
    yield "cases:contacts", [FULL], ""
    yield "cases:contacts", [named.LONG_RECORD.crn], "?sort=type&page=2"
    yield "cases:print", [FULL], "?show=1&parts=main&parts=sentences&parts=contacts"
    yield "cases:offence-add", [FULL, 1], "?find=046"
    yield "cases:circumstance-add", [FULL], "?type=A"
    yield "cases:registration-add", [FULL], "?type=RVHR"
    yield "cases:diary-deadlines", [], "?within=all"
    yield "cases:caseload", [], "?due=no_next&tier=NONE"
    for name in ("caseload", "alerts", "diary-week", "diary-outcomes", "diary-transfers"):
        yield f"cases:{name}", [], "?officer=team"
    yield "referrals:referrals", [], "?tab=draft"
    yield "referrals:supplier-referrals", [], "?tab=unassigned"
    draft = Referral.objects.get(person__crn=named.ORDINARY.crn, state=ReferralState.DRAFT)
    yield "referrals:draft-risk-edit", [named.ORDINARY.crn, draft.uuid], "?compare=1"


def _seen_by_others() -> Iterator[tuple[Any, ...]]:
    """Users who see a screen differently from the one who opens it first."""
    for who in ("senior", "case.admin", "reception", "unpaid.work.admin", "data.quality", "data.protection"):
        yield who, "core:my-day"
        yield who, "cases:overview", named.ORDINARY.crn
    for who in ("corporate", "approved.premises", "programmes", "partnerships", "unpaid.work.supervisor"):
        yield who, "core:my-day"
    for who in ("supplier.manager", "supplier.caseworker", "administrator"):
        yield who, "core:my-day"
    yield "supplier.caseworker", "referrals:supplier-referrals"
    yield "supplier.manager", "training:index"
    yield "senior", "core:second-step"
    for who in ("senior", "reception"):
        yield who, "cases:diary-office"
        yield who, "cases:contacts", named.ORDINARY.crn
        yield who, "cases:personal", named.ORDINARY.crn
    for who in ("data.protection", "approved.premises"):
        yield who, "core:work"
    yield "case.admin", "cases:team-workload"
    yield "excluded", "cases:caseload"
    yield "senior", "cases:limited-access", named.RESTRICTED.crn
    yield "senior", "cases:caseload"
