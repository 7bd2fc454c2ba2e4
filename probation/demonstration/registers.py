"""Writes a person's registrations and their reviews, with the contacts and deadlines that belong to them."""

from cases import models
from cases.codes import ROSH_REGISTERS
from probation.demonstration.contacts import Contacts
from probation.demonstration.lives import Life, months_on
from probation.demonstration.sentences import Sentence
from probation.demonstration.standings import CUSTODY, LICENCE
from probation.demonstration.tables import Table
from probation.demonstration.time import Days

ROSH = dict(zip(("VERY_HIGH", "HIGH", "MEDIUM", "LOW"), ROSH_REGISTERS, strict=True))
#: register, its chance for a person under supervision, and the factor for high or very high harm
CHANCES = (
    ("ADVP", 0.09, 2.0),
    ("ALSH", 0.07, 1.3),
    ("RCHD", 0.05, 2.5),
    ("REG30", 0.06, 1.0),
    ("RVLN", 0.04, 1.0),
    ("RCCO", 0.04, 1.2),
    ("RMDO", 0.03, 1.5),
    ("WEAP", 0.04, 2.0),
    ("RSTO", 0.04, 2.0),
    ("STRG", 0.02, 2.0),
    ("IIOM", 0.03, 1.5),
    ("AV2S", 0.02, 2.5),
)
#: register -> the levels and categories to draw from
LEVELS = {
    "MAPP": (("M1", "M1", "M2", "M3"), ("M1", "M2", "M3")),
    "AV2S": (("RSKM", "RSKH", "RSKV"), ()),
    "RCHD": (("RSKL", "RSKM", "RSKH"), ()),
    "INLL": (("L1",), ("LF03",)),
}


class Registers:
    def __init__(self, days: Days, contacts: Contacts) -> None:
        self.days, self.contacts = days, contacts
        stamps = "created_at updated_at"
        self.registrations = Table(
            models.Registration,
            "id person_id type_id registered_on team_id staff_id level_id category_id next_review_on "
            f"deregistered_on {stamps}",
        )
        self.reviews = Table(
            models.RegistrationReview,
            f"id registration_id due_on reviewed_on team_id staff_id contact_id {stamps}",
        )
        self.tables = (self.registrations, self.reviews)
        types = models.RegistrationType.objects.select_related("flag")
        self.types = {row.code: row for row in types}
        self.levels = {
            (row.register_code, row.kind, row.code): row.pk for row in models.RegistrationLevel.objects.all()
        }

    def enter(self, life: Life, sentence: Sentence) -> None:
        if life.post is None:
            return
        since = max(life.known_on, min(sentence.sentenced_on + 14, self.days.on - 1))
        if life.harm:
            self._register(life, ROSH[life.harm].value, since, sentence.terminated_on)
            life.registered_on = since if life.current else None
        if not life.current:
            return
        for code in self._others(life, sentence):
            self._register(life, code, min(since + life.rng.randrange(60), self.days.on - 1), None)

    def _others(self, life: Life, sentence: Sentence) -> list[str]:
        if life.named is not None:
            return list(life.portrait.registers)
        rng, grave = life.rng, life.harm in ("HIGH", "VERY_HIGH")
        found = [code for code, chance, more in CHANCES if rng.random() < chance * (more if grave else 1)]
        if life.standing in (LICENCE, CUSTODY) and rng.random() < (0.7 if grave else 0.08):
            found.append("MAPP")
        if sentence.for_life:
            found.append("INLL")
        return found

    def _register(self, life: Life, code: str, since: int, ended: int | None) -> None:
        """Enters a registration, reviewed up to now as often as its type says, with the next review open."""
        rng, days, type_, post = life.rng, self.days, self.types[code], life.post
        assert post is not None
        months, key = type_.review_months or 0, self.registrations.key()
        reviewed, due = [], months_on(since, months) if months else None
        while due is not None and due + 5 < (ended or days.on):
            reviewed.append(due)
            due = months_on(due, months)
        if due is not None and ended is None and rng.random() < 0.06 and reviewed:
            due = reviewed.pop()
        stamp = days.stamp(since)
        level, category = self._level(rng.choice, code)
        self.registrations.add(
            key,
            life.key,
            type_.pk,
            days.iso(since),
            post.team,
            post.staff,
            level,
            category,
            None if due is None or ended is not None else days.iso(due),
            None if ended is None else days.iso(ended),
            stamp,
            stamp,
            on=since,
        )
        flag = type_.flag.words if type_.flag else ""
        self.contacts.system(life, "ERGN", since, f"{flag}: {type_.words}")
        self._enter_reviews(life, key, type_.words, since, reviewed[-3:], due if ended is None else None)
        if ended is not None:
            self.contacts.system(life, "ERGD", ended, f"{type_.words} ended")

    def _level(self, choose, code: str) -> tuple[int | None, int | None]:  # type: ignore[no-untyped-def]
        levels, categories = LEVELS.get(code, ((), ()))
        level = self.levels[code, "level", choose(levels)] if levels else None
        return level, self.levels[code, "category", choose(categories)] if categories else None

    def _enter_reviews(
        self, life: Life, registration: int, words: str, since: int, reviewed: list[int], due: int | None
    ) -> None:
        days, post = self.days, life.post
        assert post is not None
        for on in reviewed:
            contact = self.contacts.system(life, "ERGR", on, f"Review of {words} due")
            stamp = days.stamp(on)
            self.reviews.add(
                self.reviews.key(),
                registration,
                days.iso(on),
                days.iso(on),
                post.team,
                post.staff,
                contact,
                stamp,
                stamp,
                on=since,
            )
        if due is None:
            return
        began = reviewed[-1] if reviewed else since
        contact = self.contacts.system(life, "ERGR", due, f"Review of {words} due")
        stamp = days.stamp(began)
        self.reviews.add(
            self.reviews.key(), registration, days.iso(due), None, None, None, contact, stamp, stamp, on=since
        )
        self.contacts.deadline(
            life,
            kind="REG-REVIEW",
            rule="REG-REVIEW",
            words=f"Review {words}",
            began=began,
            due=due,
            about=f"cases.registration:{registration}",
        )
