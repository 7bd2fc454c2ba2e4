"""The task list of a draft, what stops it being sent, and cautions."""

from dataclasses import replace
from datetime import date

import pytest

from core.errors import RuleBroken, RulesBroken
from referrals.codes import DraftSection, ReferralKind, SentenceKind, TaskStatus
from referrals.rules.draft_answers import Draft, Location, NeedsAnswers, Sentence
from referrals.rules.drafts import (
    OpenReferral,
    cautions,
    check_duplicate,
    check_ready,
    expires_on,
    section_problems,
    sections_of,
    sending_problems,
    task_list,
    without_answers_that_no_longer_apply,
)
from referrals.tests.rules.drafting import COHORT, COMMUNITY, LICENCE, SINGLE, TODAY, custody, unallocated

S = DraftSection
ORDER = Sentence(id=2, kind=SentenceKind.COMMUNITY_ORDER, ends_on=date(2027, 3, 1), rar_days_left=9)


@pytest.mark.parametrize("draft", [COMMUNITY, custody(), unallocated(), unallocated(to_be_released=False)])
def test_a_complete_draft_is_ready_to_send(draft):
    check_ready(draft, SINGLE, today=TODAY)

    assert task_list(draft, SINGLE, today=TODAY)[-1].status == TaskStatus.NOT_STARTED


@pytest.mark.parametrize(
    ("draft", "choices", "expected"),
    [
        pytest.param(
            COMMUNITY,
            SINGLE,
            [S.START, S.CONTACT, S.PERSON, S.RISK, S.NEEDS, S.SENTENCE, S.SERVICE, S.DELIVERY],
            id="community, single",
        ),
        pytest.param(
            custody(categories=("ete", "social-inclusion")),
            COHORT,
            [
                S.START,
                S.CONTACT,
                S.LOCATION,
                S.PERSON,
                S.RISK,
                S.NEEDS,
                S.CATEGORIES,
                S.SENTENCE,
                S.SERVICE,
                S.SERVICE,
                S.DELIVERY,
            ],
            id="custody, cohort with two categories",
        ),
    ],
)
def test_the_tasks_depend_on_custody_and_on_the_contract(draft, choices, expected):
    assert [section for section, _ in sections_of(draft, choices)] == expected


def test_nothing_but_the_first_task_is_open_on_an_empty_draft():
    statuses = [task.status for task in task_list(Draft(), SINGLE, today=TODAY)]

    assert statuses[0] == TaskStatus.NOT_STARTED
    assert set(statuses[1:]) == {TaskStatus.CANNOT_START}


def test_a_task_unlocks_the_next_and_a_gap_locks_the_rest():
    tasks = task_list(replace(COMMUNITY, needs=NeedsAnswers(interpreter_needed=True)), SINGLE, today=TODAY)
    statuses = {task.section: task.status for task in tasks}

    assert statuses[S.RISK] == TaskStatus.COMPLETED
    assert statuses[S.NEEDS] == TaskStatus.INCOMPLETE
    assert statuses[S.SENTENCE] == TaskStatus.CANNOT_START
    assert statuses[S.CHECK] == TaskStatus.CANNOT_START


def test_all_that_is_missing_is_told_at_once():
    with pytest.raises(RulesBroken) as refusal:
        check_ready(Draft(), SINGLE, today=TODAY)

    assert {one.field for one in refusal.value.all} >= {
        "has_practitioner",
        "practitioner_name",
        "practitioner_pdu",
        "person_confirmed",
        "risk",
        "interpreter_needed",
        "has_responsibilities",
        "sentence",
        "categories",
        "enforceable_days",
        "deadline_on",
        "reason",
        "further_information",
    }


def test_check_and_send_has_no_answers_of_its_own():
    with pytest.raises(ValueError, match="no answers"):
        section_problems(COMMUNITY, SINGLE, S.CHECK, None, today=TODAY)


@pytest.mark.parametrize(
    ("reason", "problems"), [("", ["ete_before_release_reason"]), ("College place held", [])]
)
def test_ete_alone_before_release_needs_a_reason(reason, problems):
    draft = custody(
        categories=("ete",),
        outcomes={"ete": frozenset({"ETE-1"})},
        levels={"ete": "LOW"},
        ete_before_release_reason=reason,
    )

    assert [one.field for one in sending_problems(draft, COHORT, today=TODAY)] == problems
    assert [one.code for one in cautions(draft, today=TODAY)] == ["ETE_BEFORE_RELEASE"]


@pytest.mark.parametrize(
    ("draft", "codes"),
    [
        pytest.param(COMMUNITY, [], id="nothing to say"),
        pytest.param(replace(COMMUNITY, categories=("ete",)), [], id="ete alone in the community"),
        pytest.param(
            custody(categories=("ete", "accommodation")), [], id="ete with accommodation in custody"
        ),
        pytest.param(
            replace(COMMUNITY, sentence=ORDER), ["MORE_DAYS_THAN_RAR"], id="10 days, 9 RAR days left"
        ),
        pytest.param(
            replace(COMMUNITY, sentence=ORDER, enforceable_days=9), [], id="9 days, 9 RAR days left"
        ),
        pytest.param(replace(COMMUNITY, deadline_on=date(2026, 5, 25)), [], id="12 weeks for 10 days"),
        pytest.param(
            replace(COMMUNITY, deadline_on=date(2026, 5, 24)), ["DEADLINE_TOO_EARLY"], id="a day less"
        ),
    ],
)
def test_what_to_think_twice_about(draft, codes):
    assert [one.code for one in cautions(draft, today=TODAY)] == codes


def test_a_sentence_without_rehabilitation_days_left_is_told_in_words():
    (found,) = cautions(replace(COMMUNITY, sentence=replace(ORDER, rar_days_left=0)), today=TODAY)

    assert str(found.because) == "No rehabilitation activity days are left on this sentence"


OTHER = OpenReferral(reference="AB2345AC", supplier="Harbour Trust", sent_on=date(2026, 2, 3))


def test_an_open_referral_of_the_same_type_is_named_and_asks_why():
    [found] = cautions(COMMUNITY, today=TODAY, others=[OTHER])

    assert (found.code, found.reason_field) == ("ALREADY_REFERRED", "duplicate_reason")
    assert found.because.values == {
        "reference": "AB2345AC",
        "supplier": "Harbour Trust",
        "day": date(2026, 2, 3),
    }


@pytest.mark.parametrize(
    ("others", "because", "refused"),
    [([], "", False), ([OTHER], "", True), ([OTHER], "  ", True), ([OTHER], "Another town", False)],
)
def test_a_second_referral_needs_a_reason(others, because, refused):
    if not refused:
        check_duplicate(others, because=because)
        return
    with pytest.raises(RuleBroken, match="AB2345AC") as broken:
        check_duplicate(others, because=because)
    assert broken.value.field == "duplicate_reason"


def test_a_draft_is_kept_for_ninety_days():
    assert expires_on(date(2026, 3, 2)) == date(2026, 5, 31)


def test_a_category_left_out_takes_its_outcomes_and_level_with_it():
    draft = replace(
        COMMUNITY,
        outcomes={**COMMUNITY.outcomes, "ete": frozenset({"ETE-1"})},
        levels={"accommodation": "LOW", "ete": "LOW"},
    )

    tidy = without_answers_that_no_longer_apply(draft)

    assert (set(tidy.outcomes), set(tidy.levels)) == ({"accommodation"}, {"accommodation"})


def test_moving_to_the_community_clears_prison_and_release():
    draft = custody(kind_answer=ReferralKind.COMMUNITY, ete_before_release_reason="College")

    tidy = without_answers_that_no_longer_apply(draft)

    assert tidy.location == Location()
    assert tidy.ete_before_release_reason == ""


def test_a_no_drops_the_detail_that_a_yes_asked_for():
    needs = NeedsAnswers(
        interpreter_needed=False,
        interpreter_language="Polish",
        has_responsibilities=False,
        when_unavailable="Mornings",
    )

    tidy = without_answers_that_no_longer_apply(replace(COMMUNITY, needs=needs)).needs

    assert (tidy.interpreter_language, tidy.when_unavailable) == ("", "")


def test_a_yes_keeps_its_detail():
    needs = NeedsAnswers(
        interpreter_needed=True,
        interpreter_language="Polish",
        has_responsibilities=True,
        when_unavailable="Mornings",
    )

    assert without_answers_that_no_longer_apply(replace(COMMUNITY, needs=needs)).needs == needs


def test_without_a_practitioner_the_person_is_taken_to_be_in_custody():
    assert unallocated().kind == ReferralKind.CUSTODY
    assert Draft().kind is None


@pytest.mark.parametrize(
    ("field", "draft"),
    [
        ("categories", custody(categories=("social-inclusion",), sentence=ORDER)),
        ("sentence", custody(categories=("social-inclusion",), sentence=ORDER)),
    ],
)
def test_social_inclusion_is_refused_for_a_community_order_wherever_it_is_answered(field, draft):
    section = S.CATEGORIES if field == "categories" else S.SENTENCE

    found = section_problems(draft, COHORT, section, None, today=TODAY)

    assert [(one.code, one.field) for one in found] == [("SOCIAL_INCLUSION_NEEDS_LICENCE", field)]


@pytest.mark.parametrize(
    ("kind", "allowed"),
    [
        (SentenceKind.COMMUNITY_ORDER, False),
        (SentenceKind.SUSPENDED_SENTENCE, False),
        (SentenceKind.CUSTODY, True),
        (SentenceKind.OTHER, True),
    ],
)
def test_social_inclusion_is_for_people_released_on_licence(kind, allowed):
    draft = custody(categories=("social-inclusion",), sentence=replace(LICENCE, kind=kind))

    assert (section_problems(draft, COHORT, S.SENTENCE, None, today=TODAY) == []) is allowed
