"""Contacts of a person: the list and its filters, one contact with its notes, what a form offers."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, F, FilteredRelation, Max, Min, OuterRef, Q, QuerySet, Value
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
from core.built_once import built_once
from core.models import Office, Staff
from core.models.bases import in_force, may_be_chosen
from core.screens.paging import by_keys
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


def of_person(person: Person | int) -> QuerySet[Contact]:
    """Contacts of a person (or of the one with that key) that are not removed, unsorted."""
    return Contact.objects.filter(person=person, removed_at=None)


def listed(person: Person, criteria: Criteria, *, today: date) -> QuerySet[Contact]:
    """The contacts of the list. `shown` gives those of a page with all that a row shows."""
    return narrowed(of_person(person), criteria, today=today)


def shown(keys: list[int]) -> list[Contact]:
    """Contacts with all that a row shows, unsorted. 2 queries, of which one reads their notes."""
    rows, notes = _rows_shown(keys), notes_for(keys)
    for row in rows:
        row.newest_notes = notes.get(row.pk, [])  # type: ignore[attr-defined]
    return rows


def page_of(rows: QuerySet[Contact], start: int, size: int) -> list[Contact]:
    """So many of the contacts in their order, with all that a row shows. 3 queries."""
    return by_keys(rows[start : start + size], shown)


@built_once
def _rows_shown(keys: list[int]) -> QuerySet[Contact]:
    return Contact.objects.filter(pk__among=keys).select_related(*LISTED)


def to_come(rows: QuerySet[Contact], *, at: datetime) -> list[Contact]:
    """Those of the rows that are still to begin, soonest first, 100 at most. 3 queries."""
    return page_of(rows.filter(to_begin(at)).order_by("on", "start_time", "pk"), 0, COMING_SHOWN)


def years_of(person: Person, *, today: date) -> list[int]:
    """Every year from the person's last contact up to today back to the first, whatever each holds. 1 query.

    It reads both ends of the index contacts_of_a_person and counts nothing.
    """
    [(first, last)] = _ends(person.pk, today)
    return list(range(last.year, first.year - 1, -1)) if first and last else []


@built_once
def _ends(person_id: int, today: date) -> QuerySet[Contact, tuple[date | None, date | None]]:
    rows = of_person(person_id).filter(on__lte=today).annotate(all_of_them=Value(True)).values("all_of_them")
    return rows.annotate(first=Min("on"), last=Max("on")).values_list("first", "last")


def sorted_by(rows: QuerySet[Contact], name: str, *, down: bool) -> QuerySet[Contact]:
    """Sorted by date ("on") or in one of ORDERS. Contacts without the value sorted by come last."""
    named = ORDERS.get(name, LIST_KEYS)
    keys = [F(key).desc(nulls_last=True) if down else F(key).asc(nulls_last=True) for key in named]
    return rows.order_by(*keys, "-on", "-pk")


def notes_for(contact_ids: list[int]) -> dict[int, list[ContactNote]]:
    """Notes by contact, newest first. 1 query, none without contacts."""
    found: dict[int, list[ContactNote]] = {}
    for note in _notes(contact_ids) if contact_ids else ():
        found.setdefault(note.contact_id, []).append(note)
    return found


@built_once
def _notes(contact_ids: list[int]) -> QuerySet[ContactNote]:
    return newest_first(ContactNote.objects.filter(contact_id__among=contact_ids))


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
    found = _of_page(person.pk, pk)
    return found[0] if found else None


@built_once
def _of_page(person_id: int, pk: int) -> QuerySet[Contact]:
    rows = of_person(person_id).filter(pk=pk).select_related("person", *LISTED)
    return rows.prefetch_related(*NAMED, newest_notes(Contact))


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
    numbered = _("Sentence %(n)s")
    return FilterParts(
        categories=_categories(),
        types=_held(person.pk, model=ContactType, column="type_id"),
        outcomes=_held(person.pk, model=ContactOutcome, column="outcome_id"),
        officers=[(str(staff.pk), staff.name) for staff in _officers_of(person.pk)],
        sentences=[(str(pk), numbered % {"n": number}) for pk, number in _sentences_of(person.pk)],
    )


@built_once
def _categories() -> QuerySet[ContactCategory, tuple[str, str]]:
    return ContactCategory.objects.order_by("words__alphabetical").values_list("code", "words")


@built_once
def _sentences_of(person_id: int) -> QuerySet[Event, tuple[int, int]]:
    rows = Event.objects.filter(person=person_id, removed_at=None)
    return rows.order_by("-number").values_list("pk", "number")


@built_once
def _held(
    person_id: int, *, model: type[ContactType | ContactOutcome], column: str
) -> QuerySet[Any, tuple[str, str]]:
    """Code and words of the types or outcomes that the person's contacts have, by words."""
    ids = of_person(person_id).order_by().values(column).distinct()
    rows = model._default_manager.filter(pk__in=ids)
    return rows.order_by("words__alphabetical", "pk").values_list("code", "words")


@built_once
def _officers_of(person_id: int) -> QuerySet[Staff]:
    """The officers of the person's contacts, by name."""
    ids = of_person(person_id).order_by().values("staff_id").distinct()
    rows = Staff.objects.filter(pk__in=ids)
    return rows.order_by("surname__alphabetical", "first_name__alphabetical", "pk")


# --- what a form offers -----------------------------------------------------------------------------


@built_once
def types(on: date, *, appointments_only: bool = False) -> QuerySet[ContactType]:
    """Types of contact that people may enter, by words. 1 query."""
    rows = ContactType.objects.filter(may_be_chosen(on), is_system=False)
    if appointments_only:
        rows = rows.filter(is_attendance=True)
    return rows.select_related("category").order_by("words__alphabetical", "pk")


def most_used_types(user: "User") -> list[str]:
    """Codes of the six types offered first: those the user has entered most among their last 500 contacts.

    Where these are fewer, the nation's most used fill them up (ContactType.usual_place). 2 queries, of which
    one uses the index contacts_somebody_entered.
    """
    times = Counter(_types_entered(user.pk))
    known = _types_among(list(times))
    own = sorted((-times[key], code) for key, code, _place in known if key in times)
    usual = sorted((place, key, code) for key, code, place in known if place is not None)
    every = [*(code for _times, code in own), *(code for _place, _key, code in usual)]
    return list(dict.fromkeys(every))[:MOST_USED]


@built_once
def _types_entered(user_id: int) -> QuerySet[Contact, int]:
    entered = Contact.objects.filter(created_by=user_id, is_system=False).order_by("-pk")
    return entered.values_list("type", flat=True)[:MOST_USED_OF]


@built_once
def _types_among(keys: list[int]) -> QuerySet[ContactType, tuple[int, str, int | None]]:
    kinds = ContactType.objects.filter(Q(pk__among=keys) | Q(usual_place__isnull=False))
    return kinds.values_list("pk", "code", "usual_place")


@built_once
def outcomes(on: date) -> QuerySet[ContactOutcome]:
    return ContactOutcome.objects.filter(may_be_chosen(on)).order_by("words__alphabetical", "pk")


@built_once
def actions(on: date) -> QuerySet[EnforcementAction]:
    return EnforcementAction.objects.filter(may_be_chosen(on)).order_by("words__alphabetical", "pk")


@built_once
def offices(team_ids: list[int], on: date) -> QuerySet[Office]:
    """Open offices of the teams, by name. 1 query."""
    rows = Office.objects.filter(in_force(on), teams__among=team_ids).distinct()
    return rows.order_by("name__alphabetical", "pk")


def parts(person: Person, *, held: Contact | None = None) -> list[tuple[ComponentKind, int, str]]:
    """What a contact may relate to: kind, key and words of every open part of the record. 4 queries.

    held   a contact whose own parts are among them although they have ended
    """

    def own(key: str) -> int:
        return getattr(held, key, None) or NO_KEY

    events = _events_to_relate_to(person.pk, own("event_id"))
    found = [
        (ComponentKind.EVENT, pk, f"{number}: {words}" if words else str(number))
        for pk, number, words in events
    ]
    for kind, model, column in PARTS:
        rows = _parts(person.pk, own(column), model=model)
        found += [(kind, pk, words) for pk, words in rows]
    return found


#: the parts of a record besides events: kind, table, and the contact's key to it
PARTS = (
    (ComponentKind.REQUIREMENT, Requirement, "requirement_id"),
    (ComponentKind.LICENCE_CONDITION, LicenceCondition, "licence_condition_id"),
    (ComponentKind.NSI, Nsi, "nsi_id"),
)
NO_KEY = 0


def _is_open(own_id: int) -> Q:
    return Q(removed_at=None) & (Q(ended_on=None) | Q(pk=own_id))


@built_once
def _events_to_relate_to(person_id: int, own_id: int) -> QuerySet[Event, tuple[int, int, str | None]]:
    sentence = FilteredRelation("disposals", condition=Q(disposals__removed_at=None))
    rows = Event.objects.filter(_is_open(own_id), person=person_id).annotate(sentence=sentence)
    return rows.order_by("-number").values_list("pk", "number", "sentence__type__words")


@built_once
def _parts(
    person_id: int, own_id: int, *, model: type[Requirement | LicenceCondition | Nsi]
) -> QuerySet[Any, tuple[int, str]]:
    owner = "person" if model is Nsi else "disposal__event__person"
    rows = model._default_manager.filter(_is_open(own_id), **{owner: person_id})
    return rows.order_by("pk").values_list("pk", "type__words")
