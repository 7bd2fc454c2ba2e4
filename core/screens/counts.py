"""Counts: how much waits for the user, each a link to the list that it counts."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Count:
    """A number of the strip on top of My day: core/my_day/counts.html.

    number    rows of the list that `href` opens
    is_late   shown in red unless the number is 0
    has_more  the count stopped there: "1000+"
    """

    words: str | Promise
    number: int
    href: str
    is_late: bool = False
    has_more: bool = False

    @property
    def shown(self) -> str:
        return f"{self.number}{'+' if self.has_more else ''}"
