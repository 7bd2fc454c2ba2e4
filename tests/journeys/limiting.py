"""Limits who may open a record, lists every address, and finds what gives a person away."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from cases.models import LimitedAccess, LimitedAccessReason, Person
from core import access, clock
from core.models import AuditEntry, Role, User
from probation.demonstration import accounts
from referrals.views.referrals import TAB_WORDS as REFERRAL_TABS
from referrals.views.supplier import TAB_WORDS as SUPPLIER_TABS

EXCLUSION, RESTRICTION = LimitedAccess.EXCLUSION, LimitedAccess.RESTRICTION
EVERYBODY = tuple(sign_in.username for sign_in in accounts.SIGN_INS)


def exclude(person: Person, *usernames: str) -> None:
    """Excludes the users from the record, from now on, as the service does."""
    for username in usernames:
        _enter(person, EXCLUSION, username)


def restrict(person: Person, *usernames: str) -> None:
    """Restricts the record to the users, from now on."""
    for username in usernames:
        _enter(person, RESTRICTION, username)


def _enter(person: Person, kind: str, username: str) -> None:
    by, now = User.objects.get(username="data.quality"), clock.now()
    LimitedAccess.objects.create(
        person=person,
        kind=kind,
        user=User.objects.get(username=username),
        reason=LimitedAccessReason.objects.order_by("pk").first(),
        started_at=now,
        created_at=now,
        updated_at=now,
        created_by=by,
    )


def shut_out(person: Person, kind: str) -> None:
    """Closes the record to everybody the demonstration signs in, save "corporate" if it is a restriction."""
    if kind == EXCLUSION:
        exclude(person, *EVERYBODY)
    else:
        person.limited_access.all().delete()
        restrict(person, "corporate")


# --- what gives somebody away -----------------------------------------------------------------------------
def secrets_of(person: Person) -> list[str]:
    """What gives the person away: names, birth, numbers, telephones, addresses; not the CRN or first name."""
    born = person.born_on
    values = [
        person.name,
        person.surname,
        person.pnc,
        person.cro,
        person.noms_number,
        person.ni_number,
        person.prison_number,
        person.telephone,
        person.mobile,
        person.email,
        f"{born.day} {born:%B} {born.year}",
        f"{born.day} {born:%b} {born.year}",
        f"{born.day}/{born.month}/{born.year}",
        f"{born:%d/%m/%Y}",
        born.isoformat(),
        *person.aliases.values_list("surname", flat=True),
        *person.addresses.values_list("postcode", flat=True),
        *person.personal_contacts.values_list("surname", flat=True),
    ]
    return [secret for secret in dict.fromkeys(values) if secret]


def shown_in(text: str, secrets: list[str]) -> list[str]:
    """The secrets that the text has as whole words."""
    found = [secret for secret in secrets if secret in text]
    return [secret for secret in found if re.search(rf"(?<![\w/]){re.escape(secret)}(?![\w/])", text)]


def everything_in(response: Any) -> str:
    """Headers and body of a response: an ETag, a Location or a file name can give as much away as a page."""
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return f"{headers}\n{body.decode()}"


# --- who may ask ------------------------------------------------------------------------------------------
def user_with(permission: str, *, suppliers: bool = False) -> str:
    """A username of the demonstration that has the permission; a practitioner's where there is a choice."""
    if permission in (access.PUBLIC, "core.signed-in"):
        return "supplier.manager" if suppliers else "practitioner"
    roles = Role.objects.filter(code__in=access.permissions()[permission])
    rows = User.objects.filter(username__in=EVERYBODY, roles__in=roles)
    names = list(rows.order_by("pk").values_list("username", flat=True))
    return "practitioner" if "practitioner" in names else names[0]


def refused(act: str, person: Person, username: str) -> int:
    """How often the audit says that the user was refused this act on this record."""
    by = User.objects.get(username=username)
    rows = AuditEntry.objects.filter(outcome="refused", act=act, crn=person.crn)
    return rows.filter(by_id=by.pk, by_name=username).count()


# --- a busy person ----------------------------------------------------------------------------------------
#: Queries of the lists besides their sorts, so that they show everything they can.
QUERIES = {
    "cases:caseload": ("", "officer=team"),
    "cases:alerts": ("", "officer=team"),
    "cases:diary-deadlines": ("", "within=all"),
    "cases:diary-outcomes": ("", "since=1/1/2015"),
    "referrals:referrals": tuple(f"tab={tab}" for tab in REFERRAL_TABS),
    "referrals:supplier-referrals": tuple(f"tab={tab}" for tab in SUPPLIER_TABS),
}


#: they lead on: to the set-up of a second step, to the first list that holds something
LEAD_ON = {
    "core:recovery-codes",
    "core:recovery-codes-new",
    "core:second-step-off",
    "referrals:supplier-start",
}


def lists(username: str, *, sorted_too: bool = False) -> list[tuple["Route", str]]:
    """Every address without parts that the user may read; with `sorted_too` also in each sort, both ways.

    The API is left out, and training: it shows nobody on probation but the learner's own practice person.
    """
    found, user = [], User.objects.get(username=username)
    for route in routes():
        if route.asks or "get" not in route.methods() or route.permission in ("", access.PUBLIC):
            continue
        if route.name in LEAD_ON or route.name.startswith(("api:", "training:")):
            continue
        if not access.may(user, route.permission):
            continue
        named = getattr(route.view, "sorts", {}) if sorted_too else {}
        sorts = ["", *(f"sort={sign}{name}" for name in named for sign in ("", "-"))]
        for narrowed in QUERIES.get(route.name, ("",)):
            for sort in sorts:
                query = "&".join(filter(None, [narrowed, sort]))
                found.append((route, f"{reverse(route.name)}?{query}"))
    return found


# --- every address there is -------------------------------------------------------------------------------
@dataclass(frozen=True)
class Route:
    """`view` is the class behind it, None for a function; `asks` the names of the parts of its address."""

    name: str
    route: str
    view: type | None
    asks: frozenset[str]

    @property
    def permission(self) -> str:
        return getattr(self.view, "permission", "")

    def methods(self) -> list[str]:
        named = [name for name in ("get", "post", "put", "patch", "delete") if hasattr(self.view, name)]
        allowed = getattr(self.view, "http_method_names", named)
        return [name for name in named if name in allowed]


def routes() -> list[Route]:
    """Every address of the service, without Django's administration."""
    return list(_routes(get_resolver()))


def _routes(
    resolver: URLResolver, namespace: str = "", above: str = "", asks: frozenset[str] = frozenset()
) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        here, names = above + str(entry.pattern), asks | set(entry.pattern.converters)
        if isinstance(entry, URLResolver):
            if entry.namespace != "admin":
                inside = ":".join(filter(None, [namespace, entry.namespace]))
                yield from _routes(entry, inside, here, names)
        elif isinstance(entry, URLPattern):
            view = getattr(entry.callback, "view_class", None) or getattr(entry.callback, "cls", None)
            yield Route(":".join(filter(None, [namespace, entry.name])), here, view, frozenset(names))
