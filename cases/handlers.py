"""What the case record does when a fact is told: work that waits follows the case."""

from cases.notices import PractitionerChanged
from cases.queries.holders import holder_of
from cases.services.alerts import hand_over_alerts
from cases.services.deadlines import hand_over_deadlines
from core import clock
from core.outbox import handles


@handles(PractitionerChanged)
def hand_over_what_waits(notice: PractitionerChanged) -> None:
    """To whoever holds the case now, which may be somebody later than the notice says."""
    holder = holder_of(notice.person_id)
    hand_over_alerts(notice.person_id, staff_id=holder.staff_id, team_id=holder.team_id)
    hand_over_deadlines(
        notice.person_id, staff_id=holder.staff_id, team_id=holder.team_id, by=None, at=clock.now()
    )
