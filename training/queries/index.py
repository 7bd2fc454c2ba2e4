"""The training index: its rows, the screens of its activities, and the permissions they need."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.urls import resolve, reverse

from core.access import may, permissions
from core.models import JobTitle, Role
from core.typed.terms import terms
from training.codes import Standing
from training.models import Activity, IndexEntry

if TYPE_CHECKING:
    from core.models import User
    from core.screens.page import Page


def job_titles() -> QuerySet[JobTitle]:
    """The eight job titles, each with `activities`: how many it is taught."""
    return JobTitle.objects.annotate(activities=Count("index_entries")).order_by("number")


def job_titles_of(user: "User") -> set[int]:
    """Numbers of the job titles that a user's roles belong to."""
    held = Role.objects.filter(users=user, job_title__isnull=False)
    return set(held.values_list("job_title__number", flat=True))


def entries() -> QuerySet[IndexEntry]:
    """All rows of the index, in the guide's order."""
    return IndexEntry.objects.select_related("activity", "job_title").order_by("row_number")


def matching(
    rows: QuerySet[IndexEntry], *, words: str = "", job_title: str = "", system: str = "", category: str = ""
) -> QuerySet[IndexEntry]:
    """The rows that fit every criterion; an empty one is ignored.

    words   each word must be in the activity's name, code or category, or in what is taught
    """
    for word in terms(words):
        rows = rows.filter(
            Q(activity__words__icontains=word)
            | Q(activity__code__icontains=word)
            | Q(teaches__icontains=word)
            | Q(activity__category__icontains=word)
        )
    chosen = {
        "job_title__number": int(job_title) if job_title else None,
        "activity__system": system,
        "activity__category": category,
    }
    return rows.filter(**{name: value for name, value in chosen.items() if value})


def each_once(rows: QuerySet[IndexEntry]) -> QuerySet[IndexEntry]:
    """One row for each activity, the guide's first. `category_from` gives the order of categories."""
    first = rows.order_by("activity_id", "row_number").distinct("activity_id").values("pk")
    of_category = IndexEntry.objects.filter(activity__category=OuterRef("activity__category"))
    category_from = of_category.order_by("row_number").values("row_number")[:1]
    return entries().filter(pk__in=first).annotate(category_from=Subquery(category_from))


def categories() -> list[str]:
    return list(Activity.objects.order_by("category").values_list("category", flat=True).distinct())


def find_activity(code: str) -> Activity | None:
    return Activity.objects.filter(code=code).first()


def taught_to(activity: Activity) -> QuerySet[IndexEntry]:
    """The rows of an activity: one for each job title that is taught it."""
    return activity.entries.select_related("job_title").order_by("job_title__number")


def address_of(activity: Activity, *, crn: str = "X000000") -> str:
    """The address of the activity's screen; `crn` is used where the screen is about a person."""
    return reverse(activity.screen, kwargs={"crn": crn} if activity.needs_person else {})


def permission_of(activity: Activity) -> str:
    """The permission that the activity's screen asks for."""
    return _screen_of(activity).permission


def name_of_screen(activity: Activity) -> str:
    """The title of the activity's screen."""
    return str(_screen_of(activity).title)


def _screen_of(activity: Activity) -> type["Page"]:
    return resolve(address_of(activity)).func.view_class


def on_screen(screen: str, job_titles: Collection[int]) -> list[IndexEntry]:
    """Rows of what the job titles are taught to do on a screen, each activity once. 1 query."""
    rows = entries().filter(activity__screen=screen, activity__standing=Standing.HERE)
    rows = rows.filter(job_title__number__in=job_titles)
    return list({row.activity_id: row for row in rows}.values())


def tasks_of(user: "User") -> list[Activity]:
    """Activities done here that the user may do, in the guide's order, each once. 2 queries.

    Those that their job titles are taught; all of them for a user whose roles belong to none.
    """
    numbers = job_titles_of(user)
    rows = entries().filter(activity__standing=Standing.HERE)
    if numbers:
        rows = rows.filter(job_title__number__in=numbers)
    activities = {row.activity_id: row.activity for row in rows}.values()
    held = [activity for activity in activities if all(may(user, p) for p in permissions_needed(activity))]
    return sorted(held, key=lambda activity: activity.category)


def roles_of_job_titles() -> dict[int, set[str]]:
    """Number of a job title -> codes of the roles in it. 1 query."""
    roles: dict[int, set[str]] = {}
    rows = Role.objects.exclude(job_title=None).values_list("job_title__number", "code")
    for number, code in rows:
        roles.setdefault(number, set()).add(code)
    return roles


def permissions_needed(activity: Activity) -> set[str]:
    """Permissions needed to open the activity's screen and, where it changes the record, to do so."""
    acts = activity.act_permissions.split() if activity.standing == Standing.HERE else []
    return {*acts, permission_of(activity)}


def entries_without_permission() -> list[tuple[int, str, str]]:
    """(job title, activity, permission) for each permission that a taught activity needs and no role has.

    Only the roles of the job title count. The list must be empty.
    """
    roles, granted = roles_of_job_titles(), permissions()
    return [
        (entry.job_title.number, entry.activity.code, permission)
        for entry in entries()
        for permission in sorted(permissions_needed(entry.activity))
        if granted[permission].isdisjoint(roles.get(entry.job_title.number, set()))
    ]


def untaught_permissions() -> list[tuple[int, str]]:
    """(job title, permission): a role of the job title has it, but no activity it is taught needs it.

    Only permissions in `act_permissions` are looked at; the guide says nothing about the others.
    """
    taught: dict[str, set[int]] = {}
    for entry in entries():
        for permission in entry.activity.act_permissions.split():
            taught.setdefault(permission, set()).add(entry.job_title.number)
    roles, granted = roles_of_job_titles(), permissions()
    return [
        (number, permission)
        for permission, numbers in sorted(taught.items())
        for number, held in sorted(roles.items())
        if not granted[permission].isdisjoint(held) and number not in numbers
    ]
