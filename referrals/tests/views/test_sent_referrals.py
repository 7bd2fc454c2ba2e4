"""What both sides see of a sent referral, and what the service provider does with it."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Deadline
from cases.tests.factories import DeadlineFactory, RegistrationFactory
from core import clock
from core.models import PolicySetting
from core.templatetags.govuk import clock_time, short_date
from core.tests.factories import UserFactory
from core.tests.seen import words
from referrals.codes import Side
from referrals.models import Assignment
from referrals.queries.referrals import concerning, counts_of
from referrals.services.case_notes import add_case_note
from referrals.services.withdrawals import withdraw_referral
from referrals.tests.factories import (
    ContractFactory,
    a_caseworker,
    a_practitioner,
    a_sent_referral,
    an_assigned_referral,
)
from referrals.tests.views.addresses import address
from risk.tests.factories import AssessmentFactory, RoshGridRowFactory

pytestmark = pytest.mark.django_db


# --- the practitioner -------------------------------------------------------------------------------------
def test_the_list_shows_what_is_due_next(client_of):
    by = a_practitioner()
    referral = a_sent_referral(by=by)

    shown = words(client_of(by).get("/referrals"))

    assert referral.reference in shown
    assert "Initial assessment" in shown
    assert "10 working days left" in shown


@pytest.mark.parametrize(
    "tab", ["open", "unassigned", "completed", "cancelled", "draft", "nonsense", "urgent", "overdue"]
)
def test_every_tab_opens(client_of, tab):
    assert client_of(a_practitioner()).get(f"/referrals?tab={tab}").status_code == 200


def test_the_tabs_count_what_there_is_to_do_up_to_a_cap(client_of):
    by = a_practitioner()
    a_sent_referral(by=by)
    an_assigned_referral(by=by)

    shown = words(client_of(by).get("/referrals"))

    assert ("Open (2)" in shown, "Unassigned (1)" in shown, "Completed (" in shown) == (True, True, False)
    mine = concerning((), user=by)
    assert counts_of(mine, cap=2) == {"open": "2", "unassigned": "1", "urgent": ""}
    assert counts_of(mine, cap=1) == {"open": "1+", "unassigned": "1", "urgent": ""}
    assert counts_of(mine, cap=1, user=by)["my"] == ""
    far = clock.now() + timedelta(days=60)
    assert [counts_of(mine, cap=9, now=now)["overdue"] for now in (clock.now(), far)] == ["", "2"]


@pytest.mark.parametrize("sort", ["due", "-due", "ended", "sent", "reference", "person", "service"])
def test_the_list_sorts(client_of, sort):
    referral = a_sent_referral()

    assert client_of(referral.sent_by).get(f"/referrals?sort={sort}").status_code == 200


def test_the_details_show_what_was_shared(referral, client_of):
    shown = words(client_of(a_practitioner()).get(f"/referrals/{referral.reference}/"))

    assert "Former partner" in shown
    assert "Not shared with provider" in shown
    assert "Needs a home before the tenancy ends." in shown


@pytest.mark.parametrize(("role", "links"), [("practitioner", 1), ("receptionist", 0)])
def test_the_contact_of_a_referral_links_to_it_for_those_who_may_open_it(referral, client_of, role, links):
    contact = referral.nsi.contacts.get()
    by = client_of(UserFactory(**{role: True}))

    response = by.get(f"/case/{referral.person.crn}/contacts/{contact.pk}")

    assert response.status_code == 200
    assert referral.reference in words(response)
    assert response.content.decode().count(f'href="/referrals/{referral.reference}/"') == links


def test_progress_shows_the_deadlines_with_their_reason(referral, client_of):
    shown = words(client_of(a_practitioner()).get(f"/referrals/{referral.reference}/progress"))

    assert "10 working days after 2 March 2026" in shown
    assert "16 Mar 2026" in shown


def test_changes_tell_who_did_what(referral, client_of, caseworker):
    shown = words(client_of(a_practitioner()).get(f"/referrals/{referral.reference}/changes"))

    assert "Referral sent" in shown
    assert f"Caseworker: {caseworker.name}" in shown


def test_a_case_note_is_added_and_read_by_both(referral, client_of, theirs):
    by = client_of(a_practitioner())

    refused = by.post(f"/referrals/{referral.reference}/case-notes/add", {"subject": "", "body": ""})
    added = by.post(
        f"/referrals/{referral.reference}/case-notes/add", {"subject": "Cover", "body": "Kim covers"}
    )

    assert refused.status_code == 400
    assert added.status_code == 302
    assert "Kim covers" in words(by.get(f"/referrals/{referral.reference}/case-notes"))
    assert "Kim covers" in words(theirs.get(address(referral, "case-notes")))


def test_the_case_shows_its_interventions(referral, client_of):
    by = client_of(a_practitioner())

    tab = words(by.get(f"/case/{referral.person.crn}/interventions"))
    overview = words(by.get(f"/case/{referral.person.crn}/"))

    assert referral.reference in tab
    assert "Accommodation" in tab
    assert referral.contract.title in overview


def test_my_day_names_what_is_due_to_each_side(frozen_day, client_of):
    referral = a_sent_referral()

    mine = words(client_of(referral.sent_by).get("/"))
    theirs = words(client_of(a_caseworker(referral.contract)).get("/"))

    assert "With service providers" in mine
    assert "1 referral to assign" in theirs
    assert referral.reference in theirs


def test_my_day_says_where_a_case_stands_when_nothing_is_due_on_it(referral, theirs):
    Deadline.objects.filter(kind__startswith="referral-").update(met_at=clock.now())

    shown = words(theirs.get("/"))

    assert ">Assigned</td>" in shown
    assert "No referrals to assign" in shown


@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_the_name_in_a_list_leads_to_the_referral_and_dots_say_how_far_it_has_come(referral, client_of, side):
    by, page, name = {
        "ours": (referral.sent_by, "/referrals", "progress"),
        "theirs": (referral.assignments.get().caseworker, "/supplier/referrals", ""),
    }[side]

    shown = words(client_of(by).get(page))

    link = shown.split(f'{referral.reference}/{name}">')[1]
    assert link.strip().startswith(referral.person.listed_name)
    steps = shown.split('<ol class="app-dots">')[1].split("</ol>")[0]
    assert steps.count("app-dots__step--done") == 2
    assert steps.count("not yet") == 3


def test_what_has_ended_shows_no_due_date_but_its_end_in_its_own_column(client_of):
    by = a_practitioner()
    referral = a_sent_referral(by=by)
    withdraw_referral(referral.pk, reason="MOV", comments="Moved", by=by, at=referral.sent_at)

    shown = words(client_of(by).get("/referrals?tab=cancelled"))

    head = shown.split("<thead")[1].split("</thead>")[0]
    assert "Ended" in head
    assert "Due" not in head
    assert shown.count(short_date(referral.sent_at)) == 2
    assert "not done" in shown


# --- the service provider ---
def test_the_provider_jumps_to_each_part_of_the_referral(referral, theirs):
    shown = words(theirs.get(address(referral)))

    jumps = re.findall(r'href="#([a-z]+)"', shown.split('class="app-jump"')[1].split("</nav>")[0])
    assert len(jumps) == 7
    for part in jumps:
        assert f'id="{part}"' in shown, part
    assert 'id="risk-heading"' in shown


def test_the_provider_sees_neither_tier_nor_registers_nor_levels(referral, theirs):
    person = referral.person
    person.tier_code, person.rosh_level = "B2", "HIGH"
    person.save()
    registration = RegistrationFactory(person=person)

    shown = words(theirs.get(address(referral)))

    assert person.name in shown
    assert "Former partner" in shown
    assert "B2" not in shown
    assert "RoSH" not in shown
    assert registration.type.words not in shown
    assert "Risk of serious harm" not in shown


def test_levels_are_shown_to_the_provider_only_when_switched_on(referral, theirs):
    PolicySetting.objects.update_or_create(code="referrals.share-rosh-levels", defaults={"value": True})
    assessment = AssessmentFactory(person=referral.person, complete=True)
    RoshGridRowFactory(assessment=assessment)

    assert "Risk of serious harm in the community" in words(theirs.get(address(referral)))


def test_levels_that_cannot_be_read_leave_the_rest_of_the_referral(referral, theirs, client_of, request):
    PolicySetting.objects.update_or_create(code="referrals.share-rosh-levels", defaults={"value": True})
    request.getfixturevalue("assessments_unanswered")

    ours = words(client_of(referral.sent_by).get(f"/referrals/{referral.reference}/"))

    for shown in (ours, words(theirs.get(address(referral)))):
        assert "We cannot show RoSH information right now. Try again later." in shown
        assert "Former partner" in shown


def test_a_caseworker_is_chosen_from_a_list(referral, theirs):
    other = a_caseworker(referral.contract)

    refused = theirs.post(address(referral, "assign"), {})
    chosen = {"assigned_to": str(other.pk), "version": referral.version}
    theirs.post(address(referral, "assign"), chosen)

    assert refused.status_code == 400
    assert "Select a caseworker" in words(refused)
    assert Assignment.objects.get(referral=referral, ended_at=None).caseworker == other


def test_a_reference_out_of_scope_is_not_assigned_with_the_others(client_of):
    mine, foreign = a_sent_referral(), a_sent_referral()
    caseworker = a_caseworker(mine.contract)

    response = client_of(caseworker).post(
        "/supplier/referrals?tab=unassigned",
        {"referral": [mine.reference, foreign.reference], "assigned_to": str(caseworker.pk)},
    )

    assert response.status_code == 400
    assert not Assignment.objects.exists()


def test_a_referral_assigned_meanwhile_is_not_given_to_another_unseen(client_of):
    mine = a_sent_referral()
    caseworker, other = a_caseworker(mine.contract), a_caseworker(mine.contract)
    browser, page = client_of(caseworker), f"/supplier/referrals/{mine.reference}/assign"
    form = browser.get(page).content.decode()
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
    browser.post(page, {**hidden, "form_token": "", "assigned_to": str(caseworker.pk)})

    stale = browser.post(page, {**hidden, "assigned_to": str(other.pk)})
    bulk = browser.post(
        "/supplier/referrals?tab=unassigned", {"referral": [mine.reference], "assigned_to": str(other.pk)}
    )

    assert stale.status_code == 409
    assert f"{mine.reference} has been assigned to {caseworker.name} meanwhile" in words(bulk)
    assert Assignment.objects.get(ended_at=None).caseworker == caseworker


def test_a_list_opened_without_a_tab_goes_on_with_the_one_it_showed(client_of):
    mine = a_sent_referral()
    caseworker = a_caseworker(mine.contract)
    browser = client_of(caseworker)

    shown = browser.get("/supplier/referrals").text
    sent = {"referral": [mine.reference], "assigned_to": str(caseworker.pk)}
    answers = [browser.post("/supplier/referrals?tab=unassigned", sent, follow=True) for _ in range(2)]

    assert 'action="?tab=unassigned"' in shown
    assert "?tab=unassigned&amp;sort=person" in shown
    assert "1 referral assigned to" in words(answers[0])
    assert f"{caseworker.name} has these referrals already" in words(answers[1])


def test_what_has_ended_is_not_offered_to_assign(theirs, referral):
    withdraw_referral(referral.pk, reason="MOV", comments="Moved away", by=referral.sent_by, at=clock.now())

    answer = theirs.get(address(referral, "assign"), follow=True)

    assert "This referral has ended" in words(answer)
    assert 'name="assigned_to"' not in answer.content.decode()


def test_both_sides_read_the_sentence_the_referral_was_made_under(theirs, referral, client_of):
    sentence = f"({referral.event.number})"
    mine = client_of(referral.sent_by).get(f"/referrals/{referral.reference}/")

    for page in (mine, theirs.get(address(referral))):
        shown = words(page)
        assert sentence in shown[shown.index("Sentence") :]


def test_a_first_response_met_late_says_so_and_by_what_hour_it_was_due(client_of):
    by = a_practitioner()
    referral = a_sent_referral(by=by)
    sent = clock.now() - timedelta(days=3)
    for kind, due in (("IN_TIME", clock.now()), ("TOO_LATE", sent)):
        DeadlineFactory(
            person=referral.person,
            about=f"referrals.referral:{referral.reference}",
            kind=kind,
            words=kind,
            due_on=clock.day_of(due),
            due_at=due,
            met_at=clock.now() - timedelta(minutes=1),
        )

    page = client_of(by).get(f"/referrals/{referral.reference}/progress").content.decode()

    rows = {row.split("<")[0]: row for row in page.split('<th scope="row" class="govuk-table__header">')[1:]}
    assert "Late</strong>" in rows["TOO_LATE"]
    assert "Late</strong>" not in rows["IN_TIME"]
    assert f"{short_date(sent)}, {clock_time(sent)}" in words_of(rows["TOO_LATE"])


def words_of(html):
    return " ".join(html.split())


# --- what pages cost ---
def queries_of(client, page):
    client.get(page)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(page).status_code == 200
    return len(caught)


def test_lists_cost_the_same_however_many_rows(client_of):
    by, contract = a_practitioner(), ContractFactory()
    a_sent_referral(by=by, contract=contract)
    caseworker = a_caseworker(contract)
    an_assigned_referral(by=by, contract=contract, caseworker=caseworker)
    pages = [
        (client_of(by), "/referrals"),
        (client_of(by), "/"),
        (client_of(caseworker), "/supplier/referrals?tab=open"),
        (client_of(caseworker), "/"),
    ]
    few = [queries_of(client, page) for client, page in pages]
    for _ in range(3):
        an_assigned_referral(by=by, contract=contract, caseworker=caseworker)

    many = [queries_of(client, page) for client, page in pages]

    assert many == few


def test_case_notes_come_ten_to_a_page_whatever_they_cost(referral, theirs, caseworker):
    page = address(referral, "case-notes")
    few = queries_of(theirs, page)
    for n in range(4):
        add_case_note(
            referral.pk,
            subject=f"Note {n}",
            body="Text",
            side=Side.SUPPLIER,
            email_practitioner=False,
            by=caseworker,
            at=clock.now(),
        )

    assert queries_of(theirs, page) <= few + 1
