"""The contact list and its search, one contact, printing."""

import base64
import json
import re
from datetime import date, time, timedelta

import pytest
from django.urls import reverse

from cases.contacts.queries import log
from cases.contacts.views import log as log_views
from cases.contacts.views.log import LAST_ID
from cases.models import ContactType
from cases.tests.factories import ContactFactory, ContactNoteFactory, PersonFactory
from cases.tests.record_day import TODAY
from core.models import AuditEntry
from core.screens.paging import mark_of
from core.tests.factories import PreferencesFactory, StaffFactory


def address(case, name="contacts", *more):
    return reverse(f"cases:{name}", args=[case.person.crn, *more])


def test_the_list_shows_a_contact_with_its_note_and_is_audited(client, case):
    ContactNoteFactory(contact=ContactFactory(person=case.person), text="Bus was late.")

    page = client.get(address(case))

    assert page.status_code == 200
    assert "1 contact" in page.text
    assert "Bus was late." in page.text
    assert AuditEntry.objects.filter(crn=case.person.crn, outcome="viewed").exists()


def test_the_list_costs_the_same_whatever_it_holds(client, case, django_assert_num_queries):
    def cost():
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(address(case)).status_code == 200
        return len(queries)

    ContactFactory(person=case.person, staff=case.staff)
    client.get(address(case))
    before = cost()
    for _ in range(10):
        ContactNoteFactory(contact=ContactFactory(person=case.person, came=True, event=case.event))

    assert cost() == before


def test_notes_of_a_sensitive_contact_are_for_roles_that_may_read_them(case, client, receptionist_client):
    ContactNoteFactory(contact=ContactFactory(person=case.person, is_sensitive=True), text="Told in trust.")

    assert "Told in trust." in client.get(address(case)).text
    page = receptionist_client.get(address(case)).text
    assert "Told in trust." not in page
    assert "Sensitive" in page


def test_words_go_by_post_and_never_into_the_address(client, case, receptionist_client):
    ContactNoteFactory(contact=ContactFactory(person=case.person), text="Bus was late.")
    ContactFactory(person=case.person, came=True)
    hidden = ContactFactory(person=case.person, is_sensitive=True)
    ContactNoteFactory(contact=hidden, text="The bus driver is a victim.")

    answer = client.post(address(case, "contacts-search"), {"words": "bus"})

    assert answer.status_code == 302
    assert "bus" not in answer.url.lower()
    assert "2 contacts" in client.get(answer.url).text
    masked = receptionist_client.post(address(case, "contacts-search"), {"words": "bus"})
    assert "1 contact" in receptionist_client.get(masked.url).text


@pytest.mark.parametrize(
    "typed",
    ["don't", "don’t", "“don’t”,", "well-being", "well\u2011being;", "(didn't)", "Didn’t\u00a0don't."],
)
def test_words_are_found_whatever_signs_a_text_and_a_search_have(client, case, typed):
    said = "They don’t say, and didn't say, how their well–being is."
    ContactNoteFactory(contact=ContactFactory(person=case.person), text=said)
    ContactFactory(person=case.person, came=True)

    answer = client.post(address(case, "contacts-search"), {"words": typed})

    assert "1 contact" in client.get(answer.url).text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param("show=no_outcome", 1, id="without outcome"),
        pytest.param("hide_system=on", 2, id="system hidden"),
        pytest.param("since=2/3/2026", 1, id="from a date"),
        pytest.param("until=nonsense", 3, id="an unreal date narrows nothing"),
        pytest.param("show=alert", 0, id="alerts"),
    ],
)
def test_the_filters_narrow_the_list(client, case, query, found):
    ContactFactory(person=case.person, missing_outcome=True)
    ContactFactory(person=case.person, on=date(2026, 3, 2))
    ContactFactory(person=case.person, is_system=True)

    page = client.get(f"{address(case)}?{query}")

    assert page.context["total"] == found


def test_the_list_is_narrowed_to_a_type_and_to_an_outcome(client, case):
    came = ContactFactory(person=case.person, came=True)
    ContactFactory(person=case.person, missing_outcome=True)
    other = ContactFactory(person=case.person, type=ContactType.objects.get(code="EREL"))

    def found(**query):
        return [line.contact.pk for line in client.get(address(case), query).context["lines"]]

    assert found(type="EREL") == [other.pk]
    assert found(outcome=came.outcome.code) == [came.pk]
    assert found(type="EREL", outcome=came.outcome.code) == []


@pytest.mark.parametrize(
    ("sort", "days"),
    [
        pytest.param("", [3, 2, 1], id="newest first"),
        pytest.param("on", [1, 2, 3], id="oldest first"),
        pytest.param("type", [2, 3, 1], id="by type"),
        pytest.param("-type", [3, 1, 2], id="by type, turned"),
        pytest.param("officer", [3, 2, 1], id="by officer"),
        pytest.param("-officer", [1, 3, 2], id="by officer, turned"),
        pytest.param("outcome", [1, 3, 2], id="by outcome, none last"),
        pytest.param("nonsense", [3, 2, 1], id="what cannot be sorted by"),
    ],
)
def test_the_list_is_sorted_by_date_type_officer_or_outcome(client, case, sort, days):
    early, late = StaffFactory(surname="Abbot"), StaffFactory(surname="Zephyr")
    row = {"person": case.person}
    came = ContactFactory(**row, came=True, staff=late, on=date(2026, 1, 1))
    ContactFactory(**row, staff=early, on=date(2026, 1, 2), type=ContactType.objects.get(code="EREL"))
    ContactFactory(**row, staff=early, on=date(2026, 1, 3), type=came.type, is_appointment=False)
    ContactType.objects.filter(pk=came.type_id).update(words="Zoo visit")

    page = client.get(address(case), {"sort": sort} if sort else {})

    assert [line.contact.on.day for line in page.context["lines"]] == days


def test_the_oldest_first_order_pages_by_number_and_from_a_mark(client, case, practitioner):
    PreferencesFactory(user=practitioner, page_size=10)
    for day in range(1, 13):
        ContactFactory(person=case.person, on=date(2026, 1, day))

    first = client.get(f"{address(case)}?sort=on").context["page"]
    second = client.get(f"{address(case)}?sort=on&page=2").context["page"]
    behind = client.get(f"{address(case)}?sort=on&after={mark_of([date(2026, 1, 10), LAST_ID])}")

    assert [row.on.day for row in first.rows] == list(range(1, 11))
    assert [row.on.day for row in second.rows] == [11, 12]
    assert [row.on.day for row in behind.context["page"].rows] == [11, 12]


def test_behind_the_last_number_the_list_goes_on_by_its_mark(client, case, practitioner, monkeypatch):
    monkeypatch.setattr(log_views, "COUNTED_AT_MOST", 20)
    PreferencesFactory(user=practitioner, page_size=10)
    for day in range(1, 26):
        ContactFactory(person=case.person, on=date(2026, 1, day))

    last = client.get(f"{address(case)}?page=2")
    behind = client.get(f"{address(case)}?after={last.context['page'].goes_on}")

    assert f"after={last.context['page'].goes_on}" in last.text
    assert [row.on.day for row in behind.context["page"].rows] == [5, 4, 3, 2, 1]
    assert "More than 20 contacts" in behind.text


def test_a_year_is_jumped_to_without_counting_what_lies_before(client, case, django_assert_max_num_queries):
    for year in (2019, 2021, 2026):
        ContactFactory(person=case.person, on=date(year, 1, 15))
    page = client.get(address(case))
    links = {row["year"]: row["after"] for row in page.context["years"]}

    there = client.get(f"{address(case)}?after={links[2020]}")

    assert list(links) == [2026, 2025, 2024, 2023, 2022, 2021, 2020, 2019]
    assert links[2026] == ""
    assert [line.contact.on.year for line in there.context["lines"]] == [2019]
    with django_assert_max_num_queries(1):
        assert log.years_of(case.person, today=TODAY)[0] == 2026


def test_what_is_to_come_stands_in_a_closed_group_above(client, case):
    ahead = {"person": case.person, "appointment": True}
    past = ContactFactory(person=case.person, on=date(2026, 2, 2))
    later_today = ContactFactory(**ahead, on=TODAY, start_time=time(15), end_time=time(15, 30))
    ContactFactory(**ahead, on=date(2026, 3, 9))

    page = client.get(address(case))

    assert [line.contact.pk for line in page.context["lines"]] == [past.pk]
    assert [line.contact.on.day for line in page.context["coming"]] == [2, 9]
    assert page.context["coming"][0].contact == later_today
    assert "2 to come, next Monday 2 March 2026, 3pm" in page.text
    assert page.context["total"] == 3


def test_contacts_are_grouped_by_month_only_in_the_order_by_date(client, case):
    for day in (date(2026, 1, 5), date(2026, 1, 6), date(2025, 12, 31)):
        ContactFactory(person=case.person, on=day)

    assert re.findall(r"app-log__month\">([^<]+)<", client.get(address(case)).text) == [
        "January 2026",
        "December 2025",
    ]
    assert "app-log__month" not in client.get(f"{address(case)}?sort=type").text


def test_a_note_is_cut_after_its_first_line_unless_notes_are_shown_in_full(client, case, practitioner):
    short, cut = (ContactFactory(person=case.person) for _ in range(2))
    ContactNoteFactory(contact=short, text="Bus was late.")
    ContactNoteFactory(contact=cut, text="Came on time.\nTalked about work.")

    closed = client.get(address(case)).text
    client.post(reverse("core:whole-notes"), {"whole": "yes", "back": address(case)})
    whole = client.get(address(case)).text

    assert closed.count('<details class="app-log__note">') == 1
    assert whole.count('<details class="app-log__note" open>') == 1
    assert "Cut notes after their first line" in whole
    client.post(reverse("core:whole-notes"), {"whole": "no"})
    assert "Show notes in full" in client.get(address(case)).text


def test_what_is_printed_is_what_two_chosen_categories_show(client, case):
    notes = {"LT": "A letter.", "NS": "A visit.", None: "A comment."}
    for category, note in notes.items():
        kind = ContactType.objects.filter(category__code=category).first()
        ContactNoteFactory(contact=ContactFactory(person=case.person, type=kind), text=note)

    shown = client.get(f"{address(case)}?category=LT&category=NS")
    printed = client.get(address(case, "contacts-print"), hidden_in_form(shown.text, "contacts-print", case))

    for page in (shown, printed):
        assert [note for note in notes.values() if note in page.text] == ["A letter.", "A visit."]


def hidden_in_form(html, name, case):
    """The hidden values that a page's form sends to the named screen."""
    form = html.split(f'action="{address(case, name)}"')[1].split("</form>")[0]
    sent = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form)
    return {name: [value for other, value in sent if other == name] for name, _ in sent}


def test_a_mark_that_is_not_ours_shows_the_first_page(client, case):
    ContactNoteFactory(contact=ContactFactory(person=case.person), text="Bus was late.")
    for mark in (["x", 1], ["2020-01-01", "y"], [{}, 1], ["2020-13-45", 1]):
        text = base64.urlsafe_b64encode(json.dumps(mark).encode()).decode()

        page = client.get(f"{address(case)}?after={text}")

        assert page.status_code == 200
        assert "Bus was late." in page.text


def test_a_ticked_key_that_is_no_number_narrows_nothing(client, case):
    ContactNoteFactory(contact=ContactFactory(person=case.person), text="Open words.")

    page = client.get(address(case, "contacts-print"), {"contact": "²"})

    assert page.status_code == 200
    assert "Open words." in page.text


def test_printing_leaves_sensitive_contacts_out_unless_ticked_and_is_audited(client, case):
    ContactNoteFactory(contact=ContactFactory(person=case.person), text="Open words.")
    ContactNoteFactory(contact=ContactFactory(person=case.person, is_sensitive=True), text="In trust.")

    plain = client.get(address(case, "contacts-print")).text
    with_sensitive = client.get(f"{address(case, 'contacts-print')}?sensitive=on").text

    assert "Open words." in plain
    assert "In trust." not in plain
    assert "In trust." in with_sensitive
    assert AuditEntry.objects.filter(act="contacts-printed", crn=case.person.crn).count() == 2


def test_what_is_printed_stands_in_the_order_of_the_list(client, case):
    for n, words in enumerate(["Then this.", "First this.", "Last this."]):
        contact = ContactFactory(person=case.person, on=TODAY - timedelta(days=[2, 3, 1][n]))
        ContactNoteFactory(contact=contact, text=words)

    def order(sort):
        page = client.get(f"{address(case, 'contacts-print')}?sort={sort}").text
        return sorted(["First this.", "Then this.", "Last this."], key=page.index)

    assert order("on") == ["First this.", "Then this.", "Last this."]
    assert order("-on") == order("") == ["Last this.", "Then this.", "First this."]


def test_a_contact_of_another_person_is_not_found_under_this_one(client, case):
    own, other = ContactFactory(person=case.person), ContactFactory()

    assert client.get(address(case, "contact", own.pk)).status_code == 200
    assert client.get(address(case, "contact", other.pk)).status_code == 404


def test_suppliers_and_corporate_staff_are_kept_out(case, supplier_client, corporate_client):
    assert supplier_client.get(address(case)).status_code == 403
    assert corporate_client.get(address(case, "contact-add")).status_code == 403


def test_a_restricted_persons_contacts_are_refused(client, practitioner):
    person = PersonFactory(restricted=True)
    contact = ContactFactory(person=person)

    page = client.get(reverse("cases:contact", args=[person.crn, contact.pk]))

    assert page.status_code == 403
    assert person.crn in page.text
    assert person.first_name not in page.text
