"""What a case note must hold, and who is e-mailed about it."""

from dataclasses import dataclass

from core.errors import RuleBroken
from referrals.codes import Side
from referrals.rules.texts import empty

PAGE_SIZE = 10


@dataclass(frozen=True, kw_only=True)
class CaseNote:
    """A note as typed.

    email_practitioner   asked of suppliers only: whether to e-mail the practitioner
    """

    side: Side
    subject: str = ""
    body: str = ""
    email_practitioner: bool | None = None


def case_note_problems(note: CaseNote) -> list[RuleBroken]:
    """All that is wrong with a note.

    source   docs/sources/referrals.md#case-notes
    """
    found = []
    if not note.subject.strip():
        found.append(empty("subject", "Enter a subject"))
    if not note.body.strip():
        found.append(empty("body", "Enter a case note"))
    if note.side == Side.SUPPLIER and note.email_practitioner is None:
        words = "Select yes if the probation practitioner should be emailed about this case note"
        found.append(empty("email_practitioner", words))
    return found


def users_to_email(
    *,
    author: int,
    caseworker: int | None,
    practitioner: int | None,
    side: Side,
    email_practitioner: bool | None,
) -> list[int]:
    """Ids of the users to e-mail: the caseworker and the practitioner, but never the author.

    A supplier may decide not to e-mail the practitioner. A note by probation always goes to the practitioner,
    unless they wrote it.
    """
    recipients = [] if caseworker is None or caseworker == author else [caseworker]
    is_declined = side == Side.SUPPLIER and email_practitioner is False
    if practitioner is not None and practitioner != author and not is_declined:
        recipients.append(practitioner)
    return recipients
