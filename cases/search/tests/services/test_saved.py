"""Searches are kept for a day."""

from datetime import timedelta

import pytest

from cases.models import SavedSearch
from cases.search.services.saved import drop_old_searches, save_search
from cases.tests.factories import SavedSearchFactory
from core.errors import RuleBroken
from core.models import AuditEntry
from core.tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_only_searches_older_than_a_day_are_dropped(frozen_day):
    kept = SavedSearchFactory(created_at=frozen_day.at - timedelta(hours=23))
    SavedSearchFactory(created_at=frozen_day.at - timedelta(hours=25))

    assert drop_old_searches(at=frozen_day.at) == 1
    assert SavedSearch.objects.get() == kept


def test_a_search_that_cannot_be_made_is_neither_kept_nor_audited(frozen_day):
    with pytest.raises(RuleBroken, match="STAR_FIRST"):
        save_search({"form": "box", "q": "*"}, by=UserFactory(), at=frozen_day.at)

    assert not SavedSearch.objects.exists()
    assert not AuditEntry.objects.filter(act="people-searched").exists()
