"""RAR days of a requirement, as the sentence page reads them."""

from datetime import timedelta

import pytest

from cases.models import Requirement
from cases.sentences.queries.events import requirement_lines, with_rar
from cases.tests.factories import ContactFactory, NsiFactory, RequirementFactory
from cases.tests.record_day import NOON, TODAY


@pytest.fixture
def requirement(case):
    return RequirementFactory(disposal=case.event.disposals.get())


def days_of(requirement):
    [line] = requirement_lines(with_rar(Requirement.objects.filter(pk=requirement.pk)), today=TODAY)
    return line.rar.completed


@pytest.mark.parametrize("on_both", [False, True], ids=["under the NSI", "under the requirement too"])
def test_contacts_on_a_removed_nsi_are_no_activity_days(case, requirement, on_both):
    standing = NsiFactory(person=case.person, event=case.event, requirement=requirement)
    removed = NsiFactory(person=case.person, event=case.event, requirement=requirement, removed_at=NOON)
    for n, nsi in enumerate((standing, removed, None)):
        direct = requirement if on_both or nsi is None else None
        ContactFactory(
            person=case.person,
            event=case.event,
            requirement=direct,
            nsi=nsi,
            came=True,
            is_rar_activity=True,
            on=TODAY - timedelta(days=n + 1),
        )

    assert days_of(requirement) == 2
