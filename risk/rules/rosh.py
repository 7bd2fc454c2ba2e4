"""Risk of serious harm: the overall level, how the grid is shown, and how long a summary can be relied on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from cases.codes import ROSH_CURRENT_FOR_WEEKS
from core.calendar.ages import is_within_weeks
from risk.codes import RoshGroup, RoshLevel, RoshSetting, RoshStanding

#: code of a summary question -> the group and the setting it asks about
QUESTIONS = {
    "SUM6.1.1": (RoshGroup.CHILDREN, RoshSetting.COMMUNITY),
    "SUM6.1.2": (RoshGroup.CHILDREN, RoshSetting.CUSTODY),
    "SUM6.2.1": (RoshGroup.PUBLIC, RoshSetting.COMMUNITY),
    "SUM6.2.2": (RoshGroup.PUBLIC, RoshSetting.CUSTODY),
    "SUM6.3.1": (RoshGroup.KNOWN_ADULT, RoshSetting.COMMUNITY),
    "SUM6.3.2": (RoshGroup.KNOWN_ADULT, RoshSetting.CUSTODY),
    "SUM6.4.1": (RoshGroup.STAFF, RoshSetting.COMMUNITY),
    "SUM6.4.2": (RoshGroup.STAFF, RoshSetting.CUSTODY),
    "SUM6.5.2": (RoshGroup.PRISONERS, RoshSetting.CUSTODY),
}
#: answer code -> level
ANSWERS = {
    "L": RoshLevel.LOW,
    "M": RoshLevel.MEDIUM,
    "H": RoshLevel.HIGH,
    "V": RoshLevel.VERY_HIGH,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class RoshRow:
    """The levels of one group. A level that was not given is None; prisoners have none in the community."""

    group: RoshGroup
    community: RoshLevel | None = None
    custody: RoshLevel | None = None

    @property
    def highest(self) -> RoshLevel | None:
        return highest_of((self.community, self.custody))


def highest_of(levels: Iterable[RoshLevel | None]) -> RoshLevel | None:
    """The highest of the levels that are not None; None when all are."""
    return max((level for level in levels if level is not None), default=None)


def grid_from_answers(answers: Mapping[str, str]) -> tuple[RoshRow, ...]:
    """A row for each of the five groups with its levels in the summary, in the order of the form.

    answers   question code -> answer code. Other questions are ignored; an unknown answer code is no level
    """
    levels = {place: ANSWERS.get(answers.get(question, "")) for question, place in QUESTIONS.items()}
    return tuple(
        RoshRow(
            group=group,
            community=levels.get((group, RoshSetting.COMMUNITY)),
            custody=levels.get((group, RoshSetting.CUSTODY)),
        )
        for group in RoshGroup
    )


def overall_level(grid: Iterable[RoshRow]) -> RoshLevel | None:
    """The highest level in the grid, community and custody together.

    source   docs/sources/risk.md#rosh
    """
    return highest_of(row.highest for row in grid)


def community_maximum(grid: Iterable[RoshRow]) -> RoshLevel | None:
    """The highest level in the community, which most decisions in the community go by."""
    return highest_of(row.community for row in grid)


def rows_for_widget(grid: Iterable[RoshRow], *, with_custody: bool) -> list[RoshRow]:
    """The rows in the order the widget shows them: highest level first, rows of the same level by group.

    Groups without a level come last.
    with_custody   True orders by the higher of the two levels and includes prisoners; False orders by the
                   level in the community and leaves prisoners out
    """

    def place(row: RoshRow) -> tuple[int, int]:
        level = row.highest if with_custody else row.community
        return (-1 if level is None else level.rank) * -1, row.group.rank

    shown = (row for row in grid if with_custody or row.group is not RoshGroup.PRISONERS)
    return sorted(shown, key=place)


def _a_year_after(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return date(day.year + 1, 2, 28)


def standing(
    completed_on: date | None, *, on: date, within_weeks: int = ROSH_CURRENT_FOR_WEEKS
) -> RoshStanding:
    """How far a summary can be relied on.

    A summary older than twelve months is due for review; one older than `within_weeks` is out of date.
    completed_on   None when the day is not known
    """
    if completed_on is None:
        return RoshStanding.UNDATED
    if not is_within_weeks(completed_on, on=on, weeks=within_weeks):
        return RoshStanding.OUT_OF_DATE
    return RoshStanding.REVIEW_DUE if on > _a_year_after(completed_on) else RoshStanding.CURRENT
