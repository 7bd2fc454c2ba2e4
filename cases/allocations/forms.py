"""The form above a list of work: whose it is."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.allocations.queries.whose import ANOTHER_TEAM, EVERYBODY, Whose
from core.govuk import FilterForm, SelectField

OWN = ("", _("My own"))


class WhoseFilter(FilterForm):
    """Officer and team. Without a team the officers of the user's own are offered.

    The teams are those of the user's PDU; the last choice leads to the page of all teams of the provider.
    """

    officer = SelectField(label=_("Officer"), empty=None)
    team = SelectField(label=_("Team"), empty=_("My team"))

    def __init__(self, *args: Any, whose: Whose, **kwargs: Any):
        super().__init__(*args, **kwargs)
        members = [(str(row.pk), row.name) for row in whose.members]
        first = [("", _("Everybody in the team"))] if whose.team else [OWN, (EVERYBODY, _("My team"))]
        self.fields["officer"].choices = [*first, *members]
        self.fields["team"].choices = [
            *((str(row.pk), row.name) for row in whose.teams),
            *([(ANOTHER_TEAM, _("Another team"))] if whose.has_other_teams else []),
        ]

    def chosen(self, rows: Any) -> Any:
        """The rows as they are: the query has taken the officer, the team and the period into account."""
        return rows
