"""Every screen of a case opens for those who may, with one h1 and no name of the person in the title."""

import re
from datetime import date

import pytest
from django.urls import reverse

from cases.tests import factories
from cases.tests.factories import ContactFactory, LimitedAccessFactory, PersonFactory
from core import clock
from core.models import AuditEntry
from core.screens.drafts import keep

SCREENS = [
    "overview",
    "personal",
    "personal-changes",
    "main-details",
    "reachability",
    "equality",
    "person-notes",
    "person-note-add",
    "aliases",
    "alias-add",
    "addresses",
    "address-add",
    "circumstances",
    "circumstance-add",
    "disabilities",
    "disability-add",
    "adjustment-add",
    "personal-contacts",
    "personal-contact-add",
    "identifiers",
    "numbers",
    "identifier-add",
    "sentences",
    "sanctions",
    "sanction-add",
    "officers",
    "transfers",
    "print",
]
SENTENCE_SCREENS = ["sentence", "offence-add"]
#: factory -> screens of one of its rows
PARTS = {
    "AliasFactory": ["alias", "alias-remove"],
    "AddressFactory": ["address", "address-remove"],
    "CircumstanceFactory": ["circumstance", "circumstance-update", "circumstance-remove"],
    "DisabilityFactory": ["disability", "disability-remove"],
    "AdjustmentFactory": ["adjustment", "adjustment-remove"],
    "PersonalContactFactory": ["personal-contact", "personal-contact-remove"],
    "AdditionalIdentifierFactory": ["identifier", "identifier-remove"],
}


def assert_screen_is_whole(response, person):
    page = response.content.decode()
    assert response.status_code == 200
    assert len(re.findall(r"<h1[ >]", page)) == 1
    title = re.search(r"<title>(.*?)</title>", page, re.S)[1]
    assert person.crn in title
    assert person.surname not in title
    assert 'aria-label="Person on probation"' in page


@pytest.fixture
def person(db):
    person = factories.PersonFactory(community_order=True, allocated=True)
    for name in PARTS:
        getattr(factories, name)(person=person)
    factories.PersonNoteFactory(person=person)
    return person


@pytest.mark.parametrize("screen", SCREENS)
def test_a_practitioner_opens_every_screen_of_a_case(practitioner_client, person, screen):
    response = practitioner_client.get(reverse(f"cases:{screen}", args=[person.crn]))

    assert_screen_is_whole(response, person)


@pytest.mark.parametrize(
    ("factory", "screen"), [(factory, screen) for factory, screens in PARTS.items() for screen in screens]
)
def test_a_practitioner_opens_every_screen_of_a_row(practitioner_client, person, factory, screen):
    row = getattr(factories, factory)._meta.model.objects.get(person=person)

    response = practitioner_client.get(reverse(f"cases:{screen}", args=[person.crn, row.pk]))

    assert_screen_is_whole(response, person)


@pytest.mark.parametrize("screen", SENTENCE_SCREENS)
@pytest.mark.parametrize("trait", ["community_order", "on_licence", "in_custody"])
def test_a_practitioner_opens_every_screen_of_a_sentence(practitioner_client, screen, trait):
    person = factories.PersonFactory(**{trait: True})

    assert_screen_is_whole(practitioner_client.get(reverse(f"cases:{screen}", args=[person.crn, 1])), person)


@pytest.mark.parametrize("screen", ["requirement", "requirement-end"])
def test_a_practitioner_opens_the_screens_of_a_requirement(practitioner_client, person, screen):
    row = factories.RequirementFactory(disposal=person.events.get().disposals.get())

    response = practitioner_client.get(reverse(f"cases:{screen}", args=[person.crn, 1, row.pk]))

    assert_screen_is_whole(response, person)


def test_a_practitioner_opens_the_key_dates(practitioner_client):
    person = factories.PersonFactory(in_custody=True)

    assert_screen_is_whole(practitioner_client.get(reverse("cases:key-dates", args=[person.crn, 1])), person)


def test_an_offence_is_found_by_its_words_and_chosen(practitioner_client, person):
    address = reverse("cases:offence-add", args=[person.crn, 1]) + "?find=046"

    assert_screen_is_whole(practitioner_client.get(address), person)


def test_all_parts_are_printed_when_ticked(practitioner_client, person):
    from cases.record.forms.printing import PARTS

    ticked = "&".join(f"parts={code}" for code, _words in PARTS)
    response = practitioner_client.get(reverse("cases:print", args=[person.crn]) + f"?show=1&{ticked}")

    assert_screen_is_whole(response, person)


@pytest.mark.parametrize("screen", SCREENS)
def test_a_supplier_opens_no_screen_of_a_case(supplier_client, person, screen):
    assert supplier_client.get(reverse(f"cases:{screen}", args=[person.crn])).status_code == 403


def draft_about(person, user):
    keep(
        user=user,
        kind="cases:contact-add",
        key=f"/case/{person.crn}/contacts/add",
        title="Add a contact",
        address=f"/case/{person.crn}/contacts/add",
        data={},
        at=clock.now(),
        crn=person.crn,
    )


def test_drafts_name_those_whom_the_user_may_see_and_the_look_is_audited(case, client, practitioner):
    hidden = PersonFactory(restricted=True, first_name="Quilla", surname="Hidden")
    draft_about(case.person, practitioner)
    draft_about(hidden, practitioner)

    page = client.get("/drafts").text

    assert case.person.name in page
    assert hidden.crn in page
    assert "Quilla" not in page
    assert AuditEntry.objects.filter(crns=[case.person.crn], outcome="viewed").exists()


def test_what_was_saved_is_said_with_the_persons_name(case, client):
    there = reverse("cases:reachability", args=[case.person.crn])
    form = client.get(there).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    version = client.get(there).context["hidden"].get("version", "")

    client.post(there, {**sent, "mobile": "07700 900456", "version": version}, follow=False)

    said = client.get(reverse("cases:overview", args=[case.person.crn])).text
    assert f"Contact details saved for {case.person.name}." in said


def test_the_next_task_never_names_somebody_out_of_sight(case, client, practitioner):
    hidden = PersonFactory(first_name="Quilla", surname="Hidden")
    LimitedAccessFactory(person=hidden, user=practitioner)
    held = {"staff": case.staff, "team": case.team}
    ContactFactory(person=hidden, missing_outcome=True, on=date(2026, 2, 2), **held)
    visit = case.missed()
    there = reverse("cases:appointment-outcome", args=[case.person.crn, visit.pk])

    client.post(there, {"result": "complied", "notes": "", "version": "1"})

    said = client.get(reverse("cases:contact", args=[case.person.crn, visit.pk])).text
    assert "Outcome saved" in said
    assert "Quilla" not in said
    assert "Next:" not in said
