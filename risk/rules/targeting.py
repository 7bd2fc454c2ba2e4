"""Custody targeting: who is offered core or additional offender management, and in which priority group."""

from collections.abc import Callable
from dataclasses import dataclass

from core.reasons import Reason
from risk.codes import FurtherGroup, RoshLevel, TargetingLevel

#: two-year OGRS3 percent from which a person counts as most likely to reoffend
HIGHEST_REOFFENDING = 75


@dataclass(frozen=True, kw_only=True, slots=True)
class TargetingInputs:
    """The inputs of custody targeting. None means not known, and for `further_group` none.

    ogrs3_2yr      whole two-year percent
    rosh           judged as if released
    at_key_stage   a parole hearing or a move to open conditions is near; counts for indeterminate sentences
    further_group  a group that the prison may extend the core offer to, at its discretion
    """

    ogrs3_2yr: int | None
    rosh: RoshLevel | None
    indeterminate: bool
    at_key_stage: bool
    further_group: FurtherGroup | None


@dataclass(frozen=True, kw_only=True, slots=True)
class TargetingVerdict:
    """The level, its priority group (1 first, None outside the groups), why, and what is offered."""

    level: TargetingLevel
    priority_group: int | None
    because: Reason
    offer: Reason


@dataclass(frozen=True, slots=True)
class TargetingRow:
    """One row of the published decision table."""

    applies: Callable[[TargetingInputs], bool]
    level: TargetingLevel
    priority_group: int | None
    because: Reason
    offer: Reason


def _likely_to_reoffend(inputs: TargetingInputs) -> bool:
    return inputs.ogrs3_2yr is not None and inputs.ogrs3_2yr >= HIGHEST_REOFFENDING


def _high_harm(inputs: TargetingInputs) -> bool:
    return inputs.rosh is not None and inputs.rosh >= RoshLevel.HIGH


#: the first row that applies decides
TABLE = (
    TargetingRow(
        lambda inputs: _likely_to_reoffend(inputs) and _high_harm(inputs),
        TargetingLevel.ADDITIONAL,
        1,
        Reason("OGRS3 {ogrs3}% is {highest} or more, and RoSH is {rosh}"),
        Reason("Core, with the offers for the highest reoffending and for high risk of serious harm"),
    ),
    TargetingRow(
        _likely_to_reoffend,
        TargetingLevel.ADDITIONAL,
        2,
        Reason("OGRS3 {ogrs3}% is {highest} or more"),
        Reason(
            "Core, with a planned programme of activity, one-to-one sessions, and preparation for"
            " and reflection on programmes"
        ),
    ),
    TargetingRow(
        _high_harm,
        TargetingLevel.ADDITIONAL,
        3,
        Reason("RoSH is {rosh}"),
        Reason(
            "Core, with multi-agency risk management led from the community; the inter-departmental risk"
            " meeting, monitored communications and visit restrictions are considered"
        ),
    ),
    TargetingRow(
        lambda inputs: inputs.indeterminate and inputs.at_key_stage,
        TargetingLevel.ADDITIONAL,
        4,
        Reason("Indeterminate sentence at a key stage"),
        Reason("Core, with one-to-one time at this stage"),
    ),
    TargetingRow(
        lambda inputs: inputs.further_group is not None,
        TargetingLevel.CORE_MAY_EXTEND,
        None,
        Reason("Further group: {further_group}"),
        Reason("Core; extra time only if resources allow"),
    ),
    TargetingRow(
        lambda inputs: True,
        TargetingLevel.CORE,
        None,
        Reason("OGRS3 below {highest}, RoSH low or medium, and no key stage of an indeterminate sentence"),
        Reason("Core; seen only at a surgery, a drop-in or a wing visit at a fixed time"),
    ),
)
#: (OGRS3 is known, RoSH is known) -> reason of the last row: without a score or level the person stays core
NOT_KNOWN = {
    (False, True): Reason("No OGRS3 score; RoSH is {rosh}"),
    (True, False): Reason("OGRS3 below {highest}; no RoSH level"),
    (False, False): Reason("Neither an OGRS3 score nor a RoSH level"),
}


def targeting_of(inputs: TargetingInputs) -> TargetingVerdict:
    """What a person in custody is offered, and why.

    source   docs/sources/risk.md#custody-targeting
    """
    row = next(row for row in TABLE if row.applies(inputs))
    because = row.because
    if row is TABLE[-1]:
        because = NOT_KNOWN.get((inputs.ogrs3_2yr is not None, inputs.rosh is not None), because)
    values = {
        "ogrs3": inputs.ogrs3_2yr,
        "highest": HIGHEST_REOFFENDING,
        "rosh": inputs.rosh.words.lower() if inputs.rosh else None,
        "further_group": inputs.further_group.words.lower() if inputs.further_group else None,
    }
    named = {name: value for name, value in values.items() if "{" + name + "}" in because.words}
    return TargetingVerdict(
        level=row.level,
        priority_group=row.priority_group,
        because=Reason(because.words, **named),
        offer=row.offer,
    )
