"""What the tier reads out of a case record: registrations, mandate, breaches and recalls."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from risk.codes import ENFORCEMENT_OUTCOMES, ROSH_REGISTERS, MappaLevel, Register, RoshLevel

CUSTODIAL_SENTENCES = frozenset(["NC", "SC"])
#: unpaid work, and an order extended
NOT_CHANGE_WORK = frozenset(["W", "W1"])


@dataclass(frozen=True, kw_only=True, slots=True)
class ActiveRegistration:
    """An entry in a register that has not ended. `key` orders entries of one day, the later one higher."""

    code: str
    registered_on: date
    key: int
    level: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class RegisterFacts:
    """What the active registrations say."""

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
    """The newest RoSH and MAPPA entries and the distinct codes; historic registrations are left out.

    source   docs/sources/risk.md#two-axis-tier
    """
    coded = [(entry.code.upper(), entry) for entry in registrations]
    kept = [pair for pair in coded if pair[0] != Register.HREG.value]
    kept.sort(key=lambda pair: (pair[1].registered_on, pair[1].key), reverse=True)
    levels = {register.value: level for register, level in ROSH_REGISTERS.items()}
    codes = frozenset(code for code, _ in kept)
    mappa = next((entry for code, entry in kept if code == Register.MAPP.value), None)
    return RegisterFacts(
        rosh=next((levels[code] for code, _ in kept if code in levels), None),
        mappa_level=None if mappa is None else mappa_level(mappa.level),
        registers=codes,
        iom=Register.IIOM.value in codes,
        unsupervised=Register.PRC.value in codes,
    )


def mappa_level(code: str) -> MappaLevel | None:
    """The MAPPA level of a registration's level code, None for a code that tiering does not read."""
    try:
        return MappaLevel(code.upper())
    except ValueError:
        return None


def has_mandate(*, sentence_types: Iterable[str], requirements: Iterable[CurrentRequirement]) -> bool:
    """Whether something in force calls for work towards change.

    sentence_types   types of the sentences that are not terminated
    """
    if any(code.upper() in CUSTODIAL_SENTENCES for code in sentence_types):
        return True
    return any(
        not requirement.restrictive and requirement.main_type.upper() not in NOT_CHANGE_WORK
        for requirement in requirements
    )


def enforcement_counts(outcome: str, *, ended_on: date | None, on: date) -> bool:
    """Whether the outcome of a breach or recall counts: its sentence is active, or ended under a year ago.

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
