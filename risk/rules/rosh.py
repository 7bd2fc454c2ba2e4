"""Risk of serious harm: the overall level, how the grid is shown, and how long a summary can be relied on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from risk.codes import RoshGroup, RoshLevel, RoshSetting, RoshStanding

#: a summary completed this many weeks ago or less is current, both ends included
CURRENT_FOR_WEEKS = 55

#: summary question -> whom it is about, and where
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
ANSWERS = {
    "L": RoshLevel.LOW,
    "M": RoshLevel.MEDIUM,
    "H": RoshLevel.HIGH,
    "V": RoshLevel.VERY_HIGH,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class RoshRow:
    """One group of the grid; a level that was not given is None. Prisoners have none in the community."""

    group: RoshGroup
    community: RoshLevel | None = None
    custody: RoshLevel | None = None

    @property
    def highest(self) -> RoshLevel | None:
        return highest_of((self.community, self.custody))


def highest_of(levels: Iterable[RoshLevel | None]) -> RoshLevel | None:
    """The highest level given, None when none is."""
    return max((level for level in levels if level is not None), default=None)


def grid_from_answers(answers: Mapping[str, str]) -> tuple[RoshRow, ...]:
    """The five groups with the levels answered in the summary, in the order of the form.

    answers   question code -> answer code; other questions are ignored, an answer that is no level is none
    """
    given = {place: ANSWERS.get(answers.get(question, "")) for question, place in QUESTIONS.items()}
    return tuple(
        RoshRow(
            group=group,
            community=given.get((group, RoshSetting.COMMUNITY)),
            custody=given.get((group, RoshSetting.CUSTODY)),
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
    """Rows as the widget shows them: highest level first, groups of one level in their fixed order.

    with_custody   rows go by the higher of both settings, and prisoners are among them; without, the
                   community level alone orders them. Groups without a level come last.
    """

    def place(row: RoshRow) -> tuple[int, int]:
        level = row.highest if with_custody else row.community
        return (-1 if level is None else level.rank) * -1, row.group.rank

    shown = (row for row in grid if with_custody or row.group is not RoshGroup.PRISONERS)
    return sorted(shown, key=place)


def is_current(completed_on: date, *, on: date, within_weeks: int = CURRENT_FOR_WEEKS) -> bool:
    """Whether an assessment completed then still counts as current."""
    return completed_on >= on - timedelta(weeks=within_weeks)


def _a_year_after(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return date(day.year + 1, 2, 28)


def standing(completed_on: date | None, *, on: date, within_weeks: int = CURRENT_FOR_WEEKS) -> RoshStanding:
    """How far a summary completed on a day, None if the day is not known, can be relied on.

    Older than twelve months it is due for review; older than `within_weeks` it is out of date.
    """
    if completed_on is None:
        return RoshStanding.UNDATED
    if not is_current(completed_on, on=on, within_weeks=within_weeks):
        return RoshStanding.OUT_OF_DATE
    return RoshStanding.REVIEW_DUE if on > _a_year_after(completed_on) else RoshStanding.CURRENT
