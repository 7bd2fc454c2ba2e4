"""Writes personal contacts, personal circumstances, disabilities with their adjustments, and transfers."""

from cases import models
from cases.codes import TransferStatus
from core.models import Region
from probation.demonstration import named_people as named
from probation.demonstration import names
from probation.demonstration.lives import Life
from probation.demonstration.lookups import by_code, by_words
from probation.demonstration.posts import Post
from probation.demonstration.tables import Table
from probation.demonstration.time import Days

RELATIVES = ("Partner/Spouse", "Parent/Guardian", "Other Relative", "Friend", "Next of Kin")
HELPERS = ("GP", "Drug/Alcohol Worker", "Housing Provider", "Mental Health Worker", "Social Worker")
DISABILITIES = (
    "Mental Illness",
    "Learning Difficulties",
    "Dyslexia",
    "Reduced Mobility",
    "Hearing Difficulties",
)
ADJUSTMENTS = (
    "Reminders by text or phone",
    "Large print/Audio",
    "Quiet room",
    "Handrails/Ramps/Step-free access",
)
TRANSFERS = 0.012
#: accommodation and benefits that the Home Office decides on, drawn only for people who are not British
IMMIGRATION = {"A13", "A14", "C13"}
#: immigration detention, drawn for nobody
DETAINED = {"A15"}


class Surroundings:
    def __init__(self, days: Days, posts: dict[str, list[Post]]) -> None:
        self.days, self.posts = days, posts
        stamps = "created_at updated_at"
        self.contacts = Table(
            models.PersonalContact,
            "id person_id relationship_type_id relationship is_emergency_contact first_name surname mobile "
            f"started_on {stamps}",
        )
        self.circumstances = Table(
            models.Circumstance,
            f"id person_id type_id subtype_id is_single started_on evidenced {stamps}",
        )
        self.disabilities = Table(models.Disability, f"id person_id type_id condition started_on {stamps}")
        self.adjustments = Table(models.Adjustment, f"id person_id type_id disability_id started_on {stamps}")
        self.notes = Table(models.AdjustmentNote, f"id adjustment_id text created_by_id {stamps}")
        self.transfers = Table(
            models.Transfer,
            "id person_id state requested_on state_on from_region_id from_team_id from_staff_id to_region_id "
            f"to_team_id to_staff_id reason_id notes {stamps}",
        )
        self.tables = (
            self.contacts,
            self.circumstances,
            self.disabilities,
            self.adjustments,
            self.notes,
            self.transfers,
        )
        self._read_codes()

    def _read_codes(self) -> None:
        self.relations = by_words(models.RelationshipType)
        self.types = {row.code: row for row in models.CircumstanceType.objects.all()}
        self.subtypes: dict[str, list[int]] = {}
        self.of_immigrants: dict[str, list[int]] = {}
        rows = models.CircumstanceSubtype.objects.filter(selectable=True).order_by("code", "pk")
        for type_, code, key in rows.values_list("type__code", "code", "pk"):
            if code not in DETAINED:
                self.of_immigrants.setdefault(type_, []).append(key)
            if code not in DETAINED | IMMIGRATION:
                self.subtypes.setdefault(type_, []).append(key)
        self.disability_types = by_words(models.DisabilityType)
        self.adjustment_types = by_words(models.AdjustmentType)
        self.regions = by_code(Region)
        self.reasons = by_code(models.TransferReason)

    def enter(self, life: Life) -> None:
        if not life.current:
            return
        rng = life.rng
        cared = life.portrait.cared_for
        if rng.random() < 0.5 or cared:
            self._enter_contact(life, rng.choice(RELATIVES), emergency=True)
        if rng.random() < 0.3 or cared:
            self._enter_contact(life, "GP" if cared else rng.choice(HELPERS), emergency=False)
        for type_, chance in (("A", 0.85), ("B", 0.6), ("H", 0.35), ("C", 0.2), ("I", 0.2)):
            if rng.random() < chance:
                self._enter_circumstance(life, type_)
        if rng.random() < 0.18 or cared:
            self._enter_disability(life)
        self._enter_transfer(life)

    def _enter_contact(self, life: Life, relation: str, *, emergency: bool) -> None:
        rng, stamp = life.rng, self.days.stamp(life.known_on)
        related = relation not in HELPERS and rng.random() < 0.7
        self.contacts.add(
            self.contacts.key(),
            life.key,
            self.relations[relation],
            relation,
            emergency,
            names.first_name(rng, life.origin, woman=rng.random() < 0.6),
            life.surname if related else names.surname(rng, life.origin),
            f"07700 900{rng.randrange(1000):03d}",
            self.days.iso(life.known_on),
            stamp,
            stamp,
        )

    def _enter_circumstance(self, life: Life, code: str) -> None:
        rng, type_ = life.rng, self.types[code]
        begins = life.known_on + int(rng.random() * max(1, min(400, self.days.on - life.known_on)))
        stamp = self.days.stamp(begins)
        subtypes = (self.subtypes if life.british else self.of_immigrants).get(code)
        self.circumstances.add(
            self.circumstances.key(),
            life.key,
            type_.pk,
            rng.choice(subtypes) if subtypes else None,
            not type_.several_open,
            self.days.iso(begins),
            rng.random() < 0.5,
            stamp,
            stamp,
        )

    def _enter_disability(self, life: Life) -> None:
        rng, key = life.rng, self.disabilities.key()
        which = int(rng.random() * len(DISABILITIES))
        begins, stamp = self.days.iso(life.known_on), self.days.stamp(life.known_on)
        type_ = self.disability_types[DISABILITIES[which]]
        self.disabilities.add(key, life.key, type_, "", begins, stamp, stamp)
        helps = ADJUSTMENTS if life.portrait.cared_for else ADJUSTMENTS[: rng.randrange(3)]
        for words in helps:
            adjustment = self.adjustments.key()
            self.adjustments.add(
                adjustment, life.key, self.adjustment_types[words], key, begins, stamp, stamp
            )
            noted = "Agreed with the person"
            self.notes.add(self.notes.key(), adjustment, noted, life.author, stamp, stamp)

    def _enter_transfer(self, life: Life) -> None:
        """Enters a transfer request that waits for an answer: to another region, or to the practitioner's."""
        rng, post = life.rng, life.post
        if post is None:
            return
        if life.named is named.TRANSFER_IN:
            to, region = self.home, self.home_region
        elif life.named is named.TRANSFER_OUT or (life.named is None and rng.random() < TRANSFERS):
            region = rng.choice([code for code in sorted(self.posts) if code != life.region])
            to = self.posts[region][0]
        else:
            return
        asked = self.days.on - rng.randrange(1, 8)
        stamp = self.days.stamp(asked)
        self.transfers.add(
            self.transfers.key(),
            life.key,
            TransferStatus.PENDING.value,
            self.days.iso(asked),
            self.days.iso(asked),
            self.regions[life.region],
            post.team,
            post.staff,
            self.regions[region],
            to.team,
            to.staff,
            self.reasons["CASE ORDER"],
            "Moving to live with family",
            stamp,
            stamp,
        )

    def receive(self, home: Post, region: str) -> None:
        """Sets the post and the region that the transfer of TRANSFER_IN goes to."""
        self.home, self.home_region = home, region
