"""What training shows on others' pages: what is done on a page, and the index, on the help page."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from core.acts import name_acts
from core.screens.panels import Panel, fills
from training.queries import index


@fills("help-with-page")
def what_is_done_there(request: HttpRequest, *, screen: str, **_: object) -> Panel | None:
    """The activities of the page the user came from, for their job titles. Costs 2 queries."""
    rows = index.on_screen(screen, index.job_titles_of(request.user)) if screen else []
    return Panel("training/index/page_help.html", {"rows": rows}) if rows else None


@fills("help", order=50)
def training_for_you(request: HttpRequest, **_: object) -> Panel | None:
    mine = index.job_titles_of(request.user)
    if not mine:
        return None
    jobs = [job for job in index.job_titles() if job.number in mine]
    return Panel("training/index/help_panel.html", {"jobs": jobs})


name_acts(
    {
        "training:activity": gettext_lazy("Training activity"),
        "training:activity-open": gettext_lazy("Open the screen of a training activity"),
        "training:job-title": gettext_lazy("Training for a job title"),
    }
)
