"""Starting, saving and completing an assessment."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from cases.models import Deadline, Registration, RegistrationType
from cases.tests.factories import PersonFactory, RegistrationFactory
from core import clock, outbox
from core.errors import RuleBroken, RulesBroken, StaleVersion
from core.models import OutboxRow
from risk.codes import Answer, ConcernKind, Layer, Need, RoshGroup, RoshLevel
from risk.models import Assessment
from risk.queries.assessments import answers_of, rosh_summary_of
from risk.rules.assessments import AssessmentAnswers, ConcernAnswer
from risk.rules.rosh import RoshRow
from risk.services.assessments import complete_assessment, save_answers, start_assessment
from risk.tests.factories import AssessmentFactory

pytestmark = pytest.mark.django_db
ANSWERS = AssessmentAnswers(
    grid=(
        RoshRow(group=RoshGroup.CHILDREN, community=RoshLevel.LOW),
        RoshRow(group=RoshGroup.PUBLIC, community=RoshLevel.MEDIUM),
        RoshRow(group=RoshGroup.KNOWN_ADULT, community=RoshLevel.HIGH, custody=RoshLevel.LOW),
        RoshRow(group=RoshGroup.STAFF, community=RoshLevel.LOW),
        RoshRow(group=RoshGroup.PRISONERS),
    ),
    summary={
        "who_is_at_risk": "A former partner.",
        "nature_of_risk": "Assault.",
        "greatest_risk": "When drinking.",
        "increases_risk": "",
        "reduces_risk": "Work.",
    },
    concerns={
        **{kind: ConcernAnswer(answer=Answer.NO) for kind in ConcernKind},
        ConcernKind.SUICIDE: ConcernAnswer(answer=Answer.YES, text="Overdose in 2024."),
    },
    section_scores={Need.ACCOMMODATION: 7, Need.ATTITUDES: None},
    rsr_percent=Decimal("3.45"),
    impulsivity=1,
)


@pytest.fixture
def person(frozen_day):
    return PersonFactory(on_licence=True, allocated=True)


def start(person, by, layer=Layer.LAYER3):
    return start_assessment(person.pk, layer=layer, purpose_code="270", by=by, at=clock.now())


def test_answers_come_back_as_they_were_saved(person, practitioner):
    assessment = start(person, practitioner)

    save_answers(assessment.pk, answers=ANSWERS, version=1, by=practitioner, at=clock.now())

    assessment.refresh_from_db()
    assert answers_of(assessment) == ANSWERS
    assert assessment.version == 2


def test_a_change_of_one_level_alone_raises_the_version(person, practitioner):
    assessment = start(person, practitioner)
    save_answers(assessment.pk, answers=ANSWERS, by=practitioner, at=clock.now())
    grid = (replace(ANSWERS.grid[0], community=RoshLevel.HIGH), *ANSWERS.grid[1:])

    save_answers(assessment.pk, answers=replace(ANSWERS, grid=grid), by=practitioner, at=clock.now())

    with pytest.raises(StaleVersion):
        save_answers(assessment.pk, answers=ANSWERS, version=2, by=practitioner, at=clock.now())

    assessment.refresh_from_db()
    assert (assessment.version, answers_of(assessment).grid) == (3, grid)


def test_completing_registers_the_level_and_the_tier_follows(person, practitioner):
    assessment = start(person, practitioner)

    complete_assessment(assessment.pk, answers=ANSWERS, by=practitioner, at=clock.now())

    assessment.refresh_from_db()
    assert (assessment.status, assessment.completed_at) == ("COMPLETE", clock.now())
    assert registered(person) == {"RHRH": "", "REG15": "RSKH", "REG17": "RSKM"}
    assert not person.tier_calculations.exists()
    outbox.deliver()
    person.refresh_from_db()
    assert (person.rosh_level, person.tier_code) == ("HIGH", "B1")
    assert OutboxRow.objects.filter(kind="risk.AssessmentCompleted").count() == 1


def registered(person):
    """Register of each open registration -> code of its level, "" for none."""
    rows = Registration.objects.filter(person=person, deregistered_on=None)
    return {row.type.code: row.level.code if row.level else "" for row in rows}


def test_who_is_at_risk_is_registered_moved_and_ended_with_a_note_that_says_so(
    person, practitioner, frozen_day
):
    def complete(**levels):
        grid = tuple(
            RoshRow(group=group, community=levels.get(group.name, RoshLevel.LOW))
            for group in RoshGroup
            if group != RoshGroup.PRISONERS
        )
        assessment = start(person, practitioner)
        answers = replace(ANSWERS, grid=grid)
        complete_assessment(assessment.pk, answers=answers, by=practitioner, at=clock.now())
        frozen_day.move_to(frozen_day.today + timedelta(days=1))

    def note(code):
        row = Registration.objects.get(person=person, type__code=code)
        review = row.reviews.exclude(notes="").order_by("-reviewed_on").first()
        ended = row.notes.filter(is_end_reason=True).first()
        return ended.text if ended else review.notes if review else row.notes.get().text

    complete(CHILDREN=RoshLevel.MEDIUM, PUBLIC=RoshLevel.HIGH)
    assert registered(person) == {"RHRH": "", "RCHD": "RSKM", "REG17": "RSKH"}
    assert note("RCHD") == "Risk to children: Medium after assessment"
    complete(CHILDREN=RoshLevel.VERY_HIGH, PUBLIC=RoshLevel.HIGH)
    assert registered(person) == {"RVHR": "", "RCHD": "RSKV", "REG17": "RSKH"}
    assert note("RCHD") == "Risk to children: increased from Medium to Very high after assessment"
    assert note("REG17") == "Risk to public: remained High after assessment"
    complete(CHILDREN=RoshLevel.LOW, PUBLIC=RoshLevel.MEDIUM)
    assert registered(person) == {"RMRH": "", "REG17": "RSKM"}
    assert note("RCHD") == "Risk to children: decreased from Very high to Low after assessment"
    assert Registration.objects.get(person=person, type__code="RCHD").deregistered_on == date(2026, 3, 4)


def test_a_risk_nobody_assessed_stays_registered(person, practitioner):
    RegistrationFactory(person=person, type=RegistrationType.objects.get(code="REG16"))

    complete_assessment(start(person, practitioner).pk, answers=ANSWERS, by=practitioner, at=clock.now())

    assert "REG16" in registered(person)


def test_the_next_review_is_due_a_year_on_and_met_by_the_next_assessment(person, practitioner, frozen_day):
    complete_assessment(start(person, practitioner).pk, answers=ANSWERS, by=practitioner, at=clock.now())
    frozen_day.move_to(date(2026, 9, 1))

    complete_assessment(start(person, practitioner).pk, answers=ANSWERS, by=practitioner, at=clock.now())

    first, second = Deadline.objects.filter(person=person, kind="ASSESSMENT-REVIEW").order_by("due_on")
    assert (first.due_on, first.met_at is not None) == (date(2027, 3, 2), True)
    assert (second.due_on, second.met_at) == (date(2027, 9, 1), None)


def test_completing_says_all_that_is_missing_and_changes_nothing(person, practitioner):
    assessment = start(person, practitioner)

    with pytest.raises(RulesBroken) as refused:
        complete_assessment(assessment.pk, answers=AssessmentAnswers(), by=practitioner, at=clock.now())

    assert {rule.field for rule in refused.value.all} == {
        "community_CHILDREN",
        "community_PUBLIC",
        "community_KNOWN_ADULT",
        "community_STAFF",
        "concern_SELF_HARM",
        "concern_SUICIDE",
        "concern_HOSTEL",
        "concern_VULNERABILITY",
    }
    assert Assessment.objects.get(pk=assessment.pk).status == "OPEN"
    assert not Registration.objects.exists()


def test_a_score_above_its_section_is_refused(person, practitioner):
    assessment = start(person, practitioner)
    answers = AssessmentAnswers(section_scores={Need.RELATIONSHIPS: 7})

    with pytest.raises(RulesBroken) as refused:
        save_answers(assessment.pk, answers=answers, by=practitioner, at=clock.now())

    assert str(refused.value.reason) == "Relationships score must be between 0 and 6"
    assessment.refresh_from_db()
    assert (assessment.version, answers_of(assessment).section_scores) == (1, {})


def test_a_person_has_one_assessment_open_at_a_time(person, practitioner):
    start(person, practitioner)

    with pytest.raises(RuleBroken) as refused:
        start(person, practitioner)

    assert refused.value.code == "ASSESSMENT_OPEN"
    assert Assessment.objects.count() == 1


def test_a_completed_assessment_is_not_changed(practitioner):
    assessment = AssessmentFactory(complete=True)
    before = answers_of(assessment)

    with pytest.raises(RuleBroken) as refused:
        save_answers(assessment.pk, answers=ANSWERS, by=practitioner, at=clock.now())

    assert refused.value.code == "ASSESSMENT_CLOSED"
    assert answers_of(Assessment.objects.get(pk=assessment.pk)) == before


def test_stand_alone_scores_need_only_the_rsr_and_register_nothing(person, practitioner):
    assessment = start(person, practitioner, layer=Layer.STANDALONE)

    complete_assessment(
        assessment.pk,
        answers=AssessmentAnswers(rsr_percent=Decimal("7.20")),
        by=practitioner,
        at=clock.now(),
    )

    outbox.deliver()
    assert not Registration.objects.exists()
    assert rosh_summary_of(person.pk, on=clock.today()).assessment is None
    assert person.tier_calculations.get().protect_points == 20


@pytest.mark.parametrize(
    ("days", "standing"), [(300, "CURRENT"), (380, "REVIEW_DUE"), (385, "REVIEW_DUE"), (386, "OUT_OF_DATE")]
)
def test_the_summary_shown_is_the_latest_with_how_far_it_counts(frozen_day, days, standing):
    assessment = AssessmentFactory(complete=True, completed_days_ago=days, rosh="MEDIUM")

    summary = rosh_summary_of(assessment.person_id, on=clock.today())

    assert (summary.assessment, summary.standing.value) == (assessment, standing)
    assert (summary.overall, summary.has_custody) == (RoshLevel.MEDIUM, False)


def test_a_record_merged_away_takes_no_assessment(person, practitioner):
    open_one = start(person, practitioner)
    person.merged_into = PersonFactory()
    person.save(update_fields=["merged_into"])

    with pytest.raises(RuleBroken, match="PERSON_MERGED"):
        start(person, practitioner)
    with pytest.raises(RuleBroken, match="PERSON_MERGED"):
        save_answers(open_one.pk, answers=ANSWERS, by=practitioner, at=clock.now())

    assert Assessment.objects.filter(person=person).count() == 1
    assert answers_of(open_one).summary != ANSWERS.summary
