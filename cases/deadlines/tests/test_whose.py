"""What is due says who does it, unless that is the person's practitioner."""

import pytest

from cases.models import Deadline


@pytest.mark.parametrize(
    ("about", "words"),
    [
        ("referrals.referral:AB1234CD", "Initial assessment (service provider)"),
        ("cases.contact:12", "Initial assessment"),
        ("cases.victim:7", "Initial assessment"),
    ],
)
def test_a_deadline_names_who_owes_it(about, words):
    assert Deadline(words="Initial assessment", about=about).words_and_whose == words
