"""The application's database role may supersede a tier or decision, and may not change a score."""

import pytest
from django.db import ProgrammingError, connection, transaction
from django.db.models.functions import Now

from core.grants import apply_grants
from risk.models import Score, TargetingDecision, TierCalculation

pytestmark = pytest.mark.django_db
ROLE = "role_that_recalculates"


@pytest.mark.parametrize("model", [TierCalculation, TargetingDecision])
def test_the_application_may_supersede_a_result(model):
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {ROLE}")
        apply_grants(ROLE)
        cursor.execute(f"SET LOCAL ROLE {ROLE}")

    model.objects.update(superseded_at=Now())

    assert model.objects.count() == 0
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Score.objects.update(pct2=1)
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
