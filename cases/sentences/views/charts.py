"""Small charts of a case: how much of a sentence has gone, RAR days, attendance."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.contacts.queries.appointments import PastAppointment
from cases.sentences.queries.events import SentenceCard
from cases.sentences.rules.rar import RarDays
from core.calendar.typed_dates import format_date, format_short_date
from core.screens.charts import Bar, Mark, Strip


def sentence_bar(card: SentenceCard, *, today: date) -> Bar | None:
    """How much of the sentence has gone; None before the sentence and for one without an end."""
    if card.disposal is None or card.ends_on is None or card.ends_on <= card.disposal.sentenced_on:
        return None
    began, ends = card.disposal.sentenced_on, card.ends_on
    whole, gone = (ends - began).days, min(max((today - began).days, 0), (ends - began).days)
    words = {"percent": round(100 * gone / whole), "day": format_date(ends)}
    over = ends <= today
    caption = _("Ended %(day)s") % words if over else _("%(percent)s%% elapsed, ends %(day)s") % words
    return Bar(
        label=_("Sentence %(n)s: time elapsed") % {"n": card.event.number},
        part=gone,
        whole=whole,
        caption=caption,
        rows=[
            (_("Began"), format_date(began)),
            (_("Ends"), format_date(ends)),
            (_("Days gone"), f"{gone:,}"),
            (_("Days in all"), f"{whole:,}"),
        ],
    )


def rar_bar(days: RarDays) -> Bar:
    words = {"done": days.completed, "all": days.length_days, "planned": days.scheduled}
    caption = ngettext(
        "%(done)s of %(all)s RAR day used", "%(done)s of %(all)s RAR days used", days.length_days
    )
    if days.scheduled:
        caption = _("%(caption)s, %(planned)s planned") % {"caption": caption % words, **words}
    else:
        caption = caption % words
    return Bar(
        label=_("Rehabilitation activity days"),
        part=days.completed,
        whole=days.length_days,
        caption=caption,
        rows=[
            (_("Used"), str(days.completed)),
            (_("Planned"), str(days.scheduled)),
            (_("Ordered"), str(days.length_days)),
            (_("Remaining"), str(days.remaining)),
        ],
    )


def mark_of(past: PastAppointment, *, href: str = "") -> Mark:
    """The mark of one appointment: complied, acceptable, unacceptable, or no outcome yet."""
    label = f"{format_short_date(past.on)}, {past.type_words}"
    words = past.outcome_words
    if words is None:
        return Mark("–", _("No outcome recorded"), "none", label, href)
    if past.complied is False:
        return Mark("✕", _("Unacceptable: %(words)s") % {"words": words}, "bad", label, href)
    if past.attended is False:
        return Mark("A", _("Acceptable: %(words)s") % {"words": words}, "fair", label, href)
    return Mark("✓", _("Complied: %(words)s") % {"words": words}, "good", label, href)


def attendance_strip(marks: Sequence[Mark]) -> Strip | None:
    """The marks of the last appointments, oldest first; None when there were none."""
    if not marks:
        return None
    complied = sum(mark.kind == "good" for mark in marks)
    caption = ngettext(
        "Complied with %(complied)s of the last %(n)s appointment",
        "Complied with %(complied)s of the last %(n)s appointments",
        len(marks),
    )
    return Strip(
        label=_("Attendance at the last appointments"),
        caption=caption % {"complied": complied, "n": len(marks)},
        marks=marks,
    )
