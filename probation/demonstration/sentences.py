"""Writes a person's events, offences, disposals, requirements, custody, licence conditions and sanctions."""

from dataclasses import dataclass, field

from django.db.models import Q

from cases import models
from probation.demonstration import crimes
from probation.demonstration.lives import Life, age_of, months_on
from probation.demonstration.lookups import by_code, by_words
from probation.demonstration.standings import COMMUNITY, CUSTODY, LICENCE, PAST, SUSPENDED
from probation.demonstration.tables import Table
from probation.demonstration.time import Days

COMMUNITY_LENGTHS = (12, 18, 24, 36)
#: days in prison; only the Crown Court orders more
LONGEST_OF_MAGISTRATES = 365
STANDARD_CONDITIONS = (
    "Behave well and commit no crime",
    "Permission for where to live and for nights away",
    "Keep in touch and meet as told",
    "Tell of other names used",
    "Tell of changed contact details",
    "Tell of and get approval for work",
)
ADDITIONAL_CONDITIONS = (
    "Residence at a specific place",
    "Restriction of residency",
    "Making or maintaining contact with a person: Contact with a person (1)",
)


@dataclass(slots=True, kw_only=True)
class Sentence:
    """The facts of an event that contacts and risk need. Days are ordinals.

    supervised_on   first day of supervision in the community; None while in prison
    ends_on         last day of the order or the whole sentence
    requirements    code of the type -> key and length
    sanctioned      days of every caution and conviction, this one included
    earlier         for each event that was current before: the first day it was not, and its key
    served          the sentences before this one, oldest first
    """

    event: int
    number: int
    convicted_on: int
    sentenced_on: int
    ends_on: int
    terminated_on: int | None
    supervised_on: int | None
    released_on: int | None
    offence: str
    court: int
    requirements: dict[str, tuple[int, int]] = field(default_factory=dict)
    type: int = 0
    custodial: bool = False
    for_life: bool = False
    sanctioned: tuple[int, ...] = ()
    earlier: tuple[tuple[int, int], ...] = ()
    served: "tuple[Sentence, ...]" = ()

    def event_on(self, day: int) -> int:
        """The key of the event that was current on a day."""
        return next((event for ends, event in self.earlier if day < ends), self.event)


class Sentences:
    def __init__(self, days: Days) -> None:
        self.days = days
        stamps = "created_at updated_at"
        self.events = Table(
            models.Event,
            "id person_id number referred_on convicted_on court_id in_breach breach_ended_on "
            f"ended_on {stamps}",
        )
        self.offences = Table(
            models.EventOffence, f"id event_id offence_id is_main committed_on count {stamps}"
        )
        self.disposals = Table(
            models.Disposal,
            "id event_id type_id sentenced_on length_months indeterminate expected_end_on terminated_on "
            f"termination_reason {stamps}",
        )
        self.requirements = Table(
            models.Requirement,
            "id disposal_id type_id subtype_id length imposed_on started_on expected_end_on ended_on "
            f"end_reason {stamps}",
        )
        self.conditions = Table(
            models.LicenceCondition, f"id disposal_id type_id started_on expected_end_on {stamps}"
        )
        self.custodies = Table(
            models.Custody,
            f"id disposal_id status_id status_on institution_id prison_number released_on {stamps}",
        )
        self.key_dates = Table(models.KeyDate, f"id custody_id type_id on {stamps}")
        self.sanctions = Table(
            models.Sanction, f"id person_id sanctioned_on kind offence_id event_id {stamps}"
        )
        self.tables = (
            self.events,
            self.offences,
            self.disposals,
            self.requirements,
            self.conditions,
            self.custodies,
            self.key_dates,
            self.sanctions,
        )
        self._read_codes()

    def _read_codes(self) -> None:
        self.offence_keys = by_code(models.Offence)
        self.types, self.courts = by_code(models.DisposalType), tuple(sorted(by_code(models.Court).values()))
        self.crown_courts = _crown_courts()
        self.life = self.types["X-life-imprisonment-adult"]
        self.prisons = tuple(sorted(by_code(models.Institution).values()))
        self.statuses, self.dates = by_code(models.CustodyStatus), by_code(models.KeyDateType)
        words = by_words(models.RequirementType)
        self.requirement_types = {**by_code(models.RequirementType), "DRR": words["Drug Rehabilitation"]}
        subtypes = models.RequirementSubtype.objects.order_by("pk").values_list("type__code", "pk")
        self.subtypes = dict(reversed(list(subtypes)))
        conditions = by_words(models.LicenceConditionType)
        self.standard = [conditions[name] for name in STANDARD_CONDITIONS]
        self.additional = [conditions[name] for name in ADDITIONAL_CONDITIONS]

    def enter(self, life: Life) -> Sentence:
        """Enters everything but the events, which wait until the contacts say whether they are in breach."""
        self.waiting: list[Sentence] = []
        past = 0 if life.rng.random() > life.drive else 1
        if life.portrait.known_days:
            past = 2
        earlier = [self._enter_past(life, n + 1, past) for n in range(past)]
        sentence = self._enter_current(life, past + 1)
        sentence.earlier, sentence.served = tuple(earlier), tuple(self.waiting)
        self.waiting.append(sentence)
        self._enter_sanctions(life, sentence)
        return sentence

    def enter_events(self, life: Life, *, in_breach: bool) -> None:
        """Enters the person's events. The last one may be in breach."""
        for sentence in self.waiting:
            self._enter_event(life, sentence, in_breach and sentence is self.waiting[-1])

    def _enter_event(self, life: Life, sentence: Sentence, in_breach: bool) -> None:
        days = self.days
        stamp = days.stamp(sentence.convicted_on)
        self.events.add(
            sentence.event,
            life.key,
            sentence.number,
            days.iso(sentence.convicted_on - 14),
            days.iso(sentence.convicted_on),
            sentence.court,
            in_breach,
            None,
            None if sentence.terminated_on is None else days.iso(sentence.terminated_on),
            stamp,
            stamp,
        )

    def _enter_past(self, life: Life, number: int, many: int) -> tuple[int, int]:
        """Enters an order that was served before the current one; returns its entry of `Sentence.earlier`."""
        rng = life.rng
        apart = (life.sentenced_on - life.known_on) // many
        counts_from = life.known_on + apart * (number - 1)
        begins = self.days.court(counts_from)
        ends = min(months_on(begins, 12), life.sentenced_on)
        sentence = self._sentence(life, number, begins, ends, begins, ends)
        self._enter_offences(life, sentence)
        order = self._enter_disposal(life, sentence, self.types["201" if rng.random() < 0.5 else "329"], 12)
        self._enter_requirement(life, sentence, order, "F" if rng.random() < 0.6 else "W")
        self.waiting.append(sentence)
        return counts_from + apart, sentence.event

    def _enter_current(self, life: Life, number: int) -> Sentence:
        if life.standing in (CUSTODY, LICENCE):
            return self._enter_prison(life, number)
        rng, day = life.rng, life.sentenced_on
        longest = 24 if life.standing == SUSPENDED else 36
        served = (self.days.on - day) / 30.4
        fits = [months for months in COMMUNITY_LENGTHS if served + 0.5 < months <= longest] or [longest]
        months = rng.choice(COMMUNITY_LENGTHS if life.standing == PAST else fits)
        ends = months_on(day, months)
        over = min(ends, self.days.on - 1) if life.standing == PAST else None
        sentence = self._sentence(life, number, day, ends, day, over)
        self._enter_offences(life, sentence)
        type_ = self.types[
            "341" if life.standing == SUSPENDED else "340" if life.standing == COMMUNITY else "329"
        ]
        order = self._enter_disposal(life, sentence, type_, months)
        for code in life.portrait.requirements or _requirements(life):
            self._enter_requirement(life, sentence, order, code)
        return sentence

    def _sentence(
        self,
        life: Life,
        number: int,
        day: int,
        ends: int,
        supervised_on: int | None,
        over: int | None,
        *,
        crown: bool = False,
    ) -> Sentence:
        convicted_on = self.days.court(day - life.rng.randrange(0, 22))
        offence = crimes.offence(life.rng, life.harm)
        court = life.rng.choice(self.crown_courts if crown else self.courts)
        if offence in crimes.INDICTABLE_ONLY and court not in self.crown_courts:
            court = self.crown_courts[court % len(self.crown_courts)]
        return Sentence(
            event=self.events.key(),
            number=number,
            convicted_on=convicted_on,
            sentenced_on=day,
            ends_on=ends,
            terminated_on=over,
            supervised_on=supervised_on,
            released_on=None,
            offence=offence,
            court=court,
        )

    def _enter_offences(self, life: Life, sentence: Sentence) -> None:
        rng = life.rng
        stamp = self.days.stamp(sentence.convicted_on)
        others = {crimes.offence(rng, life.harm) for _ in range(int(rng.random() * 2.2))}
        codes = {sentence.offence} | (others - crimes.INDICTABLE_ONLY)
        for code in sorted(codes, key=lambda code: (code != sentence.offence, code)):
            committed = max(life.born + 4000, sentence.convicted_on - rng.randrange(20, 250))
            self.offences.add(
                self.offences.key(),
                sentence.event,
                self.offence_keys[code],
                code == sentence.offence,
                self.days.iso(committed),
                1 + int(rng.random() * 1.3),
                stamp,
                stamp,
            )

    def _enter_disposal(self, life: Life, sentence: Sentence, type_: int, months: int | None) -> int:
        key, days = self.disposals.key(), self.days
        sentence.type, over = type_, sentence.terminated_on
        stamp = days.stamp(sentence.sentenced_on)
        self.disposals.add(
            key,
            sentence.event,
            type_,
            days.iso(sentence.sentenced_on),
            months,
            sentence.for_life,
            None if sentence.for_life else days.iso(sentence.ends_on),
            None if over is None else days.iso(over),
            "" if over is None else "Expired (normal)",
            stamp,
            stamp,
        )
        return key

    def _enter_requirement(self, life: Life, sentence: Sentence, order: int, code: str) -> None:
        key, days, rng = self.requirements.key(), self.days, life.rng
        length = crimes.requirement_length(rng, code)
        over = sentence.terminated_on
        stamp = days.stamp(sentence.sentenced_on)
        self.requirements.add(
            key,
            order,
            self.requirement_types[code],
            self.subtypes.get(code),
            length,
            days.iso(sentence.sentenced_on),
            days.iso(sentence.sentenced_on),
            days.iso(sentence.ends_on),
            None if over is None else days.iso(over),
            "" if over is None else "Expired (normal)",
            stamp,
            stamp,
        )
        sentence.requirements[code] = (key, length or 0)

    def _enter_prison(self, life: Life, number: int) -> Sentence:
        """Enters a prison sentence: half in prison, the rest on licence; for life, all of it in prison."""
        rng, fixed, on = life.rng, life.portrait, self.days.on
        served = on - life.sentenced_on
        if fixed.release_in is not None:
            whole = 2 * (served + fixed.release_in)
        elif life.standing == CUSTODY:
            whole = 2 * (served + rng.randrange(20, 700))
        else:
            whole = int(served * rng.uniform(1.15, 1.65))
        ends, half = life.sentenced_on + whole, life.sentenced_on + whole // 2
        out = half if life.standing == LICENCE else None
        crown = fixed.for_life or whole > LONGEST_OF_MAGISTRATES
        sentence = self._sentence(life, number, life.sentenced_on, ends, out, None, crown=crown)
        sentence.released_on, sentence.custodial, sentence.for_life = out, True, fixed.for_life
        self._enter_offences(life, sentence)
        type_ = self.life if fixed.for_life else self.types["325" if whole < 730 else "301"]
        order = self._enter_disposal(
            life, sentence, type_, None if fixed.for_life else max(1, round(whole / 30.4))
        )
        self._enter_custody(life, sentence, order, half)
        if out is not None:
            self._enter_conditions(life, sentence, order)
        return sentence

    def _enter_custody(self, life: Life, sentence: Sentence, order: int, half: int) -> None:
        rng, days, key = life.rng, self.days, self.custodies.key()
        out = sentence.released_on
        stamp = days.stamp(out or sentence.sentenced_on)
        self.custodies.add(
            key,
            order,
            self.statuses["D" if out is None else "B"],
            days.iso(out or sentence.sentenced_on),
            rng.choice(self.prisons) if out is None else None,
            f"{rng.choice('ABCDEFGH')}{rng.randrange(10_000):04d}{rng.choice('ABCDEFGH')}{rng.choice('ABCDEFGH')}",
            None if out is None else days.iso(out),
            stamp,
            stamp,
        )
        dates = {"SED": sentence.ends_on, "LED": sentence.ends_on, "ACR": half, "EXP": half}
        if (
            half - sentence.sentenced_on > 120
            and life.harm in ("LOW", "MEDIUM")
            and not life.portrait.release_in
        ):
            dates["HDE"] = half - 60
        if sentence.for_life:
            dates = {"PED": days.on + (120 if life.portrait.at_key_stage else 400)}
        for code, day in dates.items():
            self.key_dates.add(self.key_dates.key(), key, self.dates[code], days.iso(day), stamp, stamp)

    def _enter_conditions(self, life: Life, sentence: Sentence, order: int) -> None:
        begins, ends = self.days.iso(sentence.released_on or 1), self.days.iso(sentence.ends_on)
        stamp = self.days.stamp(sentence.released_on or 1)
        extra = life.rng.sample(self.additional, life.rng.randrange(1, 3)) if life.harm != "LOW" else []
        for type_ in (*self.standard, *extra):
            self.conditions.add(self.conditions.key(), order, type_, begins, ends, stamp, stamp)

    def _enter_sanctions(self, life: Life, sentence: Sentence) -> None:
        """Enters the sanctions of a lifetime: those before the record began, and the convictions in it."""
        rng = life.rng
        count = int(1 + life.drive * 34 * rng.random()) if life.current else int(life.drive * 3)
        if life.portrait.sanctions is not None:
            count = life.portrait.sanctions
        first = life.born + 4800
        drawn = {rng.randrange(first, max(first + 1, sentence.convicted_on - 30)) for _ in range(count)}
        convicted = {one.convicted_on: one for one in (*sentence.served, sentence)}
        earlier = {self.days.court(day) for day in drawn} - convicted.keys()
        for day in sorted(earlier):
            young = age_of(life, day) < 18
            kind = "CAUTION" if rng.random() < (0.5 if young else 0.15) else "CONVICTION"
            code = self.offence_keys[crimes.offence(rng, "LOW")]
            self._enter_sanction(life, day, kind, code, None)
        for day, one in convicted.items():
            self._enter_sanction(life, day, "CONVICTION", self.offence_keys[one.offence], one.event)
        sentence.sanctioned = tuple(sorted(earlier | convicted.keys()))

    def _enter_sanction(self, life: Life, day: int, kind: str, offence: int, event: int | None) -> None:
        stamp = self.days.stamp(max(day, life.known_on))
        self.sanctions.add(
            self.sanctions.key(), life.key, self.days.iso(day), kind, offence, event, stamp, stamp
        )


def _crown_courts() -> tuple[int, ...]:
    crown = Q(words__endswith="Crown Court") | Q(words="Central Criminal Court")
    return tuple(models.Court.objects.filter(crown).order_by("pk").values_list("pk", flat=True))


def _requirements(life: Life) -> list[str]:
    """Draws the type codes of an order's requirements; at least one."""
    rng, found = life.rng, []
    for code, chance in crimes.REQUIREMENT_CHANCES:
        if rng.random() < chance:
            found.append(code)
    return found or ["W" if rng.random() < 0.6 else "F"]
