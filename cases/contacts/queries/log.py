"""Contacts of a person: the list and its filters, one contact with its notes, what a form offers."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Exists, F, Max, Min, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from cases.codes import ComponentKind
from cases.contacts.queries.waiting import to_begin, waits_for_outcome
from cases.models import (
    Contact,
    ContactCategory,
    ContactNote,
    ContactOutcome,
    ContactType,
    EnforcementAction,
    Event,
    LicenceCondition,
    Nsi,
    Person,
    Requirement,
)
from cases.people.queries.notes import newest_first, newest_notes
from core.models import Office, Staff
from core.models.bases import in_force, may_be_chosen
from core.typed.terms import terms

if TYPE_CHECKING:
    from core.models import User

LIST_KEYS = ("on", "id")
COMING_SHOWN = 100
#: orders of the list besides the one by date; rows that are alike come newest first
ORDERS = {
    "type": ("type__words__alphabetical",),
    "officer": ("staff__surname__alphabetical", "staff__first_name__alphabetical"),
    "outcome": ("outcome__words__alphabetical",),
}
MOST_USED = 6
MOST_USED_OF = 500
LISTED = (
    "type__category",
    "outcome",
    "enforcement_action",
    "staff",
    "event",
    "requirement__type",
    "licence_condition__type",
    "nsi__type",
)
#: what the page of a contact names besides LISTED
NAMED = ("team", "office", "created_by", "updated_by", "clash_accepted_by", "linked_to__type")


@dataclass(frozen=True, kw_only=True)
class Criteria:
    """What narrows the contact list. Empty criteria show all contacts.

    words             keywords in type, description and notes; only in the type of a sensitive contact, unless
                      the user may read it
    reads_sensitive   whether the user may read sensitive contacts
    only              keys of the contacts to show
    """

    since: date | None = None
    until: date | None = None
    categories: tuple[str, ...] = ()
    type_code: str = ""
    outcome_code: str = ""
    staff_id: int | None = None
    event_id: int | None = None
    national_standards: bool = False
    no_outcome: bool = False
    enforcement: bool = False
    alert: bool = False
    hide_system: bool = False
    words: str = ""
    reads_sensitive: bool = False
    only: tuple[int, ...] = field(default=())


def of_person(person: Person) -> QuerySet[Contact]:
    """Contacts of a person that are not removed, unsorted."""
    return Contact.objects.filter(person=person, removed_at=None)


def listed(person: Person, criteria: Criteria, *, today: date) -> QuerySet[Contact]:
    """Rows of the contact list with all that a row shows. 2 queries a page, however deep."""
    rows = narrowed(of_person(person), criteria, today=today)
    return rows.select_related(*LISTED).prefetch_related(newest_notes(Contact))


def to_come(rows: QuerySet[Contact], *, at: datetime) -> list[Contact]:
    """Those of the rows that are still to begin, soonest first, 100 at most. 1 query, 1 more for notes."""
    return list(rows.filter(to_begin(at)).order_by("on", "start_time", "pk")[:COMING_SHOWN])


def years_of(person: Person, *, today: date) -> list[int]:
    """Every year from the person's last contact up to today back to the first, whatever each holds. 1 query.

    It reads both ends of the index contacts_of_a_person and counts nothing.
    """
    ends = of_person(person).filter(on__lte=today).aggregate(first=Min("on"), last=Max("on"))
    if ends["first"] is None:
        return []
    return list(range(ends["last"].year, ends["first"].year - 1, -1))


def sorted_by(rows: QuerySet[Contact], name: str, *, down: bool) -> QuerySet[Contact]:
    """Sorted by date ("on") or in one of ORDERS. Contacts without the value sorted by come last."""
    named = ORDERS.get(name, LIST_KEYS)
    keys = [F(key).desc(nulls_last=True) if down else F(key).asc(nulls_last=True) for key in named]
    return rows.order_by(*keys, "-on", "-pk")


def notes_for(contact_ids: list[int]) -> dict[int, list[ContactNote]]:
    """Notes by contact, newest first. 1 query, none without contacts."""
    found: dict[int, list[ContactNote]] = {}
    if contact_ids:
        for note in newest_first(ContactNote.objects.filter(contact_id__in=contact_ids)):
            found.setdefault(note.contact_id, []).append(note)
    return found


def narrowed(rows: QuerySet[Contact], criteria: Criteria, *, today: date) -> QuerySet[Contact]:
    chosen = {
        "on__gte": criteria.since,
        "on__lte": criteria.until,
        "staff_id": criteria.staff_id,
        "event_id": criteria.event_id,
        "type__code": criteria.type_code or None,
        "outcome__code": criteria.outcome_code or None,
    }
    rows = rows.filter(**{name: value for name, value in chosen.items() if value is not None})
    if criteria.categories:
        rows = rows.filter(type__category__code__in=criteria.categories)
    if criteria.only:
        rows = rows.filter(pk__in=criteria.only)
    if criteria.national_standards:
        rows = rows.filter(is_national_standards=True)
    if criteria.no_outcome:
        rows = rows.filter(waits_for_outcome(today=today))
    if criteria.enforcement:
        rows = rows.filter(Q(enforcement_open=True) | Q(enforcement_action__isnull=False))
    if criteria.alert:
        rows = rows.filter(is_alert=True)
    if criteria.hide_system:
        rows = rows.filter(is_system=False)
    for word in terms(criteria.words) or criteria.words.split():
        rows = rows.filter(_says(word, criteria.reads_sensitive))
    return rows


def _says(word: str, reads_sensitive: bool) -> Q:
    """A word in the notes counts only for users who may read them, since a hit gives the text away."""
    noted = Exists(ContactNote.objects.filter(_holds("text", word), contact=OuterRef("pk")))
    readable = Q(noted) if reads_sensitive else Q(noted, is_sensitive=False)
    described = _holds("description", word)
    if not reads_sensitive:
        described &= Q(is_sensitive=False)
    return readable | described | _holds("type__words", word)


#: Plain signs of a word that is searched for -> how they may stand in a text, which keeps its own.
_SIGNS = {"'": "['`\u00b4\u02bb\u02bc\u2018\u2019\u2032]", "-": "[\u2010-\u2015\u2212-]"}


def _holds(column: str, word: str) -> Q:
    """Rows whose column has the word, in capitals or small letters: don't is also found as don’t."""
    if not _SIGNS.keys() & set(word):
        return Q(**{f"{column}__icontains": word})
    pattern = "".join(_SIGNS.get(char) or re.escape(char) for char in word)
    return Q(**{f"{column}__iregex": pattern})


def find(person: Person, pk: int) -> Contact | None:
    """One contact of the person with everything its page shows; None when it is not theirs.

    2 queries, and 1 for each of NAMED that the contact has: a join of them all takes longer to plan.
    """
    rows = of_person(person).select_related("person", *LISTED)
    return rows.prefetch_related(*NAMED, newest_notes(Contact)).filter(pk=pk).first()


def following(contact: Contact) -> list[Contact]:
    """Contacts linked to this one: letters, reviews, the appointment it was moved to. 1 query."""
    rows = contact.followed_by.filter(removed_at=None).select_related("type", "outcome")
    return list(rows.order_by("on", "pk"))


@dataclass(frozen=True)
class FilterParts:
    """What the filter of the list offers: pairs of value and words."""

    categories: list[tuple[str, str]]
    types: list[tuple[str, str]]
    outcomes: list[tuple[str, str]]
    officers: list[tuple[str, str]]
    sentences: list[tuple[str, str]]


def parts_to_filter(person: Person) -> FilterParts:
    """What the filter offers: every category, and what the person's contacts have. 5 queries."""
    categories = ContactCategory.objects.order_by("words__alphabetical").values_list("code", "words")
    events = Event.objects.filter(person=person, removed_at=None).order_by("-number")
    return FilterParts(
        categories=list(categories),
        types=_held(ContactType, person, "type_id"),
        outcomes=_held(ContactOutcome, person, "outcome_id"),
        officers=[(str(staff.pk), staff.name) for staff in officers_of(person)],
        sentences=[
            (str(pk), _("Sentence %(n)s") % {"n": number})
            for pk, number in events.values_list("pk", "number")
        ],
    )


def _held(model: type[ContactType | ContactOutcome], person: Person, column: str) -> list[tuple[str, str]]:
    """Code and words of the types or outcomes that the person's contacts have, by words. 1 query."""
    ids = of_person(person).order_by().values(column).distinct()
    return list(
        model.objects.filter(pk__in=ids).order_by("words__alphabetical", "pk").values_list("code", "words")
    )


def officers_of(person: Person) -> list[Staff]:
    """The officers of the person's contacts, by name. 1 query."""
    ids = of_person(person).order_by().values("staff_id").distinct()
    return list(
        Staff.objects.filter(pk__in=ids).order_by("surname__alphabetical", "first_name__alphabetical", "pk")
    )


# --- what a form offers -----------------------------------------------------------------------------


def types(*, on: date, appointments_only: bool = False) -> list[ContactType]:
    """Types of contact that people may enter, by words. 1 query."""
    rows = ContactType.objects.filter(may_be_chosen(on), is_system=False)
    if appointments_only:
        rows = rows.filter(is_attendance=True)
    return list(rows.select_related("category").order_by("words__alphabetical", "pk"))


def most_used_types(user: "User") -> list[str]:
    """Codes of the six types offered first: those the user has entered most among their last 500 contacts.

    Where these are fewer, the nation's most used fill them up (ContactType.usual_place). 2 queries, of which
    one uses the index contacts_somebody_entered.
    """
    entered = Contact.objects.filter(created_by=user, is_system=False).order_by("-pk")
    times = Counter(entered.values_list("type", flat=True)[:MOST_USED_OF])
    kinds = ContactType.objects.filter(Q(pk__in=times) | Q(usual_place__isnull=False))
    known = list(kinds.values_list("pk", "code", "usual_place"))
    own = sorted((-times[key], code) for key, code, _place in known if key in times)
    usual = sorted((place, key, code) for key, code, place in known if place is not None)
    every = [*(code for _times, code in own), *(code for _place, _key, code in usual)]
    return list(dict.fromkeys(every))[:MOST_USED]


def outcomes(*, on: date) -> list[ContactOutcome]:
    return list(ContactOutcome.objects.filter(may_be_chosen(on)).order_by("words__alphabetical", "pk"))


def actions(*, on: date) -> list[EnforcementAction]:
    return list(EnforcementAction.objects.filter(may_be_chosen(on)).order_by("words__alphabetical", "pk"))


def offices(team_ids: set[int], *, on: date) -> list[Office]:
    """Open offices of the teams, by name. 1 query."""
    rows = Office.objects.filter(in_force(on), teams__in=team_ids).distinct()
    return list(rows.order_by("name__alphabetical", "pk"))


def parts(person: Person, *, held: Contact | None = None) -> list[tuple[ComponentKind, int, str]]:
    """What a contact may relate to: kind, key and words of every open part of the record. 4 queries.

    held   a contact whose own parts are among them although they have ended
    """
    found: list[tuple[ComponentKind, int, str]] = []

    def is_open(key: str) -> Q:
        own = Q(pk=getattr(held, key)) if held is not None else Q(pk=None)
        return Q(removed_at=None) & (Q(ended_on=None) | own)

    events = Event.objects.filter(is_open("event_id"), person=person)
    events = events.prefetch_related("disposals__type").order_by("-number")
    for event in events:
        disposal = next((row for row in event.disposals.all() if row.removed_at is None), None)
        words = f"{event.number}: {disposal.type.words}" if disposal else str(event.number)
        found.append((ComponentKind.EVENT, event.pk, words))
    of_mine = {"disposal__event__person": person}
    requirements = Requirement.objects.filter(is_open("requirement_id"), **of_mine)
    for requirement in requirements.select_related("type").order_by("pk"):
        found.append((ComponentKind.REQUIREMENT, requirement.pk, requirement.type.words))
    conditions = LicenceCondition.objects.filter(is_open("licence_condition_id"), **of_mine)
    for condition in conditions.select_related("type").order_by("pk"):
        found.append((ComponentKind.LICENCE_CONDITION, condition.pk, condition.type.words))
    nsis = Nsi.objects.filter(is_open("nsi_id"), person=person)
    for nsi in nsis.select_related("type").order_by("pk"):
        found.append((ComponentKind.NSI, nsi.pk, nsi.type.words))
    return found
