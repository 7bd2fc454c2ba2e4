"""A page with every component in every state, which the accessibility checks test in each theme."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.forms import Form
from django.utils.translation import gettext_lazy as _

from core.errors import NeedsConfirming, RuleBroken
from core.forms.components import EveryField, EveryFilter
from core.screens.forms import FormPage
from core.screens.paging import KeysetPage, NumberedPage


@dataclass(frozen=True)
class Badge:
    words: str
    colour: str


@dataclass(frozen=True, kw_only=True)
class Rosh:
    level: str
    on: Any = None
    is_current: bool = False
    beside: str = ""
    beside_on: Any = None


@dataclass(frozen=True)
class Banner:
    name: str = "Alex River"
    first_name: str = "Alex"
    crn: str = "X000000"
    born_on: Any = None
    age: int | None = None
    died_on: Any = None
    tier_code: str = "B2"
    rosh: Rosh | None = None
    mappa: str = "MAPPA Cat 2/Level 1"
    badges: tuple[Badge, ...] = field(
        default=(
            Badge("Domestic abuse perpetrator", "Red"),
            Badge("Weapons", "Amber"),
            Badge("Carer", "Green"),
        )
    )
    more_badges: int = 3
    risk_to_staff: bool = True
    surely_risk_to_staff: bool = True
    prison: str = ""
    release_on: Any = None
    is_practice: bool = True


class Components(FormPage):
    permission = "core.signed-in"
    template_name = "core/help/components.html"
    title = _("Every component")
    form_class = EveryField
    submit_words = _("Check these answers")

    def save(self, form: Form) -> str:
        """Saves nothing: shows a warning the first time, then the page again."""
        if "CLASH" not in self.confirmed():
            raise NeedsConfirming([RuleBroken("CLASH", "There is another appointment at this time")])
        return self.request.path

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query_form = EveryFilter(self.request.GET or {"kind": ["work"], "office": "2"}, today=self.today)
        return {
            **super().get_context_data(**kwargs),
            "filter": query_form,
            "page": NumberedPage(list(range(25)), 5, 25, 312, False, [1, 3, 4, 5, 6, 7, 13]),
            "long_list": KeysetPage([], "bmV4dA", "cHJldg"),
            "sort": "due",
            "sort_down": True,
            **self._people(),
            **self._parts(),
        }

    def _people(self) -> dict[str, Any]:
        born, day = self.today.replace(year=1980, day=1), timedelta(days=1)
        actions = [
            {"words": _("Add contact"), "href": "#a"},
            {"words": _("Arrange appointment"), "href": "#b"},
        ]
        current = Rosh(level="VERY_HIGH", on=self.today, is_current=True)
        differing = Rosh(level="HIGH", on=self.today - 500 * day, beside="LOW", beside_on=self.today)
        unassessed = Rosh(level="", beside="MEDIUM", beside_on=self.today)
        return {
            "banner": Banner(born_on=born, age=46, rosh=current),
            "banner_in_custody": Banner(
                born_on=born,
                age=46,
                prison="HMP Leeds",
                release_on=self.today + 30 * day,
                risk_to_staff=False,
                rosh=differing,
            ),
            "banner_died": Banner(
                born_on=born, died_on=self.today - 30 * day, risk_to_staff=False, rosh=unassessed, badges=()
            ),
            "actions": [*actions, {"words": _("Record a home visit"), "href": "#c"}],
            "roshes": self._roshes(),
        }

    def _roshes(self) -> list[dict[str, Any]]:
        groups = (_("Children"), _("Public"), _("Known adult"), _("Staff"))
        levels = ("VERY_HIGH", "HIGH", "MEDIUM", "LOW")
        rows = [
            {"group": group, "community": level, "custody": "LOW"}
            for group, level in zip(groups, levels, strict=True)
        ]
        prisoners = {"group": _("Prisoners"), "not_asked": True, "custody": "MEDIUM"}
        known = {"state": "known", "on": self.today, "age": "", "rows": rows, "community": "HIGH"}
        return [
            {**known, "overall": "VERY_HIGH", "not_shared": True},
            {
                **known,
                "overall": "HIGH",
                "community": "MEDIUM",
                "has_custody": True,
                "rows": [*rows, prisoners],
                "age": "review-due",
            },
            {**known, "overall": "MEDIUM", "on": None},
            {**known, "overall": "LOW", "age": "out-of-date"},
            {"state": "none"},
            {"state": "failed"},
        ]

    def _parts(self) -> dict[str, Any]:
        words = _("Rang twice, no answer.\nLeft a message.")
        people = [
            {"author": "Jo Smith", "organisation": _("Probation"), "is_mine": True},
            {"author": "Ana Lee", "organisation": _("Example Services"), "is_mine": False},
        ]
        return {
            "colours": ("", "grey", "green", "teal", "blue", "red", "purple", "magenta", "orange", "yellow"),
            "badge_colours": (
                *("low", "medium", "high", "very-high", "unknown"),
                *("red", "amber", "green", "blue", "purple", "grey", "black"),
            ),
            "summary": [
                {"key": _("Phone number"), "value": "07700 900123", "href": "#p", "what": _("phone number")},
                {"key": _("Email address"), "value": "", "href": "#e", "what": _("email address")},
                {"key": _("Note"), "value": words, "keep_lines": True},
            ],
            "tasks": [
                {"words": _("Person"), "href": "#1", "status_words": _("Completed")},
                {
                    "words": _("Risk"),
                    "href": "#2",
                    "hint": _("Check it is up to date"),
                    "status_words": _("Incomplete"),
                    "status_colour": "blue",
                },
                {"words": _("Send"), "status_words": _("Cannot start yet")},
                {
                    "words": _("Needs"),
                    "href": "#3",
                    "status_words": _("There is a problem"),
                    "status_colour": "red",
                },
            ],
            "history": [
                {"title": _("Tier changed to B2"), "by": "Jo Smith", "at": self.at, "words": words},
                {"title": _("Created"), "at": self.today, "href": "#h", "link_words": _("See the contact")},
            ],
            "notes": [{**person, "at": self.at, "words": words} for person in people],
            "tabs": [
                {"words": _("Overview"), "href": "#o", "current": True},
                {"words": _("Contacts"), "href": "#k", "count": 2},
                {"words": _("Sentence"), "href": "#s"},
            ],
        }
