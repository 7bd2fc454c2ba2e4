"""Scores of a person, what OGRS3 can be filled in with from the record, and the offence look-up."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Q, QuerySet

from cases.models import Custody, Disposal, EventOffence, Offence, Person, Sanction
from core.calendar.ages import age_on
from core.reasons import Reason
from risk.codes import Gender
from risk.models import Score
from risk.rules.predictors import Ogrs3Inputs
from risk.rules.reference_tables import NEED_DETAIL, ogrs3_group_of_offence, ogrs3_offence_labels

OFFENCES_SHOWN = 20
#: key dates that may stand for an expected release, the surest first
RELEASE_DATES = ("EXP", "ACR", "HDE", "PED")


def scores_of(person_id: int) -> QuerySet[Score]:
    """Newest first."""
    return Score.objects.filter(person_id=person_id).select_related("scored_by").order_by("-scored_at", "-pk")


@dataclass(frozen=True, kw_only=True)
class Ogrs3Prefill:
    """What the record says; `sources` names where each input came from, by input."""

    inputs: Ogrs3Inputs
    sources: dict[str, Reason]


def ogrs3_from_record(person: Person) -> Ogrs3Prefill:
    """The inputs as the newest conviction on the record gives them. Costs at most 6 queries.

    Sanctions counted are those of a lifetime up to that conviction, with the conviction itself among them.
    """
    found, sources = _Found(), {}
    sources["gender"] = sources["born_on"] = Reason("From personal details")
    main = _main_offence(person.pk)
    if main is not None:
        number, found.convicted_on, found.offence_code = main
        sources["convicted_on"] = sources["offence_code"] = Reason("From sentence {number}", number=number)
        found.followup_on, source = _followup(person.pk, number)
        if source:
            sources["followup_on"] = source
    days = _sanctions(person.pk, found.convicted_on)
    if days:
        found.total = len(days)
        found.first_age = age_on(person.born_on, min(days))
        sources["total_sanctions"] = sources["age_at_first_sanction"] = Reason(
            "Counted from the sanctions on the record ({count})", count=len(days)
        )
    known = {gender.value: gender for gender in Gender}
    inputs = Ogrs3Inputs(
        gender=known.get(person.sex.code),
        born_on=person.born_on,
        convicted_on=found.convicted_on,
        followup_on=found.followup_on,
        age_at_first_sanction=found.first_age,
        total_sanctions=found.total,
        offence_code=found.offence_code,
    )
    return Ogrs3Prefill(inputs=inputs, sources=sources)


@dataclass
class _Found:
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
    """Release from custody, actual or expected; else the day the community sentence began."""
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
    """Occasions up to and including the conviction scored."""
    rows = Sanction.objects.filter(person_id=person_id, removed_at=None)
    days = set(rows.values_list("sanctioned_on", flat=True))
    if convicted_on:
        days = {day for day in days if day <= convicted_on} | {convicted_on}
    return sorted(days)


class OffenceChoice(NamedTuple):
    """An offence to choose: whether OGRS3 can score it, and its group."""

    code: str
    words: str
    group: str
    scorable: bool


def find_offences(typed: str, *, limit: int = OFFENCES_SHOWN) -> list[OffenceChoice]:
    """Offences whose code begins with the digits typed, or whose words or group hold every word. 1 query."""
    rows = Offence.objects.filter(valid_to=None)
    for word in typed.replace("\0", " ").split():
        if word.isdigit():
            rows = rows.filter(code__startswith=word)
        else:
            rows = rows.filter(Q(words__icontains=word) | Q(code__in=_codes_of_group_named(word)))
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
