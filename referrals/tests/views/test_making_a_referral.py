"""A practitioner makes a referral in nine pages, from the case to the reference number."""

from datetime import timedelta

import pytest
from django.http import QueryDict

from cases.models import Nsi
from cases.tests.factories import LimitedAccessFactory, PersonFactory
from core import clock
from core.models import PolicySetting
from core.tests.factories import UserFactory
from core.tests.seen import words
from referrals.forms.catalogue import FindServicesForm
from referrals.models import Referral, RiskScreen
from referrals.tests.factories import (
    TEXTS,
    ContractFactory,
    a_complete_draft,
    a_draft,
    a_person,
    a_practitioner,
    a_sent_referral,
)
from risk.tests.factories import AssessmentFactory, RoshGridRowFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return a_practitioner()


@pytest.fixture
def client(by, client_of):
    return client_of(by)


def page_of(draft, name, *more):
    return f"/case/{draft.person.crn}/referrals/{draft.uuid}/draft" + (f"/{name}" if name else "")


def test_a_referral_takes_nine_pages_from_the_case(by, client):
    person, contract = a_person(holder=by), ContractFactory()
    pages = [client.get(f"/case/{person.crn}/referrals/new")]

    def save(answers):
        draft = Referral.objects.first()
        opened = {"version": draft.version} if draft else {}
        response = client.post(pages[-1].request["PATH_INFO"], opened | answers, follow=True)
        assert response.status_code == 200, words(response)
        pages.append(response)
        return response

    save({"contract": str(contract.uuid)})
    draft = Referral.objects.get()
    save(
        {
            "kind": "COMMUNITY",
            "practitioner_name": draft.practitioner_name,
            "practitioner_pdu": draft.practitioner_pdu.code,
            "practitioner_email": draft.practitioner_email,
            "person_confirmed": "on",
        }
    )
    save({"edited": "yes"})
    save({**{section.value: text for section, text in TEXTS.items()}, "confirmed": "on"})
    save({"interpreter_needed": "no", "has_responsibilities": "no"})
    save({"sentence": draft.event_id, "outcomes": "ACC-1", "level": "LOW"})
    until = clock.today() + timedelta(days=120)
    save(
        {
            "enforceable_days": "10",
            "deadline_on": f"{until:%d/%m/%Y}",
            "reason": "Needs a home",
            "further_information": "Prefers mornings",
        }
    )
    checked = pages[-1]
    save({})

    sent = Referral.objects.get()
    assert "Send referral" in words(checked)
    assert sent.state == "SENT"
    assert sent.reference in words(pages[-1])
    assert len(pages) <= 10


def test_what_is_wrong_comes_back_beside_its_field_with_what_was_typed(by, client):
    draft = a_draft(by=by)

    response = client.post(
        page_of(draft, "person"),
        {
            "kind": "COMMUNITY",
            "practitioner_name": "",
            "practitioner_email": "a@b.com",
            "version": draft.version,
        },
    )

    assert response.status_code == 400
    shown = words(response)
    assert "Error: " in shown
    assert "Enter the practitioner&#x27;s name" in shown
    assert "Email address must end with .gov.uk" in shown
    assert "a@b.com" in shown


@pytest.mark.parametrize(
    "name", ["", "person", "risk", "risk/edit", "needs", "service/1", "delivery", "check"]
)
def test_every_page_of_a_draft_opens(by, client, name):
    draft = a_complete_draft(by=by)

    assert client.get(page_of(draft, name)).status_code == 200


def test_pages_for_somebody_in_custody_ask_for_release(by, client):
    draft = a_draft(by=by, person=a_person(holder=by, in_custody=True))

    shown = words(client.get(page_of(draft, "person")))

    assert "Expected release date" in shown
    assert "Is the person held at" in shown


def test_without_a_practitioner_a_main_contact_is_asked(by, client):
    draft = a_draft(by=by, person=PersonFactory(in_custody=True))

    response = client.post(page_of(draft, "person"), {"to_be_released": "no", "version": draft.version})

    assert response.status_code == 400
    assert "Enter the name of the main contact" in words(response)


def test_a_draft_of_somebody_else_is_not_found(by, client):
    draft = a_draft()

    assert client.get(page_of(draft, "")).status_code == 404


def test_a_draft_of_a_restricted_person_says_why(by, client):
    draft = a_draft(by=by)
    LimitedAccessFactory(person=draft.person, user=by, message="Ask the manager")

    response = client.get(page_of(draft, ""))

    assert response.status_code == 403
    assert "Ask the manager" in words(response)


def test_nobody_makes_referrals_without_the_permission(client_of):
    person = a_person()
    receptionist = UserFactory(receptionist=True)

    assert client_of(receptionist).get(f"/case/{person.crn}/referrals/new").status_code == 403


# --- the risk screen ------------------------------------------------------------------------------------
def test_the_risk_screen_shows_defaults_and_the_level_unknown(by, client):
    shown = words(client.get(page_of(a_draft(by=by), "risk")))

    assert shown.count("No information provided") == 3
    assert "UNKNOWN LEVEL RoSH" in shown
    assert "Not shared with provider" in shown
    assert "Assessment date not found" in shown


@pytest.mark.parametrize("page", ["risk", "risk/edit"])
def test_levels_that_cannot_be_read_do_not_keep_the_risk_screen_from_opening(by, client, request, page):
    draft = a_draft(by=by)
    request.getfixturevalue("assessments_unanswered")

    shown = words(client.get(page_of(draft, page)))

    assert "We cannot show RoSH information right now. Try again later." in shown
    assert "Not shared with provider" in shown
    assert "UNKNOWN LEVEL" not in shown


def test_levels_given_for_custody_alone_leave_the_community_unknown(by, client):
    draft = a_draft(by=by)
    assessment = AssessmentFactory(person=draft.person, complete=True)
    RoshGridRowFactory(assessment=assessment, group="STAFF", community="", custody="LOW")

    shown = words(client.get(page_of(draft, "risk")))

    assert "UNKNOWN LEVEL RoSH" in shown
    assert "Not completed" in shown


def test_choosing_nothing_on_the_risk_screen_is_an_error(by, client):
    response = client.post(page_of(a_draft(by=by), "risk"), {})

    assert response.status_code == 400
    assert "Select yes if you want to edit this OASys risk information" in words(response)


def test_no_needs_the_tick(by, client):
    draft = a_complete_draft(by=by)

    refused = client.post(page_of(draft, "risk"), {"edited": "no"})
    taken = client.post(page_of(draft, "risk"), {"edited": "no", "confirmed": "on"})

    assert refused.status_code == 400
    assert "Confirm that you understand" in words(refused)
    assert taken.status_code == 302
    assert RiskScreen.objects.get(referral=draft).edited is False


def test_a_box_left_at_its_placeholder_is_an_error_on_that_box(by, client):
    draft = a_draft(by=by)
    texts = {section.value: text for section, text in TEXTS.items()}

    response = client.post(page_of(draft, "risk/edit"), {**texts, "SUICIDE": "Don't know", "confirmed": "on"})

    assert response.status_code == 400
    assert "Concerns in relation to suicide” must say what is known" in words(response)
    assert RiskScreen.objects.get(referral=draft).who_is_at_risk == "No information provided"


def test_everything_wrong_with_the_edited_texts_is_told_at_once(by, client):
    texts = {section.value: text for section, text in TEXTS.items()}
    texts |= {"SUICIDE": "", "NATURE_OF_RISK": "x" * 4001}

    refused = client.post(page_of(a_draft(by=by), "risk/edit"), texts)

    assert refused.status_code == 400
    assert set(refused.context["form"].errors) == {"SUICIDE", "NATURE_OF_RISK", "confirmed"}
    assert "4,000" in words(refused) or "4000" in words(refused)
    assert "x" * 4001 in words(refused)


def test_reverting_brings_one_box_back_and_keeps_the_others(by, client):
    draft = a_draft(by=by)
    texts = {section.value: f"typed {n}" for n, section in enumerate(TEXTS)}

    response = client.post(page_of(draft, "risk/edit"), {**texts, "revert": "NATURE_OF_RISK"})

    shown = words(response)
    assert response.status_code == 200
    assert "typed 1" not in shown
    assert "typed 0" in shown
    assert "No information provided" in shown


def test_no_identified_risk_is_offered_where_the_source_is_missing(by, client):
    draft = a_draft(by=by)

    response = client.post(page_of(draft, "risk/edit"), {"none": "SUICIDE"})

    assert "No identified risk</textarea>" in words(response)


# --- sending -----------------------------------------------------------------------------------------------
def test_an_unfinished_draft_says_what_is_missing_before_sending(by, client):
    draft = a_draft(by=by)

    response = client.post(page_of(draft, "check"), {"version": draft.version})

    assert response.status_code == 400
    assert "Select the desired outcomes" in words(response)


def test_pressing_send_twice_sends_once(by, client):
    draft = a_complete_draft(by=by)
    answers = {"version": draft.version, "form_token": "once"}

    first, second = (client.post(page_of(draft, "check"), answers) for _ in range(2))

    assert first["Location"] == second["Location"] == page_of(draft, "sent")
    assert Nsi.objects.filter(person=draft.person).count() == 1


def test_sending_from_another_tab_leads_to_the_same_referral(by, client):
    draft = a_complete_draft(by=by)
    client.post(page_of(draft, "check"), {"version": draft.version, "form_token": "one"})

    again = client.post(page_of(draft, "check"), {"version": draft.version, "form_token": "two"})

    assert again["Location"] == page_of(draft, "sent")
    assert Nsi.objects.filter(person=draft.person).count() == 1


def test_a_sent_draft_leads_to_the_referral(by, client):
    sent = a_sent_referral(by=by)

    response = client.get(page_of(sent, "needs"))

    assert response["Location"] == f"/referrals/{sent.reference}/"


def test_the_practitioner_is_warned_that_sending_discloses_a_restricted_record(by, client):
    draft = a_complete_draft(by=by)
    LimitedAccessFactory(person=draft.person, user=by, restriction=True)

    assert "the service provider can read this referral even so" in words(client.get(page_of(draft, "check")))


def test_a_filter_that_cannot_be_read_leaves_the_other_filters_alone():
    search = FindServicesForm(QueryDict("area=nowhere&people=women"), today=clock.today()).search()

    assert search.areas == ()
    assert search.for_women is True


@pytest.mark.parametrize("days", ["0", "-3", "41", "32768", "99999999999999999999"])
def test_days_that_cannot_be_are_refused_beside_them(by, client, days):
    draft = a_complete_draft(by=by)

    typed = {"enforceable_days": days, "reason": "Kept", "version": draft.version}
    answer = client.post(page_of(draft, "delivery"), typed)

    assert answer.status_code == 400
    assert 'id="id_enforceable_days-error"' in answer.content.decode()
    if days in {"41", "32768"}:
        assert "must be 40 or fewer" in words(answer)
    assert "Maximum number of enforceable days must be" in words(answer)


def test_what_cannot_be_read_and_what_is_missing_are_told_together(by, client):
    draft = a_complete_draft(by=by)

    typed = {"enforceable_days": "many", "deadline_on": "31/2/2027", "reason": ""}
    answer = words(client.post(page_of(draft, "delivery"), {**typed, "version": draft.version}))
    person = {"kind": "CUSTODY", "release_on": "31/2/2027"}
    about = words(client.post(page_of(draft, "person"), {**person, "version": draft.version}))

    for field in ("enforceable_days", "deadline_on", "reason", "further_information"):
        assert f'id="id_{field}-error"' in answer, field
    for field in ("release_on", "practitioner_name", "com_agreed", "person_confirmed"):
        assert f'id="id_{field}-error"' in about, field


def test_a_date_is_suggested_and_left_to_choose(by, client):
    draft = a_draft(by=by)

    response = client.post(
        page_of(draft, "delivery"), {"do": "suggest", "enforceable_days": "10", "reason": "Kept as typed"}
    )

    shown = words(response)
    assert "20 weeks" in shown
    assert "Kept as typed" in shown
    assert Referral.objects.get(pk=draft.pk).enforceable_days is None


def test_a_draft_can_be_discarded(by, client):
    draft = a_draft(by=by)

    response = client.post(page_of(draft, "discard"), {})

    assert response["Location"] == f"/case/{draft.person.crn}/interventions"
    assert not Referral.objects.exists()


@pytest.mark.parametrize(
    ("shares", "said", "unsaid"),
    [
        (False, "Not shared with provider", "These levels are shared with the provider"),
        (True, "These levels are shared with the provider", "Not shared with provider"),
    ],
)
@pytest.mark.parametrize("page", ["risk", "risk/edit"])
def test_the_risk_screen_says_whether_the_levels_are_shared(by, client, page, shares, said, unsaid):
    draft = a_draft(by=by)
    RoshGridRowFactory(assessment=AssessmentFactory(person=draft.person, complete=True))
    PolicySetting.objects.update_or_create(code="referrals.share-rosh-levels", defaults={"value": shares})

    shown = words(client.get(page_of(draft, page)))

    assert said in shown
    assert unsaid not in shown
