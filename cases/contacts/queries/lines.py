"""A contact as a list shows it: what it relates to, and its notes unless they are hidden."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.models import Contact, ContactNote


@dataclass(frozen=True)
class ContactLine:
    """A contact as one line of a list.

    notes_hidden   the contact is sensitive and the reader may not read it
    """

    contact: Contact
    relates_to: str
    notes: list[ContactNote]
    description: str
    notes_hidden: bool


def line_of(contact: Contact, *, reads_sensitive: bool) -> ContactLine:
    """The line of a contact. No query for a contact from `log.listed` or `log.find`."""
    hidden = not shows_note(contact, reads_sensitive=reads_sensitive)
    return ContactLine(
        contact=contact,
        relates_to=relation_words(contact),
        notes=[] if hidden else list(getattr(contact, "newest_notes", [])),
        description="" if hidden else contact.description,
        notes_hidden=hidden,
    )


def shows_note(contact: Contact, *, reads_sensitive: bool) -> bool:
    """Whether the reader may read what was noted of the contact."""
    return reads_sensitive or not contact.is_sensitive


def lines_of(rows: Iterable[Contact], *, reads_sensitive: bool) -> list[ContactLine]:
    return [line_of(row, reads_sensitive=reads_sensitive) for row in rows]


def relation_words(contact: Contact) -> str:
    """The most particular part of the record it relates to; "" for the person as a whole."""
    if contact.nsi:
        return contact.nsi.type.words
    if contact.requirement:
        return contact.requirement.type.words
    if contact.licence_condition:
        return contact.licence_condition.type.words
    return _("Sentence %(n)s") % {"n": contact.event.number} if contact.event else ""
