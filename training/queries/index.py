"""The training index: by job title, by category, by words."""

from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet
from django.urls import resolve, reverse

from core.access import permissions
from core.models import JobTitle, Role
from training.models import Activity, IndexEntry

if TYPE_CHECKING:
    from core.models import User
    from core.pages import Page


def job_titles() -> QuerySet[JobTitle]:
    """The eight, each with `activities`, how many it is taught."""
    return JobTitle.objects.annotate(activities=Count("index_entries")).order_by("number")


def job_titles_of(user: "User") -> set[int]:
    """Numbers of the job titles a user's roles are in."""
    held = Role.objects.filter(users=user, job_title__isnull=False)
    return set(held.values_list("job_title__number", flat=True))


def entries() -> QuerySet[IndexEntry]:
    """All rows of the index, in the guide's order."""
    return IndexEntry.objects.select_related("activity", "job_title").order_by("row_number")


def matching(
    rows: QuerySet[IndexEntry], *, words: str = "", job_title: str = "", system: str = "", category: str = ""
) -> QuerySet[IndexEntry]:
    """The rows that fit everything given; `words` in the activity, its code or what is taught."""
    for word in words.split():
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


def categories() -> list[str]:
    return list(Activity.objects.order_by("category").values_list("category", flat=True).distinct())


def find_activity(code: str) -> Activity | None:
    return Activity.objects.filter(code=code).first()


def taught_to(activity: Activity) -> QuerySet[IndexEntry]:
    """The job titles that are taught an activity."""
    return activity.entries.select_related("job_title").order_by("job_title__number")


def address_of(activity: Activity, *, crn: str = "X000000") -> str:
    """Where the activity is done."""
    return reverse(activity.screen, kwargs={"crn": crn} if activity.needs_person else {})


def permission_of(activity: Activity) -> str:
    """What the activity's screen asks for."""
    return _screen_of(activity).permission


def name_of_screen(activity: Activity) -> str:
    """What the activity's screen is called."""
    return str(_screen_of(activity).title)


def _screen_of(activity: Activity) -> type["Page"]:
    return resolve(address_of(activity)).func.view_class


def entries_without_permission() -> list[IndexEntry]:
    """Rows whose job title has no role that may open the activity's screen: there must be none."""
    roles: dict[int, set[str]] = {}
    for code, job_title_id in Role.objects.exclude(job_title=None).values_list("code", "job_title_id"):
        roles.setdefault(job_title_id, set()).add(code)
    granted = permissions()
    return [
        entry
        for entry in entries()
        if granted[permission_of(entry.activity)].isdisjoint(roles.get(entry.job_title_id, set()))
    ]
