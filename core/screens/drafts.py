"""Drafts: what users typed and did not save, kept on the server for 28 days."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from core.built_once import built_once, counted
from core.models import Draft

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from core.models import User

KEPT_FOR = timedelta(days=28)
ADDRESS_LENGTH = Draft._meta.get_field("address").max_length or 0


def keep(
    *,
    user: "User",
    kind: str,
    key: str,
    title: str,
    address: str,
    data: dict[str, Any],
    at: datetime,
    crn: str = "",
) -> Draft:
    """Saves a draft in place of the user's earlier one of the same kind and key.

    An address longer than the column loses its query, and what was typed its NULs, which no text may hold.
    """
    if len(address) > ADDRESS_LENGTH:
        address = address.partition("?")[0]
    data = {name: [value.replace("\x00", "") for value in values] for name, values in data.items()}
    draft, _ = Draft.objects.update_or_create(
        user=user,
        kind=kind,
        key=key,
        defaults={"title": title, "address": address, "data": data, "saved_at": at, "crn": crn},
    )
    return draft


def find(*, user: "User", kind: str, key: str) -> Draft | None:
    found = _kept(user.pk, kind, key)
    return found[0] if found else None


@built_once
def _kept(user_id: int, kind: str, key: str) -> "QuerySet[Draft]":
    return Draft.objects.filter(user=user_id, kind=kind, key=key)


def forget(*, user: "User", kind: str, key: str) -> None:
    Draft.objects.filter(user=user, kind=kind, key=key).delete()


def drafts_of(user: "User") -> "QuerySet[Draft]":
    return Draft.objects.filter(user=user).order_by("-saved_at", "-pk")


@built_once
def number_of_drafts(user_id: int) -> "QuerySet[Draft, int]":
    return counted(Draft.objects.filter(user=user_id))


def about(subject: str, *, user: "User") -> "QuerySet[Draft]":
    """The user's drafts whose key contains `subject`, a part that other addresses lack, such as a UUID."""
    return drafts_of(user).filter(key__contains=subject)


def forget_about(subject: str) -> None:
    """Deletes every user's drafts whose key contains `subject`, once that is sent or discarded."""
    Draft.objects.filter(key__contains=subject).delete()


def forget_old(*, at: datetime) -> int:
    """Deletes drafts saved more than KEPT_FOR ago; returns how many."""
    return Draft.objects.filter(saved_at__lt=at - KEPT_FOR).delete()[0]
