"""Factories for the models of risk; variations are traits: AssessmentFactory(complete=True)."""

from datetime import timedelta
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from cases.tests.factories import PersonFactory
from cases.tests.factories.parts import now, row
from core import clock
from core.clock import day_of
from core.tests.factories import UserFactory
from risk import models
from risk.codes import RoshLevel


class AssessmentFactory(DjangoModelFactory):
    """A full assessment in progress; `complete=True` completes it.

    completed_days_ago   how many days ago it was completed
    rosh                 level in the community of each group; `rosh__custody` their level in custody.
                         Prisoners get no row
    scores               need -> section score
    """

    person = factory.SubFactory(PersonFactory)
    layer = "LAYER3"
    purpose = row(models.AssessmentPurpose, "270")
    status = "OPEN"
    started_at = factory.LazyAttribute(lambda made: clock.now() - timedelta(days=made.completed_days_ago + 2))
    assessor = factory.SubFactory(UserFactory, practitioner=True)
    created_at = updated_at = now()

    class Meta:
        model = models.Assessment
        skip_postgeneration_save = True

    class Params:
        completed_days_ago = 10
        complete = factory.Trait(
            status="COMPLETE",
            completed_at=factory.LazyAttribute(
                lambda made: clock.now() - timedelta(days=made.completed_days_ago)
            ),
            who_is_at_risk="A former partner.",
            nature_of_risk="Assault.",
            greatest_risk="When drinking.",
        )

    @factory.post_generation
    def rosh(assessment, create, level, custody="", **_):
        if level:
            for group in ("CHILDREN", "PUBLIC", "KNOWN_ADULT", "STAFF"):
                RoshGridRowFactory(assessment=assessment, group=group, community=level, custody=custody)
            if assessment.status == "COMPLETE":
                person = assessment.person
                person.rosh_assessed_level = max(RoshLevel(code) for code in (level, custody) if code).value
                person.rosh_assessed_on = day_of(assessment.completed_at)
                person.save(update_fields=["rosh_assessed_level", "rosh_assessed_on"])

    @factory.post_generation
    def scores(assessment, create, scores, **_):
        for need, score in (scores or {}).items():
            SectionScoreFactory(assessment=assessment, need=need, score=score)


class SectionScoreFactory(DjangoModelFactory):
    assessment = factory.SubFactory(AssessmentFactory)
    need = "accommodation"
    score = 3

    class Meta:
        model = models.SectionScore


class RoshGridRowFactory(DjangoModelFactory):
    assessment = factory.SubFactory(AssessmentFactory)
    group = "PUBLIC"
    community = "MEDIUM"

    class Meta:
        model = models.RoshGridRow


class ConcernFactory(DjangoModelFactory):
    assessment = factory.SubFactory(AssessmentFactory)
    kind = "SELF_HARM"
    answer = "NO"

    class Meta:
        model = models.Concern


class AssessmentPurposeFactory(DjangoModelFactory):
    code = "270"

    class Meta:
        model = models.AssessmentPurpose
        django_get_or_create = ("code",)


class ScoreFactory(DjangoModelFactory):
    """An OGRS3 score of 40% in one year and 57% in two; `pct2` sets another."""

    person = factory.SubFactory(PersonFactory)
    predictor = "OGRS3"
    version = "RS 7/09 rounded"
    score_type = "STATIC"
    pct1 = factory.LazyAttribute(lambda made: max(1, made.pct2 - 17))
    pct2 = 57
    p1 = factory.LazyAttribute(lambda made: Decimal(made.pct1) / 100)
    p2 = factory.LazyAttribute(lambda made: Decimal(made.pct2) / 100)
    band = factory.LazyAttribute(
        lambda made: next(
            band
            for band, least in (("VERY_HIGH", 90), ("HIGH", 75), ("MEDIUM", 50), ("LOW", 0))
            if made.pct2 >= least
        )
    )
    inputs = factory.LazyFunction(lambda: {"total_sanctions": 4, "offence_code": "04600"})
    contributions = factory.LazyFunction(
        lambda: [{"because": {"words": "Sanctioned before", "values": {}}, "value": 0.46306}]
    )
    scored_at = now()

    class Meta:
        model = models.Score


class TierCalculationFactory(DjangoModelFactory):
    person = factory.SubFactory(PersonFactory)
    code = "B2"
    protect = factory.LazyAttribute(lambda made: made.code[0])
    protect_points = 20
    change = factory.LazyAttribute(lambda made: made.code[1])
    change_points = 12
    unsupervised = False
    inputs = factory.LazyFunction(dict)
    lines = factory.LazyFunction(list)
    because = factory.LazyFunction(lambda: {"words": "Tier B2", "values": {}})
    cause = factory.LazyFunction(lambda: {"words": "First calculation", "values": {}})
    calculated_at = now()

    class Meta:
        model = models.TierCalculation


class TargetingDecisionFactory(DjangoModelFactory):
    person = factory.SubFactory(PersonFactory, in_custody=True)
    level = "CORE"
    inputs = factory.LazyFunction(dict)
    because = factory.LazyFunction(lambda: {"words": "RoSH is low", "values": {}})
    offer = factory.LazyFunction(lambda: {"words": "Core", "values": {}})
    cause = factory.LazyFunction(lambda: {"words": "In custody", "values": {}})
    decided_at = now()

    class Meta:
        model = models.TargetingDecision


class TargetingJudgementFactory(DjangoModelFactory):
    person = factory.SubFactory(PersonFactory, in_custody=True)
    created_at = updated_at = now()

    class Meta:
        model = models.TargetingJudgement


class NightChunkFactory(DjangoModelFactory):
    """A chunk of tonight that waits."""

    night = factory.LazyFunction(clock.today)
    first_id = factory.Sequence(lambda n: 1 + 2000 * n)
    last_id = factory.LazyAttribute(lambda made: made.first_id + 1999)

    class Meta:
        model = models.NightChunk
