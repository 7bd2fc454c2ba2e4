"""Writes the contacts of a life: appointments kept and missed, warnings, calls, appointments to come."""

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from cases import models
from probation.demonstration import texts
from probation.demonstration.diary import CLOCK, Diary
from probation.demonstration.lives import Life
from probation.demonstration.lookups import by_code
from probation.demonstration.scales import NATIONAL, Scale
from probation.demonstration.sentences import Sentence
from probation.demonstration.standings import CUSTODY, PAST
from probation.demonstration.tables import Table
from probation.demonstration.time import HOUR, Days

HALF_HOUR, DAY_OF_WORK = 30, 7 * HOUR
EVERY = {"VERY_HIGH": 7, "HIGH": 7, "MEDIUM": 14, "LOW": 28, "": 28}
KINDS = (("COAP", 72), ("COPT", 16), ("CHVS", 7), ("COVC", 5))
EXCUSES = ("AAME", "AAEM", "AAFC", "RSOF", "RSSR")
WARNINGS = ("EA02", "EA03", "EA04")
LETTERS = dict(zip(WARNINGS, ("AWLI", "AWL2", "AWLF"), strict=True))
#: the action that waits for the person's response, and for how many days
PENDING, ANSWER_IN = "EA12", 7
RECENT, STILL_OPEN = 21, 12
#: days before an appointment on which it was arranged, and minutes after it until its outcome is entered
ARRANGED, WRITTEN_UP = 7, 15


@dataclass(slots=True)
class Record:
    """What the events need to know of the contacts.

    failures           event key -> days of its failures to comply, ordinals
    is_reviewed        whether a review of enforcement waits
    last_appointment   day of the latest appointment so far, an ordinal
    rar_days           days used of those ordered
    """

    failures: dict[int, list[int]] = field(default_factory=dict)
    is_reviewed: bool = False
    in_breach: bool = False
    last_appointment: int = 0
    rar_days: int = 0


class Contacts:
    def __init__(self, days: Days, scale: Scale, diary: Diary) -> None:
        self.days, self.scale, self.diary = days, scale, diary
        self.contacts = Table(
            models.Contact,
            "id uuid person_id type_id on start_time end_time starts_at is_appointment is_national_standards "
            "event_id requirement_id team_id staff_id office_id outcome_id attended complied "
            "enforcement_action_id enforcement_open respond_by_on is_alert is_sensitive is_rar_activity "
            "is_system description linked_to_id hours_credited created_by_id created_at updated_at",
        )
        stamps = "created_at updated_at"
        self.notes = Table(models.ContactNote, f"id contact_id text created_by_id {stamps}")
        self.alerts = Table(
            models.ContactAlert, "id contact_id person_id staff_id team_id is_arrival raised_at"
        )
        self.deadlines = Table(
            models.Deadline,
            f"id person_id kind words rule began_at due_on due_at met_at staff_id team_id about {stamps}",
        )
        self.tables = (self.contacts, self.notes, self.alerts, self.deadlines)
        self.types = {row.code: row for row in models.ContactType.objects.all()}
        self.outcomes = {row.code: row for row in models.ContactOutcome.objects.all()}
        self.actions = by_code(models.EnforcementAction)
        self.orders = {row.pk: row for row in models.DisposalType.objects.all()}
        self.kinds, self.weights = zip(*KINDS, strict=True)

    def enter(self, life: Life, sentence: Sentence) -> Record:
        if life.post is None:
            return Record()
        self.system(life, "ECOM", sentence.sentenced_on, "Order or component commenced", sentence.event)
        if sentence.released_on is not None:
            self.system(life, "EREL", sentence.released_on, "Released on licence", sentence.event)
        record = Record()
        dates = self._dates(life, sentence)
        for n, day in enumerate(dates):
            left = sum(later < self.days.on for later in dates[n:])
            self._enter_appointment(life, sentence, record, day, first=n == 0, left=left)
            if life.rng.random() < 0.3:
                self._enter_call(life, sentence, day + life.rng.randrange(1, 6))
        if "W" in sentence.requirements and life.current:
            self._enter_unpaid_work(life, sentence)
        if life.portrait.failures >= 3:
            self.system(life, "AIBR", self.days.on - 2, "Breach initiated", sentence.event)
            record.in_breach = True
        if sentence.terminated_on is not None:
            self.system(life, "ETER", sentence.terminated_on, "Order terminated: expired", sentence.event)
        return record

    def _dates(self, life: Life, sentence: Sentence) -> list[int]:
        """Days of the appointments: spread evenly over the supervision, then one or two to come."""
        rng, on, fixed = life.rng, self.days.on, life.portrait
        every = fixed.every or EVERY[life.harm]
        if life.standing == CUSTODY:
            every = 45
        begins = sentence.supervised_on or sentence.sentenced_on
        if fixed.known_days:
            begins = life.known_on
        if life.standing == PAST:
            ends = min(sentence.terminated_on or sentence.ends_on, on)
            count = 3
            return [begins + 3 + n * max(7, (ends - begins) // (count + 1)) for n in range(count)]
        most = self.scale.most * (10 if fixed.known_days else 1)
        every = max(every, -(-(on - begins) // most))
        phase = 0 if life.today else rng.randrange(every)
        past = range(on - phase, begins, -every)
        dates = [begins + 2, *(day for day in reversed(past) if day > begins + 4)]
        if life.standing != CUSTODY or rng.random() < 0.5:
            ahead = dates[-1] if dates[-1] >= on else on - phase
            dates += [ahead + every, *([ahead + 2 * every] if rng.random() < 0.4 else [])]
        return [day for day in dates if day < sentence.ends_on or day <= on]

    def _enter_appointment(
        self, life: Life, sentence: Sentence, record: Record, day: int, *, first: bool, left: int
    ) -> None:
        rng, post = life.rng, life.post
        assert post is not None
        kind = "COAI" if first else rng.choices(self.kinds, self.weights)[0]
        if life.standing == CUSTODY:
            kind = "COVC"
        day, minute = self.diary.slot(rng, post.staff, day)
        if record.last_appointment >= day:
            return
        record.last_appointment = day
        outcome = self._outcome(life, day, left)
        rar = sentence.requirements.get("F") if not sentence.custodial else None
        counts = rar is not None and outcome == "ATTC" and rng.random() < min(0.4, rar[1] / 100)
        counts = counts and rar is not None and day >= sentence.sentenced_on and record.rar_days < rar[1]
        record.rar_days += counts
        action, respond_by, is_open = self._enforcement(life, sentence, day, outcome, record)
        key = self.contact(
            life,
            kind,
            day,
            minute=minute,
            event=sentence.event_on(day),
            requirement=rar[0] if counts and rar else None,
            office=post.office if self.types[kind].location_flag == "Y" else None,
            outcome=outcome,
            action=action,
            respond_by=respond_by,
            enforcement_open=is_open,
            rar=counts,
        )
        if action in WARNINGS and respond_by is not None:
            self._warn(life, sentence, key, day, action, respond_by)
        elif respond_by is not None:
            self._await(life, key, respond_by)
        if is_failure(outcome):
            self._enter_review(life, sentence, record, key, day)
        if outcome and rng.random() < self.scale.noted:
            notes = (
                texts.ATTENDED
                if outcome == "ATTC"
                else texts.MISSED
                if is_failure(outcome)
                else texts.EXCUSED
            )
            self.note(life, key, self.days.stamp(day, minute + HALF_HOUR + WRITTEN_UP), rng.choice(notes))

    def _outcome(self, life: Life, day: int, left: int) -> str:
        """The code of the outcome; "" for an appointment to come, or if nobody has recorded it yet."""
        rng, ago = life.rng, self.days.on - day
        if ago <= 0:
            return ""
        if life.portrait.failures >= left:
            return "UAAB"
        chance = rng.random()
        if ago <= RECENT and chance > 0.86:
            return ""
        failing = 0.02 + 0.08 * life.drive
        if chance < failing:
            return "UAAB" if chance < failing * 0.8 else "AFTC"
        if chance < failing + 0.1:
            return EXCUSES[int(chance * 1000) % len(EXCUSES)]
        return "ATTC"

    def _enforcement(
        self, life: Life, sentence: Sentence, day: int, outcome: str, record: Record
    ) -> tuple[str | None, int | None, bool]:
        """The action on a failure to comply, the day to respond by, and whether somebody must still act."""
        if not outcome or not is_failure(outcome):
            return None, None, False
        record.failures.setdefault(sentence.event_on(day), []).append(day)
        failed = sum(map(len, record.failures.values()))
        ago = self.days.on - day
        if ago <= STILL_OPEN:
            chance = life.rng.random()
            if ago <= ANSWER_IN + 1 and (life.portrait.failures or chance < 0.5):
                return PENDING, min(day + 1, self.days.on - 1) + ANSWER_IN, True
            if chance < 0.6:
                return None, None, True
        if life.rng.random() < 0.4 and not life.portrait.failures:
            return "NFA", None, False
        return WARNINGS[min(failed, len(WARNINGS)) - 1], day + 8, False

    def _warn(
        self, life: Life, sentence: Sentence, contact: int, day: int, action: str, respond_by: int
    ) -> None:
        """Enters the warning letter, and the deadline for the response."""
        sent = self.days.court(day + 1)
        self.contact(life, LETTERS[action], sent, event=sentence.event, linked_to=contact, system=True)
        self._await(life, contact, respond_by, began=day + 1, met=min(respond_by, day + 6))

    def _enter_review(self, life: Life, sentence: Sentence, record: Record, contact: int, day: int) -> None:
        """Enters the review of enforcement that a recent failure calls for. Earlier ones have been done."""
        order = self.orders[sentence.type]
        since = day - 365 if order.ftc_months else 0
        counted = sum(failed > since for failed in record.failures[sentence.event_on(day)])
        is_recent = self.days.on - day <= RECENT
        if record.is_reviewed or not is_recent or order.ftc_limit is None or counted < order.ftc_limit:
            return
        record.is_reviewed = True
        self.contact(
            life,
            "ARWS",
            day + 1,
            event=sentence.event,
            linked_to=contact,
            enforcement_open=True,
            system=True,
        )

    def _await(
        self, life: Life, contact: int, respond_by: int, *, began: int | None = None, met: int | None = None
    ) -> None:
        self.deadline(
            life,
            kind="enforcement-response",
            rule="ENF-RESPONSE",
            words="Response to an enforcement action",
            began=respond_by - ANSWER_IN if began is None else began,
            due=respond_by,
            met=met,
            about=f"cases.contact:{contact}",
        )

    def _enter_call(self, life: Life, sentence: Sentence, day: int) -> None:
        day = self.diary.working_day(day)
        if day >= self.days.on:
            return
        kind, words = life.rng.choice(texts.CALLS)
        alert = life.current and self.days.on - day < RECENT and kind in ("CTOA", "CMOA", "CIEA")
        key = self.contact(life, kind, day, event=sentence.event, description=words, alert=alert)
        if alert and life.post is not None:
            self.alerts.add(
                *(self.alerts.key(), key, life.key, life.post.staff, life.post.team),
                *(False, self.days.stamp(day)),
            )

    def _enter_unpaid_work(self, life: Life, sentence: Sentence) -> None:
        """Enters days of unpaid work, one a week, under the requirement."""
        requirement, hours = sentence.requirements["W"]
        begins = sentence.sentenced_on + 21
        most = min(hours // 7, 8 if self.scale is NATIONAL else 20)
        for n in range(most):
            day = self.diary.working_day(begins + 7 * n)
            if day >= self.days.on:
                return
            outcome = "ATTC" if life.rng.random() < 0.88 else "AAME"
            self.contact(
                life,
                "CUPA",
                day,
                minute=9 * HOUR,
                length=DAY_OF_WORK,
                event=sentence.event,
                requirement=requirement,
                outcome=outcome,
            )

    def contact(
        self,
        life: Life,
        kind: str,
        day: int,
        *,
        event: int | None = None,
        requirement: int | None = None,
        minute: int | None = None,
        length: int = HALF_HOUR,
        office: int | None = None,
        outcome: str = "",
        action: str | None = None,
        respond_by: int | None = None,
        enforcement_open: bool = False,
        alert: bool = False,
        rar: bool = False,
        system: bool = False,
        description: str = "",
        linked_to: int | None = None,
    ) -> int:
        days, post, type_ = self.days, life.post, self.types[kind]
        assert post is not None
        result = self.outcomes[outcome] if outcome else None
        key, iso = self.contacts.key(), days.iso(day)
        start = None if minute is None else CLOCK[minute]
        self.contacts.add(
            key,
            f"{life.rng.getrandbits(128):032x}",
            life.key,
            type_.pk,
            iso,
            start,
            None if minute is None else CLOCK[minute + length],
            None if start is None else f"{iso} {start} Europe/London",
            type_.is_attendance,
            type_.is_national_standards,
            event,
            requirement,
            post.team,
            post.staff,
            office,
            result.pk if result else None,
            result.attended if result else None,
            result.complied if result else None,
            self.actions[action] if action else None,
            enforcement_open,
            None if respond_by is None else days.iso(respond_by),
            alert,
            type_.sensitive_default,
            rar,
            system,
            description,
            linked_to,
            self._hours(type_, result, minute, length),
            None if system else life.author,
            *self._entered(life, day, minute, length, is_over=bool(outcome)),
        )
        return key

    def _entered(
        self, life: Life, day: int, minute: int | None, length: int, *, is_over: bool
    ) -> tuple[str, str]:
        """When a contact was entered and last changed: arranged before it, its outcome entered after it."""
        if minute is None:
            return self.days.stamp(day), self.days.stamp(day)
        arranged = self.days.stamp(self.days.court(max(day - ARRANGED, life.known_on)))
        return arranged, self.days.stamp(day, minute + length + WRITTEN_UP) if is_over else arranged

    def _hours(
        self, type_: models.ContactType, result: models.ContactOutcome | None, minute: int | None, length: int
    ) -> Decimal | None:
        if not type_.credits_hours or result is None or minute is None:
            return None
        if not (result.attended and result.complied):
            return None
        return (Decimal(length) / HOUR).quantize(Decimal("0.01"), ROUND_HALF_UP)

    def system(self, life: Life, kind: str, day: int, words: str, event: int | None = None) -> int:
        """Enters a contact that the system makes; returns its key."""
        return self.contact(life, kind, day, event=event, system=True, description=words)

    def note(self, life: Life, contact: int, stamp: str, words: str) -> None:
        self.notes.add(self.notes.key(), contact, words, life.author, stamp, stamp)

    def deadline(
        self,
        life: Life,
        *,
        kind: str,
        rule: str,
        words: str,
        began: int,
        due: int,
        about: str,
        met: int | None = None,
    ) -> None:
        """Enters a deadline. It is overdue from midnight after the day `due`, London time."""
        days, post = self.days, life.post
        assert post is not None
        stamp = days.stamp(began)
        done = None if met is None or met >= days.on else days.stamp(met)
        values: tuple[Any, ...] = (
            self.deadlines.key(),
            life.key,
            kind,
            words,
            rule,
            stamp,
            days.iso(due),
            f"{days.iso(due + 1)} 00:00 Europe/London",
            done,
            post.staff,
            post.team,
            about,
            stamp,
            stamp,
        )
        self.deadlines.add(*values)


def is_failure(outcome: str) -> bool:
    return outcome in ("UAAB", "AFTC")
