"""What the tier reads from a case record: registrations, the mandate, breaches and recalls."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from risk.codes import ENFORCEMENT_OUTCOMES, ROSH_REGISTERS, MappaLevel, Register, RoshLevel

CUSTODIAL_SENTENCES = frozenset(["NC", "SC"])
#: main types of requirement that give no mandate: unpaid work, and an extended order
NOT_CHANGE_WORK = frozenset(["W", "W1"])
#: code of a register -> the RoSH level it stands for
ROSH_OF: Mapping[str, RoshLevel] = {register.value: level for register, level in ROSH_REGISTERS.items()}


@dataclass(frozen=True, kw_only=True, slots=True)
class ActiveRegistration:
    """An entry in a register that has not ended.

    key     the primary key: of two entries of one day, the one with the higher key was entered later
    level   code of the level, "" for none
    """

    code: str
    registered_on: date
    key: int
    level: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class RegisterFacts:
    """What the tier reads from the active registrations.

    registers      codes of all of them, upper case
    iom            in Integrated Offender Management
    unsupervised   the last third of the sentence is not supervised
    """

    rosh: RoshLevel | None
    mappa_level: MappaLevel | None
    registers: frozenset[str]
    iom: bool
    unsupervised: bool


@dataclass(frozen=True, slots=True)
class CurrentRequirement:
    """A requirement that has not ended: the code of its main type, and whether it only restricts."""

    main_type: str
    restrictive: bool


def read_registrations(registrations: Iterable[ActiveRegistration]) -> RegisterFacts:
    """The facts of the active registrations. Of several RoSH or MAPPA entries the newest counts.

    A historic registration (HREG) is ignored.
    source   docs/sources/risk.md#two-axis-tier
    """
    newest_first = sorted(registrations, key=attrgetter("registered_on", "key"), reverse=True)
    coded = [(entry.code.upper(), entry.level) for entry in newest_first]
    registers = frozenset(code for code, _ in coded) - {Register.HREG}
    level = next((level for code, level in coded if code == Register.MAPP), None)
    return RegisterFacts(
        rosh=next((ROSH_OF[code] for code, _ in coded if code in ROSH_OF), None),
        mappa_level=None if level is None else mappa_level(level),
        registers=registers,
        iom=Register.IIOM in registers,
        unsupervised=Register.PRC in registers,
    )


def mappa_level(code: str) -> MappaLevel | None:
    """The MAPPA level of a registration's level code, None for a code that tiering does not read."""
    try:
        return MappaLevel(code.upper())
    except ValueError:
        return None


def has_mandate(*, sentence_types: Iterable[str], requirements: Iterable[CurrentRequirement]) -> bool:
    """Whether there is a mandate: a sentence or a requirement in force that calls for work towards change.

    sentence_types   codes of the types of the sentences that are not terminated
    """
    if any(code.upper() in CUSTODIAL_SENTENCES for code in sentence_types):
        return True
    return any(
        not requirement.restrictive and requirement.main_type.upper() not in NOT_CHANGE_WORK
        for requirement in requirements
    )


def enforcement_counts(outcome: str, *, ended_on: date | None, on: date) -> bool:
    """Whether a breach or recall with this outcome counts on the day `on`.

    It counts while its sentence is active, and for a year after the sentence ended.
    outcome    code of the NSI outcome
    ended_on   when the sentence ended, None while it is active
    """
    if outcome.upper() not in ENFORCEMENT_OUTCOMES:
        return False
    if ended_on is None or ended_on >= on:
        return True
    try:
        year_after = ended_on.replace(year=ended_on.year + 1)
    except ValueError:  # 29 February
        year_after = date(ended_on.year + 1, 2, 28)
    return on < year_after
