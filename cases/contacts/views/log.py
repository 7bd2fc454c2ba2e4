"""The contact list, one contact, and printing."""

import secrets
from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy

from cases import access
from cases.contacts.forms.recording import ContactFilter
from cases.contacts.queries import log
from cases.contacts.queries.lines import line_of, lines_of
from cases.contacts.queries.waiting import begun
from cases.pages import PersonPage
from core import audit
from core.access import Decision, Refused
from core.numbers import whole_numbers
from core.screens.navigation import opens_for
from core.screens.paging import (
    KeysetPage,
    NumberedPage,
    capped_count,
    long_page,
    mark_of,
    numbered_page,
)
from core.screens.row_addresses import row_addresses
from core.subjects import address_of

PRINTED_AT_MOST = 500
COUNTED_AT_MOST = 1000
SEARCHES_KEPT = 20


#: orders of the list, by the name in its address
ORDERS = [
    ("-on", gettext_lazy("Newest first")),
    ("on", gettext_lazy("Oldest first")),
    ("type", gettext_lazy("Type")),
    ("outcome", gettext_lazy("Outcome")),
    ("officer", gettext_lazy("Officer")),
]
#: above the key of every contact
LAST_ID = 2**63 - 1


def mark_of_year(year: int, *, ascending: bool) -> str:
    """The mark at which a year begins in the list by date, read downwards or upwards."""
    return mark_of([date(year, 1, 1), 0] if ascending else [date(year, 12, 31), LAST_ID])


class ContactScreen(PersonPage):
    """A screen about one contact: `self.contact`, or 404.

    changes_it   the screen changes the contact: it is only for the author, the officer, whoever holds the
                 case, and those who may edit any contact
    """

    changes_it: ClassVar[bool] = False

    def prepare(self) -> None:
        self.contact = log.find(self.person, self.kwargs["pk"])
        if self.contact is None:
            raise Http404
        if self.changes_it and not access.may_edit_contact(self.contact, self.request.user):
            raise Refused(Decision(allowed=False, kind="permission"), crn=self.person.crn)

    @property
    def contact_address(self) -> str:
        return reverse("cases:contact", args=[self.person.crn, self.contact.pk])

    def cancel_address(self) -> str:
        return self.back_to(self.contact_address)

    def get_object(self) -> Any:
        return self.contact

    def kept_notes(self) -> Iterable[Any]:
        return line_of(self.contact, reads_sensitive=self.allows("cases.read-sensitive")).notes


# --- keywords of a search are kept in the session under an id, never in an address --------------------------
def kept_words(request: HttpRequest) -> str:
    """The keywords kept under the id in the address; "" without any."""
    return request.session.get("contact-words", {}).get(request.GET.get("words", ""), "")


def keep_words(request: HttpRequest, text: str) -> str:
    """Keeps the keywords, with those of the last 19 searches; returns their id."""
    kept = dict(list(request.session.get("contact-words", {}).items())[1 - SEARCHES_KEPT :])
    name = secrets.token_urlsafe(9)
    request.session["contact-words"] = {**kept, name: text[:200]}
    return name


class FilteredContacts(PersonPage):
    """What the list and its print share: the filter, the rows it leaves, and their order."""

    def get_filter(self) -> ContactFilter:
        data = self.request.GET
        if not data and self.request.preferences.hide_system_contacts:
            data = data.copy()
            data["hide_system"] = "on"
        return ContactFilter(data, today=self.today, choices=log.parts_to_filter(self.person))

    def chosen_rows(self, form: ContactFilter) -> Any:
        criteria = form.criteria(
            words=kept_words(self.request), reads_sensitive=self.allows("cases.read-sensitive")
        )
        return log.listed(self.person, criteria, today=self.today)

    def sort(self) -> tuple[str, bool]:
        """The chosen sort and whether it runs downwards: by date, newest first, unless another is chosen."""
        chosen = self.request.GET.get("sort", "")
        name = chosen.removeprefix("-")
        return (name, chosen.startswith("-")) if name in {"on", *log.ORDERS} else ("on", True)


class ContactList(FilteredContacts):
    permission = "cases.view-contacts"
    template_name = "cases/contacts/contacts.html"
    title = gettext_lazy("Contacts")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = self.get_filter()
        rows = self.chosen_rows(form)
        sort, down = self.sort()
        newest_first = sort == "on" and down
        coming = log.to_come(rows, at=self.at) if newest_first else []
        page = self.page_of(rows.filter(begun(self.at)) if newest_first else rows, sort, down=down)
        total, more = self.count(rows, page, also=len(coming))
        reads, address = self.allows("cases.read-sensitive"), row_addresses("cases:contact", self.person.crn)
        return {
            **super().get_context_data(**kwargs),
            "filter": form,
            "page": page,
            "lines": lines_of(page.rows, reads_sensitive=reads, address=address),
            "by_month": sort == "on",
            "coming": lines_of(coming, reads_sensitive=reads, address=address),
            "years": self.years(page.rows, down=down) if sort == "on" else [],
            "orders": ORDERS,
            "total": total,
            "more_than_cap": more,
            "sort": sort,
            "sort_down": down,
            "whole_notes": self.request.preferences.whole_notes,
            "words": kept_words(self.request),
            "may_add": self.allows("cases.add-contact"),
            "may_print": self.allows("cases.print"),
            "may_enforce": self.allows("cases.enforce"),
        }

    def page_of(self, rows: Any, sort: str, *, down: bool) -> KeysetPage | NumberedPage:
        """A numbered page of the first 1,000; in the order by date also one from a mark, however deep."""
        query, size = self.request.GET, self.request.preferences.page_size
        if sort != "on":
            in_order = log.sorted_by(rows, sort, down=down)
            return numbered_page(in_order, query.get("page", "1"), size, COUNTED_AT_MOST, read=log.page_of)
        return long_page(
            rows,
            log.LIST_KEYS,
            query=query,
            size=size,
            cap=COUNTED_AT_MOST,
            shown=log.shown,
            ascending=not down,
        )

    def count(self, rows: Any, page: KeysetPage | NumberedPage, *, also: int) -> tuple[int, bool]:
        """How many contacts there are, up to the cap. No query beside a numbered page, which has counted."""
        if isinstance(page, KeysetPage):
            return capped_count(rows, COUNTED_AT_MOST)
        return min(
            page.total + also, COUNTED_AT_MOST
        ), page.more_than_cap or page.total + also > COUNTED_AT_MOST

    def years(self, rows: list[Any], *, down: bool) -> list[dict[str, Any]]:
        """The years to jump to, that of the first row marked. The newest is the list's own first page."""
        found = log.years_of(self.person, today=self.today)
        first = found[:1] if down else found[-1:]
        shown = rows[0].on.year if rows else None
        return [
            {
                "year": year,
                "after": "" if year in first else mark_of_year(year, ascending=not down),
                "current": year == shown,
            }
            for year in found
        ]


class SearchContacts(PersonPage):
    """Takes keywords by POST and leads to the list, whose address has only their id."""

    permission = "cases.view-contacts"
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, crn: str) -> HttpResponse:
        address = reverse("cases:contacts", args=[self.person.crn])
        text = request.POST.get("words", "").replace("\x00", "").strip()
        if not text:
            return redirect(address)
        audit.record("contacts-searched", by=request.user, at=self.at, crn=self.person.crn, words=text[:200])
        return redirect(f"{address}?words={keep_words(request, text)}")


class ContactPrint(FilteredContacts):
    """Prints the list as filtered and sorted, or the ticked contacts of it: 500 at most.

    Sensitive contacts are left out unless the user may read them and ticks that they are printed.
    """

    permission = "cases.print"
    template_name = "cases/contacts/print.html"
    title = gettext_lazy("Print contacts")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = self.get_filter()
        rows = self.chosen_rows(form)
        ticked = whole_numbers(self.request.GET.getlist("contact"))
        if ticked:
            rows = rows.filter(pk__in=ticked)
        with_sensitive = self.request.GET.get("sensitive") == "on" and self.allows("cases.read-sensitive")
        if not with_sensitive:
            rows = rows.filter(is_sensitive=False)
        sort, down = self.sort()
        contacts = log.page_of(log.sorted_by(rows, sort, down=down), 0, PRINTED_AT_MOST + 1)
        too_many = len(contacts) > PRINTED_AT_MOST
        if not too_many:
            audit.record(
                "contacts-printed",
                by=self.request.user,
                at=self.at,
                crn=self.person.crn,
                outcome="viewed",
                contacts=len(contacts),
                sensitive=with_sensitive,
            )
        return {
            **super().get_context_data(**kwargs),
            "filter": form,
            "lines": [] if too_many else lines_of(contacts, reads_sensitive=with_sensitive),
            "too_many": too_many,
            "most": PRINTED_AT_MOST,
            "ticked": ticked,
            "with_sensitive": with_sensitive,
            "may_read_sensitive": self.allows("cases.read-sensitive"),
            "words": kept_words(self.request),
        }


class ContactPage(ContactScreen):
    permission = "cases.view-contacts"
    template_name = "cases/contacts/contact.html"
    title = gettext_lazy("Contact")

    def get_title(self) -> str:
        return self.contact.type.words

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        contact = self.contact
        may_edit = access.may_edit_contact(contact, self.request.user)
        return {
            **super().get_context_data(**kwargs),
            "contact": contact,
            "line": line_of(contact, reads_sensitive=self.allows("cases.read-sensitive")),
            "subject_address": self.subject_address(),
            "following": log.following(contact),
            "may_edit": may_edit and not contact.type.is_system,
            "may_add_note": may_edit,
            "may_record": contact.is_appointment and self.allows("cases.record-outcome"),
            "may_reschedule": contact.is_appointment
            and contact.outcome_id is None
            and self.allows("cases.arrange-appointment"),
            "may_remove": may_edit
            and not contact.type.is_system
            and (contact.on >= self.today or self.allows("cases.remove-past-contact")),
        }

    def subject_address(self) -> str:
        """The screen of what its NSI is about in another app, such as a referral; "" without one."""
        about = self.contact.nsi.reference if self.contact.nsi else ""
        address = address_of(about, self.person.crn)
        return address if opens_for(self.request, address) else ""
