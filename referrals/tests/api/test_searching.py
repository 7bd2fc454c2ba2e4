"""What the API shows of a person, sent back as the list's `search`, finds the referral."""

import pytest

from referrals.tests.api.test_sent_referrals import LIST, one
from referrals.tests.factories import a_person, a_practitioner, a_sent_referral


def sent_about(contract, first, last):
    by = a_practitioner()
    person = a_person(holder=by, community_order=True, first_name=first, surname=last)
    return a_sent_referral(by=by, contract=contract, person=person)


@pytest.mark.parametrize(
    ("first", "last", "typed"),
    [
        (
            "Daniel",
            "Ashdown",
            ["Ashdown, Daniel", "Daniel Ashdown", "ASHDOWN", "“Ashdown”", "Mr Daniel Ashdown"],
        ),
        (
            "Siân",
            "O'Brien",
            ["Sian O’Brien", "Siân O'Brien", "obrien", "SIÂN", "O`Brien.", "Name: Siân O'Brien"],
        ),
        ("Jean-Luc", "van der Berg", ["Jean-Luc van der Berg", "jean luc berg", "van der Berg, Jean–Luc"]),
        ("Miss", "Dr", ["Miss Dr", "Dr, Miss"]),
    ],
)
def test_what_an_answer_shows_of_a_person_is_found_when_it_is_sent_back(
    supplier_api, contract, first, last, typed
):
    sent, _other = sent_about(contract, first, last), sent_about(contract, "Kim", "Stone")
    shown = supplier_api.get(one(sent)).json()
    crn, reference = sent.person.crn, shown["referenceNumber"]
    numbers = (
        f"({crn})",
        f"{crn.lower()}.",
        f"CRN: {crn}",
        f"\u200b{crn}\u00a0",
        f"Ref: {reference}",
        f"({reference})",
    )

    for text in (*typed, *numbers, f"{first} {last} ({crn})", f"\u00a0{last}\ufeff"):
        page = supplier_api.get(LIST, {"search": text}).json()
        assert [row["id"] for row in page["content"]] == [str(sent.uuid)], text
    for text in ("()", "…", f"{last} zzzz"):
        assert supplier_api.get(LIST, {"search": text}).json()["content"] == []
