"""The organisation as it is loaded: regions, units, teams, offices, Unallocated, roles, holidays."""

from datetime import date

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.urls import Resolver404, resolve

from core.models import BankHoliday, JobTitle, Office, Pdu, Region, Role, Staff, Team
from core.reference_data import registered
from core.roles import RoleCode
from core.services.reference import load_unallocated_staff

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


def test_there_are_twelve_regions_each_with_units_teams_and_offices():
    assert Region.objects.count() == 12
    for region in Region.objects.all():
        assert Pdu.objects.filter(region=region).exists()
        assert Office.objects.filter(pdu__region=region).exists()
        assert Team.objects.filter(region=region, is_system=False, offices__isnull=False).exists()


def test_each_region_has_its_four_system_teams():
    codes = Team.objects.filter(is_system=True).values_list("code", flat=True)

    regions = Region.objects.values_list("code", flat=True)
    assert len(regions) == 12
    assert set(codes) == {code + ending for code in regions for ending in ("UAT", "IAV", "DTX", "UTS")}


def test_each_team_has_one_unallocated_member_who_cannot_sign_in():
    teams = Team.objects.prefetch_related("staff")

    assert len(teams) > 12 * 4
    for team in teams:
        unallocated = [staff for staff in team.staff.all() if staff.is_unallocated]
        assert [staff.code for staff in unallocated] == [f"{team.code}U"]
    assert not Staff.objects.filter(user__isnull=False).exists()


def test_a_team_added_later_gets_its_unallocated_member():
    region = Region.objects.first()
    Team.objects.create(region=region, pdu=region.pdus.first(), code=f"{region.code}Q01", name="New")

    counts = load_unallocated_staff(DAY)

    assert counts.added == 1
    assert Staff.objects.get(code=f"{region.code}Q01U").teams.get().name == "New"


def test_what_administrators_changed_in_the_organisation_stays():
    Team.objects.filter(code="N03010").update(name="Renamed", valid_to=DAY)

    call_command("load_reference", verbosity=0)

    assert Team.objects.get(code="N03010").name == "Renamed"


def test_every_role_of_the_program_is_a_row_with_the_same_words():
    assert dict(Role.objects.values_list("code", "words")) == dict(RoleCode.choices())
    assert set(JobTitle.objects.values_list("number", flat=True)) == set(range(1, 9))
    assert not JobTitle.objects.filter(roles__isnull=True).exists()


def test_every_landing_page_is_an_address_of_this_service():
    for page in Role.objects.exclude(landing_page="").values_list("landing_page", flat=True):
        try:
            resolve(page)
        except Resolver404:
            pytest.fail(f"nothing is at {page}")


def test_christmas_is_a_bank_holiday_also_when_it_falls_on_a_weekend():
    assert BankHoliday.objects.get(on=date(2026, 12, 25)).words == "Christmas Day"
    assert BankHoliday.objects.get(on=date(2027, 12, 27)).words.startswith("Christmas Day")


def test_lists_load_from_the_ground_up():
    apps = [loader.app for loader in registered()]

    assert apps == sorted(apps, key=["core", "cases", "risk", "referrals", "training"].index)


def test_the_command_says_when_all_is_as_the_files_say(capsys):
    call_command("load_reference")

    assert "are as their files say" in capsys.readouterr().out


def test_a_list_without_a_code_the_program_names_stops_the_command():
    Role.objects.filter(code="ADM").update(code="GONE")

    with pytest.raises(SystemCheckError, match=r"core\.Role has no ADM"):
        call_command("check", deploy=True, tags=["reference"], databases=["default"])


def test_who_renamed_a_team_and_what_it_was_called_is_kept():
    team = Team.objects.get(code="N03010")
    team.name = "Renamed"
    team.save()

    assert [kept.name for kept in team.history.all()] == ["Cardiff and Vale sentence management A"]
