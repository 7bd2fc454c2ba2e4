"""The pages of a draft referral: their order, the status of each, and where saving one leads."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.screens.drafts import about
from referrals.codes import DraftSection, TaskStatus
from referrals.pages import DraftPage
from referrals.queries.drafts import DraftWork, draft_again, work_on
from referrals.rules.drafts import task_list

S = DraftSection
PERSON = (S.START, S.CONTACT, S.LOCATION, S.PERSON)
WORDS = {
    "draft-person": gettext_lazy("The person and who to contact"),
    "draft-risk": gettext_lazy("Risk information"),
    "draft-needs": gettext_lazy("Needs and requirements"),
    "draft-delivery": gettext_lazy("Days, deadline and reason"),
    "draft-check": gettext_lazy("Check answers and send"),
}
#: From the least finished to the most.
PROGRESS = [TaskStatus.CANNOT_START, TaskStatus.NOT_STARTED, TaskStatus.INCOMPLETE, TaskStatus.COMPLETED]
STATUS_COLOURS = {
    TaskStatus.COMPLETED: "",
    TaskStatus.INCOMPLETE: "blue",
    TaskStatus.NOT_STARTED: "blue",
    TaskStatus.CANNOT_START: "",
}


def page_of(section: DraftSection, category: str | None, categories: tuple[str, ...]) -> tuple[str, int]:
    """URL name of the page that asks a section, and the number of its service type, 0 for none."""
    if section in PERSON:
        return "draft-person", 0
    if section in (S.NEEDS, S.CATEGORIES):
        return "draft-needs", 0
    if section == S.SENTENCE:
        return "draft-service", 1
    if section == S.SERVICE and category is not None:
        return "draft-service", categories.index(category) + 1
    return {S.RISK: "draft-risk", S.DELIVERY: "draft-delivery", S.CHECK: "draft-check"}[section], 0


def pages_of(work: DraftWork, *, today) -> dict[tuple[str, int], TaskStatus]:
    """The pages of the draft in order, each with its status.

    The key of a page is its URL name and the number of its service type, 0 for none.
    """
    pages: dict[tuple[str, int], list[TaskStatus]] = {}
    for task in task_list(work.answers, work.choices, today=today):
        key = page_of(task.section, task.category, work.answers.categories)
        pages.setdefault(key, []).append(task.status)
    return {key: status_of_page(found) for key, found in pages.items()}


def status_of_page(found: list[TaskStatus]) -> TaskStatus:
    """The status of a page by those of its sections: incomplete if only a part is answered."""
    if len(set(found)) == 1:
        return found[0]
    if TaskStatus.COMPLETED in found or TaskStatus.INCOMPLETE in found:
        return TaskStatus.INCOMPLETE
    return max(found, key=PROGRESS.index)


def shown_pages(page: DraftPage) -> list[dict[str, Any]]:
    items = []
    for (name, n), status in pages_of(page.work, today=page.today).items():
        more = (n,) if n else ()
        words = WORDS.get(name)
        if name == "draft-service":
            words = (
                page.work.offers.category(page.work.answers.categories[n - 1]).words
                if page.work.answers.categories
                else _("Service type")
            )
        open_now = status != TaskStatus.CANNOT_START and (not n or page.work.answers.categories)
        items.append(
            {
                "words": words,
                "href": page.address(name, *more) if open_now else "",
                "status_words": _(status.words),
                "status_colour": STATUS_COLOURS[status],
            }
        )
    return items


def unsaved_pages(page: DraftPage) -> list[Any]:
    """Pages of the referral on which the user typed something that is not saved in the referral."""
    return list(about(str(page.draft.uuid), user=page.request.user))


def next_page(page: DraftPage, name: str, number: int = 0) -> str:
    """The address after saving a page: the next page, or check answers if the user came from there."""
    if page.is_from_check:
        return page.address("draft-check")
    work = work_on(draft_again(page.draft), today=page.today)
    pages = list(pages_of(work, today=page.today))
    after = pages[pages.index((name, number)) + 1 :] if (name, number) in pages else []
    following, n = after[0] if after else ("draft", 0)
    return page.address(following, *((n,) if n else ()))
