"""The people whom the demonstration world always holds, under the same names and CRNs."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class NamedPerson:
    """`shows` is the text of the README that says what the record is for."""

    crn: str
    first_name: str
    surname: str
    born_on: date
    sex: str = "M"
    shows: str = ""


ORDINARY = NamedPerson(
    crn="X000001",
    first_name="Daniel",
    surname="Ashdown",
    born_on=date(1988, 5, 14),
    shows="Community order with rehabilitation days and a programme; seen weekly, today if offices are open",
)
HIGH_RISK = NamedPerson(
    crn="X000002",
    first_name="Marcus",
    surname="Thornfield",
    born_on=date(1979, 11, 2),
    shows="High risk of serious harm, MAPPA, risk to staff, restraining order; on licence with conditions",
)
IN_CUSTODY = NamedPerson(
    crn="X000003",
    first_name="Kieran",
    surname="Holloway",
    born_on=date(1994, 2, 27),
    shows="In prison, to be released within two weeks: custody targeting, an urgent referral",
)
BREACH = NamedPerson(
    crn="X000004",
    first_name="Jordan",
    surname="Pickering",
    born_on=date(1999, 8, 19),
    shows="Missed appointments, warnings, an enforcement action that waits for an answer, a breach review",
)
WOMAN = NamedPerson(
    crn="X000005",
    first_name="Siobhan",
    surname="Merriweather",
    born_on=date(1985, 4, 9),
    sex="F",
    shows="A woman whose tier counts parenting and self-control; a women's service referral",
)
ADJUSTMENTS = NamedPerson(
    crn="X000006",
    first_name="Gareth",
    surname="Llewellyn",
    born_on=date(1962, 12, 30),
    shows="Disabilities, adjustments, an interpreter, a safe way to be contacted; a referral withdrawn",
)
PRACTICE = NamedPerson(
    crn="X000007",
    first_name="Penny",
    surname="Practice",
    born_on=date(1990, 1, 1),
    sex="F",
    shows="Practice record of the practitioner, opened from Training: in no list, nobody else sees it",
)
RESTRICTED = NamedPerson(
    crn="X000008",
    first_name="Lowell",
    surname="Limited",
    born_on=date(1983, 7, 21),
    shows="Restricted to the practitioner and their manager: everybody else sees the number only",
)
REMOVED = NamedPerson(
    crn="X000009",
    first_name="Rhoda",
    surname="Removed",
    born_on=date(1977, 3, 3),
    sex="F",
    shows="Entered by mistake and removed: no list, search or address finds it",
)
EXCLUDED = NamedPerson(
    crn="X000010",
    first_name="Edmund",
    surname="Excluder",
    born_on=date(1991, 10, 12),
    shows="A relative works here: the sign-in `excluded` is shut out, everybody else is not",
)
MERGED_AWAY = NamedPerson(
    crn="X000011",
    first_name="Dan",
    surname="Ashdowne",
    born_on=date(1988, 5, 14),
    shows="A second record of Daniel Ashdown, merged: its number leads to X000001",
)
TRANSFER_OUT = NamedPerson(
    crn="X000012",
    first_name="Tobias",
    surname="Wayfarer",
    born_on=date(1973, 6, 6),
    shows="Moving away: a transfer to another region waits; a referral withdrawn after its assessment",
)
TRANSFER_IN = NamedPerson(
    crn="X000013",
    first_name="Imogen",
    surname="Newbury",
    born_on=date(1996, 9, 25),
    sex="F",
    shows="Held in another region: a transfer to the practitioner waits for an answer",
)
LIFER = NamedPerson(
    crn="X000014",
    first_name="Walter",
    surname="Oakenshaw",
    born_on=date(1958, 1, 17),
    shows="Life sentence, in prison, a parole hearing near: the key stage that counts in custody targeting",
)
ALIASES = NamedPerson(
    crn="X000015",
    first_name="Catherine",
    surname="Smythe-Robertson",
    born_on=date(1987, 2, 11),
    sex="F",
    shows="Several names and dates of birth: found as Katie Smith, as Cath Robertson and misspelt",
)
UNPAID_WORK = NamedPerson(
    crn="X000016",
    first_name="Reece",
    surname="Bramhall",
    born_on=date(2001, 11, 5),
    shows="Unpaid work only: hours credited, nothing in the sentence that calls for change",
)
LONG_RECORD = NamedPerson(
    crn="X000017",
    first_name="Desmond",
    surname="Longstaff",
    born_on=date(1966, 8, 8),
    shows="Twelve years of contacts: a long list to filter and page through; a referral completed",
)

NAMED_PEOPLE = (
    ORDINARY,
    HIGH_RISK,
    IN_CUSTODY,
    BREACH,
    WOMAN,
    ADJUSTMENTS,
    PRACTICE,
    RESTRICTED,
    REMOVED,
    EXCLUDED,
    MERGED_AWAY,
    TRANSFER_OUT,
    TRANSFER_IN,
    LIFER,
    ALIASES,
    UNPAID_WORK,
    LONG_RECORD,
)
#: CRNs below this serial are kept for named people
FIRST_ORDINARY_SERIAL = 1000
