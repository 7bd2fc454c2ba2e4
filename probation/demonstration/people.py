"""Writes a person: names, identifiers, equality data, aliases, addresses and allocations."""

from random import Random

from cases import models
from cases.people.rules.identifiers import cro_letter, pnc_letter
from probation.demonstration import names
from probation.demonstration.lives import Life
from probation.demonstration.lookups import by_code, by_words
from probation.demonstration.places import AREAS, POSTCODE_LETTERS, STREET_KINDS, STREET_NAMES
from probation.demonstration.standings import CUSTODY, LICENCE
from probation.demonstration.tables import Table
from probation.demonstration.time import Days

#: share of the people who have aliases, as in the index on which the searches were measured
ALIASES = 0.42
NOMS_NUMBERS = 26 * 26 * 10_000
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_NI_FIRST, _NI_SECOND = "ABCEGHJKLMPRSTWXY", "ABCEHJLMPRSTWXYZ"
_REMOVED_BECAUSE = "Entered by mistake: the report was about somebody else"


class People:
    """The tables of people, and how a life is entered in them."""

    def __init__(self, days: Days) -> None:
        self.days = days
        self.people = Table(
            models.Person,
            "id crn title_id first_name second_name preferred_name previous_surname surname born_on sex_id "
            "telephone mobile email allow_sms safe_contact_note pnc cro noms_number ni_number "
            "gender_identity_id ethnicity_id nationality_id religion_id sexual_orientation_id "
            "main_language_id interpreter_required region_id practice_learner_id merged_into_id "
            "removed_at removed_because created_at updated_at "
            "rosh_level rosh_registered_on rosh_assessed_level rosh_assessed_on",
        )
        self.aliases = Table(
            models.Alias, "id person_id first_name second_name surname born_on sex_id created_at updated_at"
        )
        self.addresses = Table(
            models.Address,
            "id person_id status_id is_main type_id type_verified no_fixed_abode number street town postcode "
            "postcode_key telephone started_on ended_on created_at updated_at",
        )
        self.allocations = Table(
            models.Allocation,
            "id person_id staff_id team_id reason_id started_on ended_on created_at updated_at",
        )
        self.tables = (self.people, self.aliases, self.addresses, self.allocations)
        self._read_codes()

    def _read_codes(self) -> None:
        from core.models import Region

        self.sexes, self.regions = by_code(models.Sex), by_code(Region)
        self.titles, self.genders = by_code(models.Title), by_code(models.GenderIdentity)
        self.ethnicities, self.nationalities = by_code(models.Ethnicity), by_code(models.Nationality)
        self.religions, self.orientations = by_code(models.Religion), by_code(models.SexualOrientation)
        self.languages = by_code(models.Language)
        self.statuses, self.types = by_code(models.AddressStatus), by_code(models.AddressType)
        self.reasons = by_words(models.AllocationReason)

    def enter(self, life: Life) -> None:
        self._enter_person(life)
        for first, last, younger in life.portrait.aliases:
            self._enter_alias(life, first, last, life.born + younger)
        if life.named is None and life.rng.random() < ALIASES:
            self._enter_aliases(life)
        self._enter_addresses(life)
        self._enter_allocations(life)

    def _enter_person(self, life: Life) -> None:
        rng, days, origin = life.rng, self.days, life.origin
        stamp = days.stamp(life.known_on)
        foreign = bool(origin.languages) and rng.random() < 0.25
        language = origin.languages[0] if foreign else "cy" if life.portrait.cared_for else "en"
        second = names.first_name(rng, origin, woman=life.woman) if rng.random() < 0.55 else ""
        mobile = f"07700 900{rng.randrange(1000):03d}" if rng.random() < 0.85 else ""
        life.row = (
            life.key,
            life.crn,
            self.titles["MS" if life.woman else "MR"],
            life.first_name,
            second,
            life.first_name[:3] if rng.random() < 0.04 else "",
            names.surname(rng, origin) if life.woman and rng.random() < 0.3 else "",
            life.surname,
            days.iso(life.born),
            self.sexes["F" if life.woman else "M"],
            f"01632 960{rng.randrange(1000):03d}" if rng.random() < 0.3 else "",
            mobile,
            f"{life.crn.lower()}@example.org" if rng.random() < 0.4 else "",
            rng.random() < 0.8 if mobile else None,
            _safe_contact_note(rng, life),
            _pnc(rng, life, days),
            cro_number(rng, _first_arrest(rng, life, days)) if rng.random() < 0.7 else "",
            noms_number(life.serial) if life.standing in (CUSTODY, LICENCE) or rng.random() < 0.15 else "",
            ni_number(rng) if rng.random() < 0.75 else "",
            self.genders["GIF" if life.woman else "GIM"] if rng.random() < 0.6 else None,
            self.ethnicities[rng.choice(origin.ethnicities)],
            self.nationalities[self._nationality(life)],
            self.religions[rng.choice(origin.religions)] if rng.random() < 0.6 else None,
            self.orientations["01" if rng.random() < 0.94 else "02"] if rng.random() < 0.5 else None,
            self.languages[language],
            (foreign and rng.random() < 0.6) or life.portrait.cared_for,
            self.regions[life.region],
            life.learner,
            life.merged_into,
            days.stamp(days.on - 30) if life.removed else None,
            _REMOVED_BECAUSE if life.removed else "",
            stamp,
            stamp,
        )

    def finish(self, life: Life) -> None:
        """Enters the person, with what their registers and assessments came to."""
        self.people.add(
            *life.row,
            "" if life.registered_on is None else life.harm,
            None if life.registered_on is None else self.days.iso(life.registered_on),
            "" if life.assessed_on is None else life.harm,
            None if life.assessed_on is None else self.days.iso(life.assessed_on),
        )

    def _nationality(self, life: Life) -> str:
        code = life.rng.choice(life.origin.nationalities)
        life.british = code == "BRIT"
        return code

    def _enter_aliases(self, life: Life) -> None:
        rng = life.rng
        for _ in range(1 if rng.random() < 0.55 else 2 if rng.random() < 0.75 else 3):
            other_surname = rng.random() < 0.7
            self._enter_alias(
                life,
                life.first_name if other_surname else names.first_name(rng, life.origin, woman=life.woman),
                names.surname(rng, life.origin) if other_surname else life.surname,
                life.born + (rng.choice((-365, -30, -1, 1, 10, 31, 365)) if rng.random() < 0.4 else 0),
            )

    def _enter_alias(self, life: Life, first_name: str, surname: str, born: int) -> None:
        stamp = self.days.stamp(life.known_on + 10)
        self.aliases.add(
            self.aliases.key(),
            life.key,
            first_name,
            "",
            surname,
            self.days.iso(born),
            self.sexes["F" if life.woman else "M"],
            stamp,
            stamp,
        )

    def _enter_addresses(self, life: Life) -> None:
        """The main address, and often the one before it."""
        rng, days = life.rng, self.days
        moved = life.known_on + rng.randrange(max(1, days.on - life.known_on))
        before = rng.random() < 0.4
        if before:
            self._enter_address(life, "P", life.known_on, moved)
        if not life.current and rng.random() < 0.5:
            return
        self._enter_address(life, "M", moved if before else life.known_on, None)

    def _enter_address(self, life: Life, status: str, begins: int, ends: int | None) -> None:
        rng, area = life.rng, AREAS[life.region]
        place = int(rng.random() * len(area.towns))
        homeless = status == "M" and rng.random() < 0.05
        postcode = postcode_of(rng, area.postcodes[place])
        stamp = self.days.stamp(begins)
        self.addresses.add(
            self.addresses.key(),
            life.key,
            self.statuses[status],
            status == "M",
            self.types[rng.choice(("A01A", "A01C", "A01D", "A03", "A04", "A07B"))],
            rng.random() < 0.7,
            homeless,
            *(("", "") if homeless else number_and_street(rng)),
            area.towns[place],
            "" if homeless else postcode,
            "" if homeless else postcode.replace(" ", ""),
            "",
            self.days.iso(begins),
            None if ends is None else self.days.iso(ends),
            stamp,
            stamp,
        )

    def _enter_allocations(self, life: Life) -> None:
        if life.post is None:
            return
        rng, days = life.rng, self.days
        begins = min(life.sentenced_on + rng.randrange(1, 8), days.on)
        ends = None if life.current else min(begins + rng.randrange(200, 700), days.on - 1)
        stamp = days.stamp(begins)
        self.allocations.add(
            self.allocations.key(),
            life.key,
            life.post.staff,
            life.post.team,
            self.reasons["Initial Allocation" if rng.random() < 0.7 else "Caseload Adjustment"],
            days.iso(begins),
            None if ends is None else days.iso(ends),
            stamp,
            stamp,
        )


def postcode_of(rng: Random, district: str) -> str:
    return f"{district} {rng.randrange(1, 10)}{rng.choice(POSTCODE_LETTERS)}{rng.choice(POSTCODE_LETTERS)}"


def number_and_street(rng: Random) -> tuple[str, str]:
    return str(rng.randrange(1, 180)), f"{rng.choice(STREET_NAMES)} {rng.choice(STREET_KINDS)}"


def noms_number(n: int) -> str:
    """A NOMS number such as A1234BC, different for each n."""
    scattered = n * 7919 % NOMS_NUMBERS
    letters, serial = divmod(scattered, 10_000)
    return f"{'ABCG'[n // NOMS_NUMBERS]}{serial:04d}{_LETTERS[letters // 26]}{_LETTERS[letters % 26]}"


def _first_arrest(rng: Random, life: Life, days: Days) -> int:
    """The year of an arrest, for a PNC or CRO number."""
    latest = int(days.iso(life.known_on)[:4])
    earliest = min(latest, int(days.iso(life.born)[:4]) + 14)
    return rng.randrange(earliest, latest + 1)


def _safe_contact_note(rng: Random, life: Life) -> str:
    if life.portrait.cared_for:
        return "Text before calling. Do not leave a message with the neighbour."
    return "Do not leave a message with anybody else" if life.woman and rng.random() < 0.1 else ""


def _pnc(rng: Random, life: Life, days: Days) -> str:
    return "" if rng.random() < 0.03 else pnc_number(rng, _first_arrest(rng, life, days))


def pnc_number(rng: Random, year: int) -> str:
    """A PNC number of a year, such as 1979/0163001B."""
    serial = rng.randrange(1, 700_000)
    return f"{year:04d}/{serial:07d}{pnc_letter(year, serial)}"


def cro_number(rng: Random, year: int) -> str:
    """A CRO number of a year, such as 065656/91H."""
    short, serial = f"{year % 100:02d}", f"{rng.randrange(1, 500_000):06d}"
    return f"{serial}/{short}{cro_letter(short, serial)}"


def ni_number(rng: Random) -> str:
    """A National Insurance number of the right form; a prefix that is never issued becomes JG."""
    prefix = rng.choice(_NI_FIRST) + rng.choice(_NI_SECOND)
    if prefix in {"BG", "GB", "NK", "KN", "TN", "NT", "ZZ"}:
        prefix = "JG"
    return f"{prefix}{rng.randrange(1_000_000):06d}{rng.choice('ABCD')}"
