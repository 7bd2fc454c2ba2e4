"""Each field of each section of a draft, on both sides of its rule."""

from dataclasses import replace
from datetime import date

import pytest

from core.errors import RuleBroken
from referrals.codes import ContactPlace, ReferralKind
from referrals.rules import draft_sections as sections
from referrals.rules.draft_answers import Draft, MainContact, NeedsAnswers, Practitioner
from referrals.tests.rules.drafting import COHORT, COMMUNITY, LICENCE, SINGLE, TODAY, custody, unallocated

BLANK, DEPENDS = "CANNOT_BE_EMPTY", "CONDITIONAL_FIELD_MUST_BE_SET"
WRONG, FORMAT = "INVALID_VALUE", "INVALID_FORMAT"


def pairs(problems: list[RuleBroken]) -> list[tuple[str, str | None]]:
    """(code, field) of each problem."""
    return [(one.code, one.field) for one in problems]


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        (Draft(), [(BLANK, "has_practitioner")]),
        (Draft(has_practitioner=True), [(BLANK, "kind")]),
        (Draft(has_practitioner=True, kind_answer=ReferralKind.CUSTODY), []),
        (Draft(has_practitioner=False), [(BLANK, "to_be_released")]),
        (Draft(has_practitioner=False, to_be_released=False), []),
    ],
)
def test_where_the_person_is_now(draft, expected):
    assert pairs(sections.start_problems(draft)) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"practitioner_name": " "}, [(BLANK, "practitioner_name")]),
        ({"practitioner_pdu": ""}, [(BLANK, "practitioner_pdu")]),
        ({"practitioner_pdu": "Atlantis"}, [(WRONG, "practitioner_pdu")]),
        ({"practitioner_email": "sam"}, [(FORMAT, "practitioner_email")]),
        ({"practitioner_email": "sam@example.org"}, [(FORMAT, "practitioner_email")]),
        ({"practitioner_email": "sam@gov.uk.example.org"}, [(FORMAT, "practitioner_email")]),
        ({"practitioner_email": "sam@justice.gov.uk"}, []),
        ({"practitioner_phone": "0161 555 0101"}, []),
        ({"practitioner_phone": "+44 161"}, [(FORMAT, "practitioner_phone")]),
        ({"practitioner_team_phone": "ext 4"}, [(FORMAT, "practitioner_team_phone")]),
        ({"practitioner_office": "CRS0001"}, []),
        ({"practitioner_office": "CRS9999"}, [(WRONG, "practitioner_office")]),
    ],
)
def test_the_practitioner(changes, expected):
    contact = replace(Practitioner(practitioner_name="Sam Okoro", practitioner_pdu="Bolton"), **changes)

    assert pairs(sections.practitioner_problems(contact, SINGLE)) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"contact_name": ""}, [(BLANK, "contact_name")]),
        ({"contact_role": ""}, [(BLANK, "contact_role")]),
        ({"contact_email": ""}, [(BLANK, "contact_email")]),
        ({"contact_email": "kit"}, [(FORMAT, "contact_email")]),
        ({"contact_phone": "none"}, [(FORMAT, "contact_phone")]),
        ({"contact_place": None}, [(BLANK, "contact_place")]),
        ({"contact_establishment": "ZZZ"}, [(DEPENDS, "contact_establishment")]),
        ({"contact_place": ContactPlace.PROBATION_OFFICE}, [(DEPENDS, "contact_office")]),
        ({"contact_place": ContactPlace.PROBATION_OFFICE, "contact_office": "CRS0001"}, []),
    ],
)
def test_the_main_contact_of_a_person_without_a_practitioner(changes, expected):
    draft = unallocated(main_contact=replace(unallocated().main_contact, **changes))

    assert pairs(sections.contact_problems(draft, SINGLE)) == expected


def test_an_empty_main_contact_hears_of_everything():
    fields = [one.field for one in sections.main_contact_problems(MainContact(), SINGLE)]

    assert fields == ["contact_name", "contact_role", "contact_email", "contact_place"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"recorded_prison_right": None}, [(BLANK, "recorded_prison_right")]),
        ({"recorded_prison_right": False}, [(DEPENDS, "prison")]),
        ({"recorded_prison_right": False, "prison": "MDI"}, []),
        ({"recorded_prison": "", "recorded_prison_right": None}, [(DEPENDS, "prison")]),
        ({"recorded_prison": "", "recorded_prison_right": None, "prison": "ZZZ"}, [(DEPENDS, "prison")]),
        ({"release_on": None}, [(BLANK, "release_on")]),
        ({"release_on": None, "release_unknown_reason": "Parole"}, []),
        ({"release_unknown_reason": "Parole"}, [(WRONG, "release_unknown_reason")]),
        ({"release_on": date(2026, 3, 1)}, [("DATE_MUST_BE_IN_THE_FUTURE", "release_on")]),
        ({"release_on": TODAY}, []),
        ({"com_agreed": None}, [(BLANK, "com_agreed")]),
        ({"com_agreed": False}, [(WRONG, "com_agreed")]),
        ({"com_name": ""}, [(DEPENDS, "com_name")]),
    ],
)
def test_location_and_release_in_custody(changes, expected):
    draft = custody(location=replace(custody().location, **changes))

    assert pairs(sections.location_problems(draft, SINGLE, today=TODAY)) == expected


@pytest.mark.parametrize(
    ("changes", "released", "expected"),
    [
        ({}, True, []),
        ({"release_office": ""}, True, [(BLANK, "release_office")]),
        ({"release_office": "", "release_office_unknown_reason": "Moving area"}, True, []),
        ({"release_office": "CRS9999"}, True, [(WRONG, "release_office")]),
        ({"release_unknown_reason": ""}, True, [(BLANK, "release_on")]),
        ({"release_office": "", "release_unknown_reason": ""}, False, []),
    ],
)
def test_release_of_a_person_without_a_practitioner(changes, released, expected):
    draft = unallocated(location=replace(unallocated().location, **changes), to_be_released=released)

    assert pairs(sections.location_problems(draft, SINGLE, today=TODAY)) == expected


def test_a_person_in_the_community_is_asked_nothing_about_prison():
    assert sections.location_problems(COMMUNITY, SINGLE, today=TODAY) == []


def test_a_prison_said_to_be_wrong_gives_way_to_the_one_chosen():
    here = custody().location

    assert here.held_at == "LEI"
    assert replace(here, recorded_prison_right=False, prison="MDI").held_at == "MDI"


@pytest.mark.parametrize(
    ("needs", "expected"),
    [
        (NeedsAnswers(), [(BLANK, "interpreter_needed"), (BLANK, "has_responsibilities")]),
        (
            NeedsAnswers(interpreter_needed=True, has_responsibilities=False),
            [(DEPENDS, "interpreter_language")],
        ),
        (
            NeedsAnswers(interpreter_needed=True, interpreter_language="Polish", has_responsibilities=True),
            [(DEPENDS, "when_unavailable")],
        ),
        (
            NeedsAnswers(interpreter_needed=False, has_responsibilities=True, when_unavailable="School run"),
            [],
        ),
    ],
)
def test_needs_and_requirements(needs, expected):
    assert pairs(sections.needs_problems(replace(COMMUNITY, needs=needs))) == expected


@pytest.mark.parametrize(
    ("categories", "expected"),
    [
        ((), [("SERVICE_CATEGORY_MUST_BE_SET", "categories")]),
        (("accommodation",), [("INVALID_SERVICE_CATEGORY_FOR_CONTRACT", "categories")]),
        (("ete", "emotional-wellbeing"), []),
    ],
)
def test_service_types(categories, expected):
    assert pairs(sections.category_problems(replace(COMMUNITY, categories=categories), COHORT)) == expected


def test_the_person_and_the_sentence_are_confirmed():
    assert pairs(sections.person_problems(Draft())) == [(BLANK, "person_confirmed")]
    assert pairs(sections.sentence_problems(Draft())) == [(BLANK, "sentence")]
    assert sections.sentence_problems(COMMUNITY) == []


@pytest.mark.parametrize(
    ("outcomes", "level", "expected"),
    [
        (frozenset({"ACC-1", "ACC-3"}), "HIGH", []),
        (frozenset(), "LOW", [(BLANK, "outcomes")]),
        (frozenset({"ACC-1"}), "", [(BLANK, "level")]),
        (frozenset({"ACC-1"}), "EXTREME", [(WRONG, "level")]),
        (frozenset({"ETE-1"}), "LOW", [(WRONG, "outcomes")]),
    ],
)
def test_outcomes_and_complexity(outcomes, level, expected):
    draft = replace(COMMUNITY, outcomes={"accommodation": outcomes}, levels={"accommodation": level})

    assert pairs(sections.service_problems(draft, SINGLE, "accommodation")) == expected


def test_an_outcome_retired_since_it_was_chosen_is_named():
    draft = replace(COMMUNITY, outcomes={"accommodation": frozenset({"ACC-1", "ACC-R1"})})

    (problem,) = sections.service_problems(draft, SINGLE, "accommodation")

    assert "Helped to secure a tenancy" in str(problem.reason)


@pytest.mark.parametrize(
    ("days", "code"),
    [
        (None, BLANK),
        (0, "CANNOT_BE_NEGATIVE_OR_ZERO"),
        (-1, "CANNOT_BE_NEGATIVE_OR_ZERO"),
        (1, None),
        (40, None),
        (41, WRONG),
    ],
)
def test_enforceable_days_are_1_to_40(days, code):
    assert pairs(sections.days_problems(days, most=40)) == ([(code, "enforceable_days")] if code else [])


def test_the_most_days_can_be_set():
    assert sections.days_problems(41, most=60) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"deadline_on": None}, BLANK),
        ({"deadline_on": date(2026, 3, 1)}, "DATE_MUST_BE_IN_THE_FUTURE"),
        ({"deadline_on": TODAY}, None),
        ({"deadline_on": date(2027, 3, 1)}, None),
        ({"deadline_on": date(2027, 3, 2)}, "AFTER_SENTENCE_END"),
        ({"deadline_on": date(2027, 3, 2), "late_deadline_reason": "Agreed to go on voluntarily"}, None),
        (
            {
                "deadline_on": date(2027, 9, 1),
                "sentence": replace(LICENCE, pss_ends_on=date(2027, 9, 1), use_pss_end=True),
            },
            None,
        ),
        (
            {"deadline_on": date(2027, 9, 1), "sentence": replace(LICENCE, pss_ends_on=date(2027, 9, 1))},
            "AFTER_SENTENCE_END",
        ),
        ({"deadline_on": date(2030, 1, 1), "sentence": replace(LICENCE, ends_on=None)}, None),
    ],
)
def test_the_completion_date(changes, code):
    found = sections.deadline_problems(replace(COMMUNITY, **changes), today=TODAY)

    assert pairs(found) == ([(code, "deadline_on")] if code else [])


@pytest.mark.parametrize(
    "typed", ["N/A", "n/a.", "NA", "None", "not applicable", "Nil", "-", "As above", "TBC"]
)
def test_further_information_must_tell_something(typed):
    found = sections.delivery_problems(replace(COMMUNITY, further_information=typed), SINGLE, today=TODAY)

    assert [one.field for one in found] == ["further_information"]


def test_both_texts_are_needed():
    draft = replace(COMMUNITY, reason=" ", further_information="")

    found = sections.delivery_problems(draft, SINGLE, today=TODAY)

    assert pairs(found) == [(BLANK, "reason"), (BLANK, "further_information")]
