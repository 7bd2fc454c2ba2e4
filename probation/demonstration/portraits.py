"""The facts that are fixed for the lives of the named people. Those of others are drawn at random."""

from dataclasses import dataclass

from probation.demonstration import named_people as named
from probation.demonstration.standings import COMMUNITY, CUSTODY, LICENCE, SUSPENDED


@dataclass(frozen=True, kw_only=True)
class Portrait:
    """Fixed facts of a life. Days are counted back from the world's day.

    requirements   codes of their types; None to draw them
    registers      codes of registers besides RoSH
    failures       how many of the last appointments were missed
    at_key_stage   a parole hearing is near
    sanctions      how many sanctions before this one; None to draw it
    every          days between appointments; None to draw it
    known_days     length of the record in days; None to draw it
    elsewhere      held in another region
    aliases        first name, surname and days by which the alias is born later
    """

    standing: str = COMMUNITY
    harm: str = "MEDIUM"
    drive: float = 0.4
    sentenced_days: int = 200
    length_months: int | None = None
    release_in: int | None = None
    for_life: bool = False
    at_key_stage: bool = False
    sanctions: int | None = None
    requirements: tuple[str, ...] | None = None
    registers: tuple[str, ...] = ()
    failures: int = 0
    every: int | None = None
    known_days: int | None = None
    elsewhere: bool = False
    cared_for: bool = False
    aliases: tuple[tuple[str, str, int], ...] = ()


NOTHING_FIXED = Portrait()

#: of some people in prison who are not among the named people
PROLIFIC = Portrait(standing=CUSTODY, sanctions=45)
LIFE_SENTENCE = Portrait(standing=CUSTODY, for_life=True, at_key_stage=True)

PORTRAITS = {
    named.ORDINARY.crn: Portrait(
        requirements=("F", "RM38"), registers=("ADVP",), every=7, sentenced_days=160
    ),
    named.HIGH_RISK.crn: Portrait(
        standing=LICENCE,
        harm="HIGH",
        drive=0.8,
        sentenced_days=620,
        registers=("MAPP", "AV2S", "RSTO", "RCHD", "WEAP"),
        every=7,
    ),
    named.IN_CUSTODY.crn: Portrait(
        standing=CUSTODY, drive=0.6, sentenced_days=250, release_in=9, sanctions=45
    ),
    named.BREACH.crn: Portrait(requirements=("F",), drive=0.7, failures=3, every=7, sentenced_days=150),
    named.WOMAN.crn: Portrait(standing=SUSPENDED, requirements=("F",), registers=("RVLN", "ADVV"), every=14),
    named.ADJUSTMENTS.crn: Portrait(requirements=("F",), harm="LOW", cared_for=True, every=28),
    named.PRACTICE.crn: Portrait(requirements=("F", "W"), every=14),
    named.RESTRICTED.crn: Portrait(
        standing=LICENCE, harm="HIGH", sentenced_days=500, registers=("RPIR",), every=14
    ),
    named.REMOVED.crn: Portrait(requirements=("F",), every=28, sentenced_days=90),
    named.EXCLUDED.crn: Portrait(requirements=("F", "W"), every=14),
    named.MERGED_AWAY.crn: Portrait(requirements=("F",), every=28, sentenced_days=160),
    named.TRANSFER_OUT.crn: Portrait(requirements=("F",), harm="LOW", every=28),
    named.TRANSFER_IN.crn: Portrait(standing=SUSPENDED, requirements=("F",), every=14, elsewhere=True),
    named.LIFER.crn: Portrait(
        standing=CUSTODY,
        sentenced_days=5800,
        for_life=True,
        at_key_stage=True,
        registers=("INLL",),
        known_days=5900,
    ),
    named.ALIASES.crn: Portrait(
        requirements=("F",),
        aliases=(("Katie", "Smith", 0), ("Cath", "Robertson", 0), ("Catherine", "Robinson", 365)),
    ),
    named.UNPAID_WORK.crn: Portrait(requirements=("W",), harm="LOW", drive=0.2, every=28, sentenced_days=120),
    named.LONG_RECORD.crn: Portrait(
        drive=0.9, requirements=("F",), every=7, known_days=4400, sentenced_days=300
    ),
}
