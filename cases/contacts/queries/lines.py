"""A contact as a list shows it: what it relates to, and its notes unless they are hidden."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from cases.models import Contact, ContactNote
from core.calendar.typed_dates import format_moment, format_short_date

#: so many characters of a note stand on the second line of a contact in a list; fewer beside an action
FIRST_LINE = 110
BESIDE_ACTION = 60


class Mark(NamedTuple):
    """A tag. whole: what short words stand for; "" for words that are whole."""

    colour: str
    words: str
    whole: str = ""


@dataclass(frozen=True)
class ContactLine:
    """A contact as one line of a list.

    notes_hidden   the contact is sensitive and the reader may not read it
    address        of its page; "" where no list links to it
    """

    contact: Contact
    relates_to: str
    notes: list[ContactNote]
    description: str
    notes_hidden: bool
    address: str = ""

    @property
    def month(self) -> date:
        """The first day of its month, by which a list is grouped."""
        return self.contact.on.replace(day=1)

    @property
    def moment(self) -> str:
        """Its day and times in words."""
        return format_moment(self.contact.on, self.contact.start_time, self.contact.end_time)

    @property
    def of_words(self) -> str:
        """What its controls are of, for screen readers."""
        return _("of %(type)s, %(day)s") % {
            "type": self.contact.type.words,
            "day": format_short_date(self.contact.on),
        }

    @property
    def marks(self) -> list[Mark]:
        """Its tags: cases/parts/contact_marks.html."""
        row = self.contact
        marks = (
            (row.is_alert, Mark("orange", _("Alert"))),
            (row.is_sensitive, Mark("purple", _("Sensitive"))),
            (row.is_rar_activity, Mark("teal", _("RAR"))),
            (row.is_national_standards, Mark("grey", _("NS"), _("National standards"))),
            (row.is_system, Mark("grey", _("System"))),
        )
        return [mark for has_it, mark in marks if has_it]

    @property
    def first_line(self) -> str:
        """What the list shows of its texts: the description, else the newest note up to its first break."""
        text = self.description or (self.notes[0].text.lstrip() if self.notes else "")
        return text.partition("\n")[0].strip()[: 2 * FIRST_LINE]

    @property
    def is_cut(self) -> bool:
        """Whether its texts hold more than the first line shows."""
        texts = [self.description] if self.description else []
        texts += [note.text.strip() for note in self.notes]
        room = BESIDE_ACTION if self.contact.enforcement_action_id else FIRST_LINE
        return len(texts) > 1 or any(len(text) > room or "\n" in text for text in texts)


def line_of(contact: Contact, *, reads_sensitive: bool, address: str = "") -> ContactLine:
    """The line of a contact. No query for a contact from `log.listed` or `log.find`."""
    hidden = not shows_note(contact, reads_sensitive=reads_sensitive)
    return ContactLine(
        contact=contact,
        relates_to=relation_words(contact),
        notes=[] if hidden else list(getattr(contact, "newest_notes", [])),
        description="" if hidden else contact.description,
        notes_hidden=hidden,
        address=address,
    )


def shows_note(contact: Contact, *, reads_sensitive: bool) -> bool:
    """Whether the reader may read what was noted of the contact."""
    return reads_sensitive or not contact.is_sensitive


def lines_of(
    rows: Iterable[Contact], *, reads_sensitive: bool, address: Callable[[int], str] = lambda _key: ""
) -> list[ContactLine]:
    """The lines of contacts. `address` gives that of a contact's page by its key."""
    return [line_of(row, reads_sensitive=reads_sensitive, address=address(row.pk)) for row in rows]


def relation_words(contact: Contact) -> str:
    """The most particular part of the record it relates to; "" for the person as a whole."""
    if contact.nsi:
        return contact.nsi.type.words
    if contact.requirement:
        return contact.requirement.type.words
    if contact.licence_condition:
        return contact.licence_condition.type.words
    return _("Sentence %(n)s") % {"n": contact.event.number} if contact.event else ""
