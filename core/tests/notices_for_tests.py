"""Notices that only tests publish."""

from dataclasses import dataclass
from datetime import date, datetime

from core.notices import Notice


@dataclass(frozen=True, kw_only=True)
class SomethingHappened(Notice):
    crn: str
    on: date
    at: datetime
    names: tuple[str, ...] = ()
