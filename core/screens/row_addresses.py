"""Addresses of many rows of one screen, which differ by the key of the row alone: looked up once for all."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

#: stands for the key: as long as no other key of an address of ours
STAND_IN = 987_654_321


def row_addresses(name: str, *args: Any) -> Callable[[int], str]:
    """Gives the address of a row by its key, the last argument of the screen's address.

    raises   NoReverseMatch if there is no such screen
    """
    before, after = reverse(name, args=[*args, STAND_IN]).split(f"/{STAND_IN}", 1)
    return lambda key: f"{before}/{key}{after}"
