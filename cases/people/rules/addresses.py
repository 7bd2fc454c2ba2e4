"""Addresses: one open main address, and what becomes of the old one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cases.codes import AddressStatus
from cases.people.rules.periods import broken_period
from cases.people.rules.reachability import NOT_A_POSTCODE
from core.errors import RuleBroken, RulesBroken
from core.reasons import Reason
from core.typed.postcodes import read_postcode


@dataclass(frozen=True, kw_only=True)
class AddressEntry:
    """An address as somebody wants to save it. `lines` are building, number, street and so on."""

    status: AddressStatus
    started_on: date
    ended_on: date | None = None
    no_fixed_abode: bool = False
    lines: tuple[str, ...] = ()
    postcode: str = ""


@dataclass(frozen=True, kw_only=True)
class OpenAddress:
    id: int
    status: AddressStatus
    started_on: date


@dataclass(frozen=True, kw_only=True)
class EndedMain:
    """How the main address ends that a new one replaces: it becomes a previous address."""

    id: int
    ended_on: date
    status: AddressStatus = AddressStatus.PREVIOUS


def plan_address(
    entry: AddressEntry, *, open_now: Iterable[OpenAddress], today: date, confirmed: bool
) -> EndedMain | None:
    """Which main address adding or changing an address ends; None for none.

    open_now   the person's open addresses, without the one being changed
    raises     RulesBroken; RuleBroken MAIN_REPLACED, which is a warning, unless `confirmed`
    source     docs/sources/cases.md#people
    """
    broken = broken_details(entry, today=today)
    mains = [row for row in open_now if row.status == AddressStatus.MAIN]
    replaced = mains[0] if mains and entry.status == AddressStatus.MAIN and entry.ended_on is None else None
    if replaced and entry.started_on < replaced.started_on:
        reason = Reason(
            "Start date must be on or after {day}, when the main address began", day=replaced.started_on
        )
        broken.append(RuleBroken("MAIN_BEFORE_MAIN", reason, "started_on"))
    if broken:
        raise RulesBroken(broken)
    if replaced is None:
        return None
    if not confirmed:
        reason = Reason("The main address will end on {day} and become a previous one", day=entry.started_on)
        raise RuleBroken("MAIN_REPLACED", reason, "confirmed")
    return EndedMain(id=replaced.id, ended_on=entry.started_on)


def broken_details(entry: AddressEntry, *, today: date) -> list[RuleBroken]:
    """What is wrong with an address by itself."""
    may_be_ahead = entry.status in (AddressStatus.PROPOSED, AddressStatus.PROPOSED_FOR_RESETTLEMENT)
    broken = broken_period(entry.started_on, entry.ended_on, today=None if may_be_ahead else today)
    if not entry.no_fixed_abode and not any(line.strip() for line in entry.lines):
        broken.append(RuleBroken("ADDRESS_REQUIRED", "Enter the address, or select no fixed abode", "street"))
    if entry.postcode.strip() and read_postcode(entry.postcode) is None:
        broken.append(RuleBroken("POSTCODE_SHAPE", NOT_A_POSTCODE, "postcode"))
    if entry.status == AddressStatus.PREVIOUS and entry.ended_on is None:
        broken.append(RuleBroken("END_REQUIRED", "Enter the date a previous address ended", "ended_on"))
    return broken
