"""Who holds a case, its transfers, its deadlines."""

import factory
from factory.django import DjangoModelFactory

from cases import codes, models
from cases.tests.factories.parts import hours_ago, now, row, team_of
from cases.tests.factories.people import PersonFactory
from core.clock import end_of_day
from core.tests.factories import RegionFactory, StaffFactory, days_ago, days_ahead


class AllocationFactory(DjangoModelFactory):
    """Allocates a person to a practitioner, in one of the practitioner's teams."""

    person = factory.SubFactory(PersonFactory)
    staff = factory.SubFactory(StaffFactory)
    team = team_of("staff")
    reason = row(models.AllocationReason, "IN1")
    started_on = days_ago(90)
    created_at = updated_at = now()

    class Meta:
        model = models.Allocation

    class Params:
        ended = factory.Trait(ended_on=days_ago(5))


class TransferFactory(DjangoModelFactory):
    """A pending transfer to another region."""

    person = factory.SubFactory(PersonFactory)
    state = codes.TransferStatus.PENDING.value
    requested_on = days_ago(2)
    state_on = days_ago(2)
    from_region = factory.SelfAttribute("person.region")
    from_staff = factory.SubFactory(StaffFactory)
    from_team = team_of("from_staff")
    to_region = factory.SubFactory(RegionFactory, code="N50", name="Greater Manchester")
    to_staff = factory.SubFactory(StaffFactory)
    to_team = team_of("to_staff")
    created_at = updated_at = now()

    class Meta:
        model = models.Transfer


class DeadlineFactory(DjangoModelFactory):
    """An open deadline of a member of staff, due in five days; or `overdue`, `met` or `cancelled`."""

    person = factory.SubFactory(PersonFactory)
    kind = "registration-review"
    words = "Review a registration"
    rule = "REG-REVIEW"
    began_at = hours_ago(24 * 30)
    due_on = days_ahead(5)
    due_at = factory.LazyAttribute(lambda deadline: end_of_day(deadline.due_on))
    staff = factory.SubFactory(StaffFactory)
    about = factory.Sequence(lambda n: f"cases.registration:{n}")
    created_at = updated_at = now()

    class Meta:
        model = models.Deadline

    class Params:
        overdue = factory.Trait(due_on=days_ago(3))
        met = factory.Trait(met_at=now())
        cancelled = factory.Trait(cancelled_at=now(), cancelled_because="No longer needed")
