"""The inputs of a tier, how a row stores them, and sentences that say what changed between two rows."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from core.reasons import Reason
from risk.codes import Gender, MappaLevel, Need, NeedSeverity, Register, RoshLevel

Kept = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class TierInputs:
    """What the tier is worked out from. None means not known.

    rsr           percent, two places
    ogrs3_2yr     whole two-year percent
    registers     codes of the active registrations, upper case
    parenting     OASys 6.9 answered yes
    impulsivity   score of OASys 11.2
    temper        score of OASys 11.4
    enforcement   a breach or recall on a sentence active or ended less than a year ago
    needs         severity of each need area the assessment answered
    mandate       a sentence or requirement that calls for work towards change
    assessed      an assessment counts; see `tiers.assessment_counts`
    unsupervised  the last third of the sentence is not supervised
    """

    gender: Gender | None
    rsr: Decimal | None
    ogrs3_2yr: int | None
    rosh: RoshLevel | None
    mappa_level: MappaLevel | None
    registers: Set[str]
    parenting: bool
    impulsivity: int | None
    temper: int | None
    enforcement: bool
    needs: Mapping[Need, NeedSeverity]
    mandate: bool
    assessed: bool
    iom: bool
    unsupervised: bool


def as_kept(inputs: TierInputs) -> dict[str, Any]:
    """The inputs by name, as a JSON column stores them.

    Two calculations had the same inputs exactly when these dicts are equal. A Code equals its stored value,
    so the dict that is read back from a row compares as equal too.
    """
    return {
        "gender": inputs.gender,
        "rsr": None if inputs.rsr is None else str(inputs.rsr),
        "ogrs3_2yr": inputs.ogrs3_2yr,
        "rosh": inputs.rosh,
        "mappa_level": inputs.mappa_level,
        "registers": sorted(inputs.registers),
        "parenting": inputs.parenting,
        "impulsivity": inputs.impulsivity,
        "temper": inputs.temper,
        "enforcement": inputs.enforcement,
        "needs": dict(inputs.needs),
        "mandate": inputs.mandate,
        "assessed": inputs.assessed,
        "iom": inputs.iom,
        "unsupervised": inputs.unsupervised,
    }


def what_changed(before: Kept, after: Kept) -> list[Reason]:
    """A reason for each input that differs between two rows; an empty list when none does."""
    return [
        *_levels(before, after),
        *_registers(before, after),
        *_needs(before, after),
        *_facts(before, after),
    ]


def headline(reasons: Sequence[Reason]) -> Reason:
    """One reason in place of several: the first of them, and how many more there are."""
    if len(reasons) == 1:
        return reasons[0]
    first, more = str(reasons[0]), len(reasons) - 1
    if more == 1:
        return Reason("{first}, and one more change", first=first)
    return Reason("{first}, and {more} more changes", first=first, more=more)


def _levels(before: Kept, after: Kept) -> Iterator[Reason]:
    def rosh(value: str) -> str:
        return RoshLevel(value).words.lower()

    def mappa(value: str) -> str:
        return MappaLevel(value).words

    shown = {
        "rosh": ("RoSH", rosh),
        "mappa_level": ("MAPPA", mappa),
        "rsr": ("RSR", lambda value: f"{value}%"),
        "ogrs3_2yr": ("OGRS3", lambda value: f"{value}%"),
    }
    for name, (words, show) in shown.items():
        old, new = before[name], after[name]
        if old == new:
            continue
        if old is None:
            yield Reason("{what} is now {new}", what=words, new=show(new))
        elif new is None:
            yield Reason("{what} no longer counts; it was {old}", what=words, old=show(old))
        else:
            yield Reason("{what} went from {old} to {new}", what=words, old=show(old), new=show(new))


def _registers(before: Kept, after: Kept) -> Iterator[Reason]:
    old, new = set(before["registers"]), set(after["registers"])
    for code in sorted(new - old):
        yield Reason("Registered: {register}", register=Register(code).words)
    for code in sorted(old - new):
        yield Reason("No longer registered: {register}", register=Register(code).words)


def _needs(before: Kept, after: Kept) -> Iterator[Reason]:
    if before["needs"] == after["needs"]:
        return
    for need in Need:
        old, new = before["needs"].get(need.value), after["needs"].get(need.value)
        if old != new:
            yield Reason(
                "{need} went from {old} to {new}", need=need.words, old=_severity(old), new=_severity(new)
            )


def _severity(value: str | None) -> str:
    return "not answered" if value is None else NeedSeverity(value).words.lower()


#: name of a yes-or-no input -> reason when it becomes true, reason when it becomes false
YES_NO_CHANGES = {
    "mandate": (
        Reason("The sentence now calls for work towards change"),
        Reason("Nothing in the sentence calls for change any more"),
    ),
    "assessed": (Reason("There is now an assessment"), Reason("No assessment counts any more")),
    "iom": (
        Reason("Integrated Offender Management began"),
        Reason("Integrated Offender Management ended"),
    ),
    "unsupervised": (
        Reason("The last third of the sentence is now unsupervised"),
        Reason("The sentence is supervised again"),
    ),
    "enforcement": (
        Reason("A breach or recall in the last year now counts"),
        Reason("No breach or recall in the last year counts any more"),
    ),
    "parenting": (
        Reason("Parenting responsibilities are now recorded"),
        Reason("Parenting responsibilities are no longer recorded"),
    ),
}


def _facts(before: Kept, after: Kept) -> Iterator[Reason]:
    for name, (begins, ends) in YES_NO_CHANGES.items():
        if before[name] != after[name]:
            yield begins if after[name] else ends
    if before["gender"] != after["gender"]:
        yield Reason("The recorded sex changed")
    for name, words in (("impulsivity", "Impulsivity"), ("temper", "Temper control")):
        if before[name] != after[name]:
            yield Reason("{item} scores differently in the assessment", item=words)
