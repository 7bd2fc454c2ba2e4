"""Who looked at a record, changed it or was refused it, read from the audit."""

from collections.abc import Iterable, Sequence

from django.db.models import Q, QuerySet

from cases.models import Person
from core.models import AuditEntry, User
from core.typed.letters import alphabetical
from core.typed.names import TITLES
from core.typed.terms import LABELS, terms


def audit_of(person: Person) -> QuerySet[AuditEntry]:
    """Audit entries of the person's CRN and of the CRNs merged into the record, and lists that showed them.

    1 query for the CRNs. Uses the indexes audit_by_person and audit_of_lists_by_person.
    """
    crns = crns_of(person)
    return AuditEntry.objects.filter(Q(crn__in=crns) | Q(crns__overlap=crns))


def names_of(entries: Iterable[AuditEntry]) -> dict[int, str]:
    """User key -> name, for the users of the entries. 1 query."""
    ids = {entry.by_id for entry in entries if entry.by_id is not None}
    return {user.pk: user.name for user in User.objects.filter(pk__in=ids)}


def users_called(text: str) -> QuerySet[User]:
    """Users for whom each word of the text is in their name, user name or email address; none without words.

    Case, accents, titles and the punctuation around words do not count: Ms Nair, Priya (practitioner)
    """
    words = [alphabetical(word) for word in terms(text, without=TITLES | LABELS)]
    users = User.objects.all() if words else User.objects.none()
    for word in words:
        named = Q(first_name__alphabetical__contains=word) | Q(last_name__alphabetical__contains=word)
        named |= Q(username__alphabetical__contains=word) | Q(email__alphabetical__contains=word)
        users = users.filter(named)
    return users


def crns_of(person: Person) -> Sequence[str]:
    return [person.crn, *Person.objects.filter(merged_into=person).values_list("crn", flat=True)]
