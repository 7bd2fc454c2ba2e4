"""The index is complete, each job title may do what it is taught, and each activity has a screen."""

from collections import Counter

import pytest

from core.access import permissions
from training.models import Activity, IndexEntry
from training.queries import index

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]


def test_the_index_holds_its_355_rows_and_72_activities():
    assert IndexEntry.objects.count() == 355
    assert Counter(Activity.objects.values_list("system", flat=True)) == {"NDelius": 60, "OASys": 12}


def test_each_job_title_is_taught_as_many_activities_as_the_guide_prints():
    assert {job.number: job.activities for job in index.job_titles()} == {
        1: 70, 2: 52, 3: 41, 4: 34, 5: 43, 6: 40, 7: 39, 8: 36,
    }  # fmt: skip


def test_each_job_title_has_a_role_that_may_do_what_it_is_taught():
    assert index.entries_without_permission() == []


def test_every_activity_leads_to_a_screen_there_is():
    activities = Activity.objects.all()

    assert len(activities) == 72
    for activity in activities:
        assert index.address_of(activity)
        assert index.name_of_screen(activity)


def test_activities_that_are_still_to_come_or_no_longer_done_are_marked():
    waiting = Activity.objects.filter(standing="TO_COME").values_list("category", flat=True)

    assert Counter(waiting) == {
        "OASys case administration": 8,
        "Officer Diary": 5,
        "Uploading Documents (Integrated Word Processing)": 3,
        "Offender Index": 3,
        "Contact List": 1,
        "Non Statutory Interventions": 1,
        "Resettlement": 1,
        "Risk": 1,
        "Unpaid Work": 1,
    }
    assert Activity.objects.get(standing="OBSOLETE").code == "crc-work-requests-diary"


#: (job title, permission) -> why the job title has the permission, though it is taught nothing that needs it
UNTAUGHT: dict[tuple[int, str], str] = {}


def test_no_job_title_may_change_what_it_is_not_taught():
    assert set(index.untaught_permissions()) == set(UNTAUGHT)


def test_what_changes_the_record_asks_for_a_permission_that_is_declared():
    named = {code for row in Activity.objects.all() for code in row.act_permissions.split()}

    assert named <= set(permissions())
    assert "cases.edit-personal" in named


def test_words_find_activities_by_name_code_or_what_is_taught():
    found = index.matching(index.entries(), words="merge")

    assert {row.activity.code for row in found} == {"OCA004"}


def test_words_are_read_without_what_stands_around_them():
    found = index.matching(index.entries(), words="“Merge”, (OCA004).")

    assert {row.activity.code for row in found} == {"OCA004"}
