"""The form above a team's work: which team."""

from typing import Any

from cases.allocations.forms import WhoseFilter


class TeamForm(WhoseFilter):
    """The team alone: the page shows each of its officers."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        del self.fields["officer"]
