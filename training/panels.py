"""What training shows on the help page: the activities of the page the user came from, and the index."""

from django.http import HttpRequest

from core.screens.panels import Panel, fills
from training.queries import index


@fills("help-with-page")
def activities_of_screen(request: HttpRequest, *, screen: str, **_: object) -> Panel | None:
    """Activities of the page the user came from that their job titles are taught. Costs 2 queries."""
    rows = index.on_screen(screen, index.job_titles_of(request.user)) if screen else []
    return Panel("training/index/page_help.html", {"rows": rows}) if rows else None


@fills("help", order=50)
def training_for_you(request: HttpRequest, **_: object) -> Panel | None:
    mine = index.job_titles_of(request.user)
    if not mine:
        return None
    jobs = [job for job in index.job_titles() if job.number in mine]
    return Panel("training/index/help_panel.html", {"jobs": jobs})


@fills("work", order=30)
def tasks_of_job_title(request: HttpRequest, **_: object) -> Panel | None:
    """What the user's job title is taught to do here, by category. Costs 2 queries.

    Whoever has a role without a job title is shown what their permissions let them do.
    """
    tasks = index.tasks_of(request.user)
    return Panel("training/index/tasks.html", {"tasks": tasks}) if tasks else None
