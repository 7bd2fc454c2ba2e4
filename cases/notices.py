"""The notices that the case record publishes for other apps. They hold keys and codes, never the record."""

from dataclasses import dataclass

from core.notices import Notice


@dataclass(frozen=True, kw_only=True)
class RegistrationChanged(Notice):
    """A registration was added, reviewed to another level, ended or removed."""

    person_id: int
    crn: str
    register: str


@dataclass(frozen=True, kw_only=True)
class SentenceChanged(Notice):
    """An event's disposal was entered, amended, terminated or removed."""

    person_id: int
    crn: str
    event_id: int


@dataclass(frozen=True, kw_only=True)
class RequirementChanged(Notice):
    """A requirement was added, ended, taken up again or removed."""

    person_id: int
    crn: str
    requirement_id: int


@dataclass(frozen=True, kw_only=True)
class NsiOutcomeRecorded(Notice):
    """A breach, recall or other intervention ended with an outcome, or the outcome was changed."""

    person_id: int
    crn: str
    nsi_id: int


@dataclass(frozen=True, kw_only=True)
class PersonDetailsChanged(Notice):
    """Details of a person changed that other apps work from: a name, birth, death, sex, sanctions.

    fields   names of what changed
    """

    person_id: int
    crn: str
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CustodyChanged(Notice):
    """The status, the prison or a key date of a custody changed.

    key_dates   codes of the key dates that were set, moved or taken out (cases.codes.KeyDate)
    """

    person_id: int
    crn: str
    custody_id: int
    key_dates: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ContactRecorded(Notice):
    """A contact was entered or its outcome recorded."""

    person_id: int
    crn: str
    contact_id: int
    by_id: int | None = None
