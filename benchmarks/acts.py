"""Acts over HTTP: an outcome, a contact and a referral sent by their forms. The sending alone is timed."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import count, product

from benchmarks.browsing import Address, Browser, act_on, served
from benchmarks.measure import alternate
from benchmarks.places import CASES, FLOOR, held_by, outcome_of
from benchmarks.report import Finding, Line, Note
from cases.contacts.services.rows import insert_contacts
from cases.models import Contact, Person
from core import clock
from core.models import User
from probation.demonstration.national import TYPES, contracts_by_region
from probation.demonstration.referral_teller import READY, ReferralMaker, Story
from referrals.models import Referral


def run(*, rounds: int, sample: int) -> Iterator[Finding]:
    cases = range(min(CASES, sample))
    times = (rounds + 1) * len(cases)
    user, begun = User.objects.get(username="practitioner"), clock.now()
    crns, number = [person.crn for person in held_by(user)], count(1)
    outcomes, drafts = iter(_appointments(user, times)), iter(_drafts(user, times))
    with served() as port:
        browser = Browser(port, user)

        def write_contact(case: int) -> float:
            address = f"/case/{crns[case % len(crns)]}/contacts/add"
            return browser.send(address, type="CTOA", description=f"Number {next(number)} of {begun:%c}")

        acts = {
            "floor": act_on(browser, [FLOOR]),
            "contact written": write_contact,
            "outcome sent": lambda _: browser.send(next(outcomes)),
            "referral sent": lambda _: browser.send(next(drafts)),
        }
        met = alternate(acts, cases, rounds=rounds)
    floor = met.pop("floor")
    for name, timings in met.items():
        yield Line(what=name, reference="floor page", real=timings, bare=floor, by="p95", most=5)
    yield Note("Acts: each is done once with each form; the time is from the sending to its redirect.")


def _appointments(user: User, how_many: int) -> list[Address]:
    """Forms for the outcomes of appointments that have passed: planned ones are repeated on earlier days."""
    planned = Contact.objects.filter(
        person__in=held_by(user), is_appointment=True, outcome=None, removed_at=None, nsi=None, origin=""
    ).select_related("type", "person")
    like = [one for one in planned.order_by("pk") if not one.type.is_system]
    last = Contact.objects.order_by("-pk").values_list("pk", flat=True)[0]
    names = [
        field.attname
        for field in Contact._meta.concrete_fields
        if field.attname not in {"id", "uuid", "on", "origin"}
    ]
    repeated = [like[number % len(like)] for number in range(how_many)]
    insert_contacts(
        [
            {name: getattr(one, name) for name in names}
            | {"type_code": one.type.code, "on": clock.today() - timedelta(days=1 + number // len(like))}
            for number, one in enumerate(repeated)
        ],
        by=user,
        at=clock.now(),
    )
    added = Contact.objects.filter(pk__gt=last, is_appointment=True).select_related("person").order_by("pk")
    return [outcome_of(contact) for contact in added]


def _drafts(user: User, how_many: int) -> list[Address]:
    """Forms that send a referral which is ready, each of another person or to another service."""
    users = {one.username: one for one in User.objects.filter(username__startswith="supplier.")}
    maker = ReferralMaker(users | {"practitioner": user}, clock.today())
    made = []
    for person, contract in _referrable(how_many):
        draft = maker.refer(person, Story(contract, 0, draft=READY))
        made.append(f"/case/{person.crn}/referrals/{draft.uuid}/draft/check")
    if len(made) < how_many:
        raise SystemExit("This world has too few people to refer: acts want one of 4,000 or more.")
    return made


def _referrable(how_many: int) -> Iterator[tuple[Person, str]]:
    """People on a community sentence, and contracts of their region to which they were not yet referred."""
    contracts, left = contracts_by_region(), how_many
    people = Person.objects.filter(
        removed_at=None,
        merged_into=None,
        practice_learner=None,
        sex__code="M",
        allocations__ended_on=None,
        events__disposals__terminated_on=None,
        events__disposals__custodies=None,
        events__disposals__expected_end_on__gt=clock.today() + timedelta(days=100),
        assessments__status="COMPLETE",
    )
    for person, type_ in product(people.distinct().order_by("-pk")[: how_many * 10], TYPES):
        contract = next(iter(contracts.get((person.region_id, type_), ())), None)
        if contract and not Referral.objects.filter(person=person, contract__type=contract.type).exists():
            yield person, contract.reference
            left -= 1
            if not left:
                return
