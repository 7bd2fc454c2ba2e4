"""Scores of a person, the inputs of OGRS3 that the record holds, and the search for offence codes."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Q, QuerySet

from cases.models import Custody, Disposal, EventOffence, Offence, Person, Sanction
from cases.sentences.queries.events import offence_says
from core.calendar.ages import age_on
from core.models.bases import may_be_chosen
from core.reasons import Reason
from core.typed.terms import terms
from risk.codes import Gender
from risk.models import Score
from risk.rules.predictors import Ogrs3Inputs
from risk.rules.reference_tables import NEED_DETAIL, ogrs3_group_of_offence, ogrs3_offence_labels

OFFENCES_SHOWN = 20
#: types of key date that may give the expected release, the surest first
RELEASE_DATES = ("EXP", "ACR", "HDE", "PED")


def scores_of(person_id: int) -> QuerySet[Score]:
    """All scores of a person, newest first."""
    return Score.objects.filter(person_id=person_id).select_related("scored_by").order_by("-scored_at", "-pk")


@dataclass(frozen=True, kw_only=True)
class Ogrs3Prefill:
    """The inputs of OGRS3 that the record holds.

    sources   name of an input -> Reason that says where it came from
    """

    inputs: Ogrs3Inputs
    sources: dict[str, Reason]


def ogrs3_from_record(person: Person) -> Ogrs3Prefill:
    """The inputs of OGRS3 for the newest conviction on the record. Costs at most 6 queries.

    Sanctions are counted over the whole life up to that conviction, which is counted as one of them.
    """
    on_record, sources = _OnRecord(), {}
    sources["gender"] = sources["born_on"] = Reason("From personal details")
    main = _main_offence(person.pk)
    if main is not None:
        number, on_record.convicted_on, on_record.offence_code = main
        sources["convicted_on"] = sources["offence_code"] = Reason("From sentence {number}", number=number)
        on_record.followup_on, source = _followup(person.pk, number)
        if source:
            sources["followup_on"] = source
    days = _sanctions(person.pk, on_record.convicted_on)
    if days:
        on_record.total = len(days)
        on_record.first_age = age_on(person.born_on, min(days))
        sources["total_sanctions"] = sources["age_at_first_sanction"] = Reason(
            "Counted from the sanctions on the record ({count})", count=len(days)
        )
    genders = {gender.value: gender for gender in Gender}
    inputs = Ogrs3Inputs(
        gender=genders.get(person.sex.code),
        born_on=person.born_on,
        convicted_on=on_record.convicted_on,
        followup_on=on_record.followup_on,
        age_at_first_sanction=on_record.first_age,
        total_sanctions=on_record.total,
        offence_code=on_record.offence_code,
    )
    return Ogrs3Prefill(inputs=inputs, sources=sources)


@dataclass
class _OnRecord:
    convicted_on: date | None = None
    offence_code: str | None = None
    followup_on: date | None = None
    first_age: int | None = None
    total: int | None = None


def _main_offence(person_id: int) -> tuple[int, date | None, str] | None:
    """Event number, conviction date and offence code of the newest conviction."""
    return (
        EventOffence.objects.filter(
            event__person_id=person_id, is_main=True, removed_at=None, event__removed_at=None
        )
        .filter(event__convicted_on__isnull=False)
        .order_by("-event__convicted_on", "-event__number")
        .values_list("event__number", "event__convicted_on", "offence__code")
        .first()
    )


def _followup(person_id: int, number: int) -> tuple[date | None, Reason | None]:
    """The start of follow-up, and where on the record it was found; both None when it was not.

    It is the day of release from custody, actual or expected, or the day the community sentence began.
    """
    disposal = (
        Disposal.objects.filter(event__person_id=person_id, event__number=number, removed_at=None)
        .filter(event__removed_at=None)
        .select_related("type")
        .first()
    )
    if disposal is None:
        return None, None
    if not disposal.is_custodial:
        return disposal.sentenced_on, Reason("Start of the community sentence")
    custody = Custody.objects.filter(disposal=disposal, removed_at=None).first()
    if custody is None:
        return None, None
    if custody.released_on:
        return custody.released_on, Reason("Release from custody")
    dates = dict(custody.key_dates.filter(removed_at=None).values_list("type__code", "on"))
    day = next((dates[code] for code in RELEASE_DATES if code in dates), None)
    return day, Reason("Earliest expected release") if day else None


def _sanctions(person_id: int, convicted_on: date | None) -> list[date]:
    """The days of sanctions, earliest first. With a conviction: those up to it, and the day of it."""
    rows = Sanction.objects.filter(person_id=person_id, removed_at=None)
    days = set(rows.values_list("sanctioned_on", flat=True))
    if convicted_on:
        days = {day for day in days if day <= convicted_on} | {convicted_on}
    return sorted(days)


class OffenceChoice(NamedTuple):
    """An offence to choose from, the words of its OGRS3 group, and whether OGRS3 can score it."""

    code: str
    words: str
    group: str
    scorable: bool


def find_offences(typed: str, *, limit: int = OFFENCES_SHOWN) -> list[OffenceChoice]:
    """Offences that match everything typed, in the order of their codes. 1 query.

    The code must begin with each number typed. Any other word must be in the offence's words or in those of
    its OGRS3 group.
    """
    rows = Offence.objects.filter(may_be_chosen())
    for word in terms(typed):
        rows = rows.filter(offence_says(word) | Q(code__in=_codes_of_group_named(word)))
    return [
        _choice(code, words) for code, words in rows.order_by("code").values_list("code", "words")[:limit]
    ]


def _codes_of_group_named(word: str) -> list[str]:
    named = {group for group, label in ogrs3_offence_labels().items() if word.casefold() in label.casefold()}
    return [code for code, group in ogrs3_group_of_offence().items() if group in named]


def offence_choice(code: str) -> OffenceChoice | None:
    row = Offence.objects.filter(code=code).values_list("code", "words").first()
    return _choice(*row) if row else None


def _choice(code: str, words: str) -> OffenceChoice:
    group = ogrs3_group_of_offence().get(code, "")
    return OffenceChoice(
        code=code,
        words=words,
        group=ogrs3_offence_labels().get(group, ""),
        scorable=bool(group) and group != NEED_DETAIL,
    )
