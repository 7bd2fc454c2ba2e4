"""The screens of the training index, which everybody may read; an activity opens its screen."""

import pytest
from django.urls import reverse

from cases.tests.factories import PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]


def test_the_index_is_filtered_by_job_title_and_words(practitioner_client):
    page = practitioner_client.get(reverse("training:index"), {"job": "4", "q": "colour"})

    assert [row.activity.words for row in page.context["rows"]] == ["User Preferences"]
    assert "Training" in page.content.decode()


def test_the_index_names_each_activity_once_under_its_category_with_its_screen(practitioner_client):
    categories, codes = [], []
    for number in (1, 2, 3):
        page = practitioner_client.get(reverse("training:index"), {"page": number})
        codes += [row.activity.code for row in page.context["rows"]]
        categories += [row.activity.category for row in page.context["rows"]]

    assert len(codes) == len(set(codes)) == page.context["page"].total
    groups = [here for here, before in zip(categories, ["", *categories], strict=False) if here != before]
    assert len(groups) == len(set(groups))
    assert groups[0] == "Navigation, Preferences and Shortcuts"
    first = practitioner_client.get(reverse("training:index"))
    assert reverse("training:activity-open", args=["user-preferences"]) in first.text


def test_a_job_title_lists_its_own_activities(practitioner_client):
    page = practitioner_client.get(reverse("training:job-title", args=[3]))

    assert len(page.context["rows"]) == 41


def test_there_is_no_ninth_job_title(practitioner_client):
    assert practitioner_client.get(reverse("training:job-title", args=[8])).status_code == 200
    assert practitioner_client.get(reverse("training:job-title", args=[9])).status_code == 404


def test_an_activity_about_a_person_opens_for_the_person_looked_at_last(practitioner_client):
    person = PersonFactory()
    practitioner_client.get(reverse("cases:overview", args=[person.crn]))

    answer = practitioner_client.get(reverse("training:activity-open", args=["addresses"]))

    assert answer.url == reverse("cases:addresses", args=[person.crn])


def test_without_a_person_looked_at_it_asks_to_find_one_first(practitioner_client):
    answer = practitioner_client.get(reverse("training:activity-open", args=["addresses"]), follow=True)

    assert "Find and open a person first" in answer.content.decode()


def test_only_activities_the_user_may_do_offer_their_screen(supplier_client):
    page = supplier_client.get(reverse("training:job-title", args=[1]))

    offered = {row.activity.code for row in page.context["rows"] if row.may_open}
    assert "user-preferences" in offered
    assert "adding-a-contact" not in offered


def page_of(client, code):
    return " ".join(client.get(reverse("training:activity", args=[code])).content.decode().split())


def test_an_activity_still_to_come_says_so_and_names_the_nearest_screen(practitioner_client):
    waiting, there = page_of(practitioner_client, "resettlement"), page_of(practitioner_client, "addresses")

    assert "This part of the service is still to come. The closest screen there is now:" in waiting
    assert "Open the screen" not in waiting
    assert "still to come" not in there
    assert "Open the screen" in there


def test_an_activity_no_longer_done_says_so_and_opens_nothing(practitioner_client):
    shown = page_of(practitioner_client, "crc-work-requests-diary")

    assert "This is no longer done" in shown
    assert "Open the screen" not in shown


def test_the_lists_say_what_is_still_to_come(practitioner_client):
    whole = practitioner_client.get(reverse("training:index"), {"q": "resettlement"}).content.decode()
    of_job = practitioner_client.get(reverse("training:job-title", args=[1])).content.decode()

    assert "Still to come" in whole
    assert "Still to come" in of_job
    assert "No longer done" in of_job
