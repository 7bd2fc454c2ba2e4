"""Is this person here already? The steps of the matching engine, as plain comparisons."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from cases.rules.people import Naming, same_name
from core.reasons import Reason
from core.working_days import MONTHS_IN_YEAR


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A record that might be the person; identifiers as stored, "" for none."""

    id: int
    main: Naming
    aliases: tuple[Naming, ...] = ()
    noms: str = ""
    pnc: str = ""
    cro: str = ""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is known of the person to be added; "" and None are not asked about."""

    first_name: str = ""
    surname: str = ""
    born_on: date | None = None
    noms: str = ""
    pnc: str = ""
    cro: str = ""


def _naming_agrees(wanted: Wanted, naming: Naming) -> bool:
    """All that was supplied, within this one naming."""
    return (
        (not wanted.first_name or same_name(wanted.first_name, naming.first_name))
        and (not wanted.surname or same_name(wanted.surname, naming.surname))
        and (not wanted.born_on or wanted.born_on == naming.born_on)
    )


def _ids_agree(wanted: Wanted, one: Candidate) -> bool:
    pairs = ((wanted.noms, one.noms), (wanted.pnc, one.pnc), (wanted.cro, one.cro))
    return all(not asked or asked == stored for asked, stored in pairs)


def _supports(wanted: Wanted, one: Candidate) -> bool:
    """Surname or date of birth agrees, in the main record or an alias."""
    return any(
        same_name(wanted.surname, naming.surname) or (wanted.born_on and wanted.born_on == naming.born_on)
        for naming in (one.main, *one.aliases)
    )


def all_supplied(wanted: Wanted, one: Candidate) -> bool:
    return wanted != Wanted() and _ids_agree(wanted, one) and _naming_agrees(wanted, one.main)


def all_supplied_alias(wanted: Wanted, one: Candidate) -> bool:
    named = wanted.first_name or wanted.surname or wanted.born_on
    return bool(named) and _ids_agree(wanted, one) and any(_naming_agrees(wanted, a) for a in one.aliases)


def same_noms(wanted: Wanted, one: Candidate) -> bool:
    return bool(wanted.noms) and wanted.noms == one.noms


def same_cro(wanted: Wanted, one: Candidate) -> bool:
    return bool(wanted.cro) and wanted.cro == one.cro and _supports(wanted, one)


def same_pnc(wanted: Wanted, one: Candidate) -> bool:
    return bool(wanted.pnc) and wanted.pnc == one.pnc and _supports(wanted, one)


def same_name_and_birth(wanted: Wanted, one: Candidate) -> bool:
    named = wanted.first_name and wanted.surname and wanted.born_on
    return bool(named) and _naming_agrees(wanted, one.main)


def same_surname_and_birth(wanted: Wanted, one: Candidate) -> bool:
    named = wanted.surname and wanted.born_on
    return bool(named) and _naming_agrees(replace(wanted, first_name=""), one.main)


def same_name_birth_nearly(wanted: Wanted, one: Candidate) -> bool:
    if not (wanted.first_name and wanted.surname and wanted.born_on):
        return False
    return _naming_agrees(replace(wanted, born_on=None), one.main) and one.main.born_on in near_births(
        wanted.born_on
    )


def near_births(born_on: date) -> frozenset[date]:
    """Day and month swapped, the same day of another month, one day either side in the same month."""
    either_side = (born_on + timedelta(days=n) for n in (-1, 1))
    near = {day for day in either_side if day.month == born_on.month}
    same_day = [(month, born_on.day) for month in range(1, MONTHS_IN_YEAR + 1)]
    for month, day_of_month in [(born_on.day, born_on.month), *same_day]:
        try:
            near.add(date(born_on.year, month, day_of_month))
        except ValueError:
            continue
    return frozenset(near - {born_on})


#: Tried in this order; the first that finds anybody ends the search. Source: docs/sources/cases.md#searching
STEPS = (
    (Reason("All details agree"), all_supplied),
    (Reason("All details agree with an alias"), all_supplied_alias),
    (Reason("Same prison number"), same_noms),
    (Reason("Same CRO number, and last name or date of birth"), same_cro),
    (Reason("Same PNC number, and last name or date of birth"), same_pnc),
    (Reason("Same name and date of birth"), same_name_and_birth),
    (Reason("Same last name and date of birth"), same_surname_and_birth),
    (Reason("Same name, date of birth nearly the same"), same_name_birth_nearly),
)


@dataclass(frozen=True, kw_only=True)
class Duplicates:
    """Who may be the person already; `because` is None when nobody."""

    ids: tuple[int, ...]
    because: Reason | None


def possible_duplicates(wanted: Wanted, candidates: Iterable[Candidate]) -> Duplicates:
    """Found ones are a warning to confirm, not a refusal."""
    candidates = tuple(candidates)
    for because, agrees in STEPS:
        if found := tuple(one.id for one in candidates if agrees(wanted, one)):
            return Duplicates(ids=found, because=because)
    return Duplicates(ids=(), because=None)
