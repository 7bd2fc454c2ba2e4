"""The subject of a row leads to a screen."""

import pytest
from django.urls import resolve

from core import subjects


@pytest.mark.parametrize(
    ("about", "address"),
    [
        ("cases.contact:12", "/case/X123456/contacts/12"),
        ("cases.registration:3", "/case/X123456/risk/registrations/3/review"),
        ("risk.person:5", "/case/X123456/assessments"),
        ("referrals.referral:AB1234CD", "/referrals/AB1234CD/"),
    ],
)
def test_each_app_says_where_what_it_owns_is_shown(about, address):
    assert subjects.address_of(about, "X123456") == address
    assert resolve(address).url_name


@pytest.mark.parametrize("about", ["cases.victim:7", "cases.contact", ""])
def test_what_no_app_shows_leads_nowhere(about):
    assert subjects.address_of(about, "X123456") == ""
