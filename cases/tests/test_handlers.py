"""What waits moves with the case."""

from cases.handlers import hand_over_what_waits
from cases.notices import PractitionerChanged
from cases.tests.factories import AllocationFactory, ContactAlertFactory, DeadlineFactory, PersonFactory
from core.tests.factories import SupplierFactory


def test_open_alerts_and_deadlines_go_to_the_new_holder_and_closed_ones_stay(db):
    person = PersonFactory()
    held = AllocationFactory(person=person)
    alert = ContactAlertFactory(contact__person=person)
    deadline, met = DeadlineFactory(person=person), DeadlineFactory(person=person, met=True)
    suppliers = DeadlineFactory(person=person, staff=None, supplier=SupplierFactory())

    for _ in range(2):
        hand_over_what_waits(PractitionerChanged(person_id=person.pk, crn=person.crn, staff_id=held.staff_id))

    for row in (alert, deadline, met, suppliers):
        row.refresh_from_db()
    assert (alert.staff, deadline.staff) == (held.staff, held.staff)
    assert met.staff != held.staff
    assert suppliers.staff is None
