"""The one-page form of an outcome: what happened, enforcement, the next appointment."""

import re
from datetime import date, time

import pytest
from django.urls import reverse

from cases.models import Contact
from cases.tests.factories import ContactFactory
from cases.tests.record_day import NEXT_WEEK
from core.models import Draft


@pytest.fixture
def visit(case):
    return ContactFactory(
        person=case.person,
        event=case.event,
        staff=case.staff,
        team=case.team,
        office=case.office,
        missing_outcome=True,
        on=date(2026, 2, 27),
    )


def address(visit, name="appointment-outcome"):
    return reverse(f"cases:{name}", args=[visit.person.crn, visit.pk])


def typed(**changes):
    return {
        "result": "complied",
        "notes": "Came on time.",
        "version": "1",
        "form_token": "token-1",
        "next_on": "",
        "next_start_time": "10:15am",
        "next_end_time": "10:45am",
        "next_type": "COAP",
        **changes,
    }


def test_the_form_starts_with_the_type_time_and_place_of_this_appointment(client, visit):
    page = client.get(address(visit))

    form = page.context["form"]
    assert page.status_code == 200
    assert form["next_type"].value() == "COAP"
    assert form["next_location"].value() == str(visit.office_id)
    assert "+2 weeks" in page.text


def test_outcome_and_next_appointment_are_saved_from_one_page(client, visit, case):
    answer = client.post(
        address(visit), typed(next_on="9/3/2026", next_location=str(case.office.pk), back="/")
    )

    visit.refresh_from_db()
    following = Contact.objects.exclude(pk=visit.pk).get()
    assert (answer.status_code, answer.url) == (302, "/")
    assert visit.outcome.code == "ATTC"
    assert (following.on, following.office) == (NEXT_WEEK, case.office)
    assert "Next appointment" in client.get("/").text


def test_sending_the_form_twice_does_it_once(client, visit, case):
    sent = typed(next_on="9/3/2026", next_location=str(case.office.pk))

    first, second = client.post(address(visit), sent), client.post(address(visit), sent)

    assert (second.status_code, second.url) == (302, first.url)
    assert Contact.objects.count() == 2


def test_an_absence_asks_for_its_enforcement_action(client, visit):
    page = client.post(address(visit), typed(result="absent", action_after_absence=""))

    assert page.status_code == 400
    assert page.context["form"].errors["action_after_absence"]
    visit.refresh_from_db()
    assert visit.outcome is None


def test_after_an_absence_the_actions_usual_at_its_count_are_offered_first(client, visit, case):
    page = client.get(address(visit))

    field = page.context["form"].fields["action_after_absence"]
    assert [code for code, _words in field.choices] == ["EA12", "WLS", "EA04", "NFA", "another"]
    assert field.help_text == "1st failure to comply in 12 months: final warning"
    assert "Evidence due Monday 9 March 2026." in page.text
    assert "You write and send the letter. Response due Monday 9 March 2026." in page.text
    ContactFactory(
        person=case.person,
        event=case.event,
        staff=case.staff,
        team=case.team,
        absent=True,
        on=date(2026, 2, 3),
    )
    second = client.get(address(visit)).context["form"].fields["action_after_absence"]
    assert second.help_text == "2nd failure to comply in 12 months: consider breach"
    assert [code for code, _words in second.choices] == ["EA12", "BRE01", "IBR", "NFA", "another"]


def test_another_action_is_chosen_from_the_list_of_all(client, visit):
    refused = client.post(address(visit), typed(result="absent", action_after_absence="another"))
    chosen = typed(result="absent", action_after_absence="another", list_after_absence="IMB")
    done = client.post(address(visit), chosen)

    assert refused.context["form"].errors["list_after_absence"] == ["Select the enforcement action"]
    assert done.status_code == 302
    visit.refresh_from_db()
    assert visit.enforcement_action.code == "IMB"


def test_a_review_of_enforcement_asks_for_a_decision_and_not_for_attendance(client, case):
    visits = [case.missed(on=date(2026, 2, day)) for day in (2, 9, 16)]
    for visit in visits:
        client.post(
            address(visit),
            typed(
                result="absent",
                action_after_absence="another",
                list_after_absence="NFA",
                form_token=f"t{visit.pk}",
            ),
        )
    review = Contact.objects.get(type__code="ARWS")

    page = client.get(address(review))
    form = page.context["form"]
    sent = typed(result="failed", action_after_failure="BRE01", notes="", version=str(review.version))
    done = client.post(address(review), sent)

    assert form.fields["result"].label == "What did you decide?"
    assert "Attended and complied" not in page.text
    assert form.fields["action_after_failure"].help_text.startswith("Failures to comply that count: 3")
    assert done.status_code == 302
    review.refresh_from_db()
    assert (review.outcome.code, review.enforcement_action.code) == ("ATFI", "BRE01")


def test_errors_of_the_outcome_and_of_the_next_appointment_come_together(client, visit):
    sent = typed(
        result="absent", next_on="9/3/2026", next_start_time="", next_end_time="9am", next_location=""
    )

    errors = client.post(address(visit), sent).context["form"].errors

    assert set(errors) >= {"action_after_absence", "next_start_time", "next_location"}


def test_what_was_saved_is_named_with_the_next_outcome_that_waits(client, visit, case):
    waits = ContactFactory(
        person=case.person, staff=case.staff, team=case.team, missing_outcome=True, on=date(2026, 2, 28)
    )

    client.post(address(visit), typed(back="/cases"))
    said = client.get("/cases").text

    assert f"Outcome saved for {case.person.name}." in said
    assert f'href="{address(visit, "contact")}">View contact</a>' in said
    assert f'{address(waits)}?back=%2Fcases">{case.person.name}, 28 Feb 2026</a>' in said


def test_the_next_outcome_is_the_first_row_of_my_day(client, visit, case):
    """Two of one day stand by the time, whichever was arranged first."""
    later, earlier = (
        ContactFactory(
            person=case.person,
            staff=case.staff,
            team=case.team,
            missing_outcome=True,
            on=date(2026, 2, 27),
            start_time=begins,
            end_time=time(begins.hour, 45),
        )
        for begins in (time(15), time(9))
    )

    client.post(address(visit), typed(back="/"))
    page = client.get("/").text

    said, listed = page.split('id="my-outcomes"')
    assert address(earlier) in said
    assert listed.index(address(earlier)) < listed.index(address(later))


def test_what_is_saved_names_the_action_once_and_says_what_is_due_as_the_form_does(client, visit):
    first = client.post(
        address(visit), typed(result="absent", action_after_absence="EA04", back="/"), follow=True
    )
    form = client.get(address(visit)).context["form"]

    said, offered = first.text, form.fields["action_after_absence"].widget.hints["EA04"]
    assert "Response due Monday 9 March 2026." in said
    assert "Response due Monday 9 March 2026." in offered
    assert (form["action_after_absence"].value(), form["list_after_absence"].value()) == ("EA04", "")


def test_an_absence_with_its_action_writes_the_letter(client, visit):
    client.post(address(visit), typed(result="absent", action_after_absence="EA02"))

    visit.refresh_from_db()
    assert (visit.outcome.code, visit.enforcement_action.code) == ("UAAB", "EA02")
    assert visit.followed_by.filter(type__code="AWLI").exists()


def test_an_acceptable_absence_takes_its_reason_and_no_action(client, visit):
    client.post(address(visit), typed(result="acceptable", absence="AAME", action_after_absence="EA02"))

    visit.refresh_from_db()
    assert (visit.outcome.code, visit.enforcement_action) == ("AAME", None)


def test_another_outcome_that_asks_for_an_action_says_so_beside_it(client, visit):
    page = client.post(address(visit), typed(result="other", other_outcome="ATSH"))

    assert page.status_code == 400
    assert page.context["form"].errors["action_after_other"]
    visit.refresh_from_db()
    assert visit.outcome is None


def test_only_outcomes_that_go_with_the_type_are_offered(client, visit):
    offered = dict(client.get(address(visit)).context["form"].fields["other_outcome"].choices)

    assert "ATSH" in offered
    assert "AAM11" not in offered


def test_a_clash_of_the_next_appointment_offers_to_save_anyway(client, visit, case):
    ContactFactory(
        person=case.person,
        appointment=True,
        on=NEXT_WEEK,
        start_time=time(10, 30),
        end_time=time(11),
        staff=case.staff,
        team=case.team,
    )
    sent = typed(next_on="9/3/2026", next_location=str(case.office.pk))

    warned = client.post(address(visit), sent)

    assert warned.status_code == 400
    assert "Save anyway" in warned.text
    visit.refresh_from_db()
    assert visit.outcome is None
    done = client.post(address(visit), {**sent, "confirm": list(warned.context["confirm_codes"])})
    assert done.status_code == 302
    assert Contact.objects.get(on=NEXT_WEEK, clash_accepted_by=case.by)


def test_an_outcome_somebody_recorded_meanwhile_is_not_overwritten(client, visit, senior):
    from cases.contacts.services.appointments import OutcomeDetails, record_outcome
    from cases.tests.record_day import NOON

    record_outcome(visit.pk, OutcomeDetails(outcome="AAME", notes="Rang in."), by=senior, at=NOON)

    page = client.post(address(visit), typed())

    assert page.status_code == 409
    for words in ("Came on time.", "Rang in.", "Yours, which is added", senior.name):
        assert words in page.text
    assert 'name="use-notes"' not in page.text
    visit.refresh_from_db()
    assert visit.outcome.code == "AAME"


def test_answers_that_depend_on_one_another_are_one_choice(client, visit, senior):
    from cases.contacts.services.appointments import OutcomeDetails, record_outcome
    from cases.tests.record_day import NOON

    opened = client.get(address(visit))
    was = re.search(r'name="was" value="([^"]+)"', opened.text)[1]
    record_outcome(visit.pk, OutcomeDetails(outcome="AAME"), by=senior, at=NOON)

    mine = typed(result="absent", action_after_absence="EA02", was=was, next_location=str(visit.office_id))
    page = client.post(address(visit), mine)
    choices = re.findall(r'name="(use-\w+)"', page.text)
    kept = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page.text))
    saved = client.post(address(visit), {**mine, **kept, "use-result": "theirs"})

    assert set(choices) == {"use-result"}
    assert ", Acceptable absence: medical" in page.text
    assert saved.status_code == 302
    visit.refresh_from_db()
    assert (visit.outcome.code, visit.enforcement_action) == ("AAME", None)


def test_a_draft_of_the_outcome_is_kept(client, visit, practitioner):
    client.post(address(visit), {**typed(notes="Half a sent"), "do": "save-draft"})

    assert "Half a sent" in client.get(f"{address(visit)}?draft=resume").text
    assert client.post(address(visit), typed()).status_code == 302
    assert not Draft.objects.filter(user=practitioner).exists()


def test_those_who_may_not_arrange_see_no_next_appointment(visit, unpaid_work_admin_client):
    page = unpaid_work_admin_client.get(address(visit))

    assert page.status_code == 200
    assert "notes" in page.context["form"].fields
    assert "next_on" not in page.context["form"].fields


def test_reception_may_not_record_outcomes(visit, receptionist_client):
    assert receptionist_client.get(address(visit)).status_code == 403


def test_sensitivity_is_not_asked_twice(client, visit):
    visit.is_sensitive = True
    visit.save()

    fields = client.get(address(visit)).context["form"].fields
    assert "notes" in fields
    assert "sensitive" not in fields
