"""RAR days of a requirement, counted from its contacts: those on one date are one day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.reasons import Reason


@dataclass(frozen=True, kw_only=True)
class RarContact:
    """A contact of the requirement, or of an NSI under it. The caller leaves removed ones out."""

    on: date
    rar_activity: bool
    attended: bool | None = None

    @property
    def counts(self) -> bool:
        """Whether it is RAR activity that was attended or has no outcome yet."""
        return self.rar_activity and self.attended is not False


@dataclass(frozen=True, kw_only=True)
class RarDays:
    length_days: int
    completed: int
    scheduled: int

    @property
    def remaining(self) -> int:
        """Never below 0, although more days may be delivered than were ordered."""
        return max(self.length_days - self.completed, 0)

    @property
    def warning(self) -> Reason | None:
        """What to say when more days are done or planned than were ordered."""
        planned = self.completed + self.scheduled
        if planned <= self.length_days:
            return None
        return Reason(
            "{planned} days done or planned of {length} ordered", planned=planned, length=self.length_days
        )


def rar_days(contacts: Iterable[RarContact], *, length_days: int, today: date) -> RarDays:
    """Counts the days done and planned. Several contacts on one day count once.

    source   docs/sources/cases.md#rehabilitation-activity-days
    """
    counted = [contact for contact in contacts if contact.counts]
    completed = {contact.on for contact in counted if contact.on <= today and contact.attended is True}
    scheduled = {contact.on for contact in counted if contact.on > today}
    return RarDays(length_days=length_days, completed=len(completed), scheduled=len(scheduled))
