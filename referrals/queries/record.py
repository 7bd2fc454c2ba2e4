"""Facts of the case record that a referral starts from."""

from dataclasses import dataclass
from datetime import date

from cases.allocations.queries.holders import allocated_holder_of, holders
from cases.codes import KeyDate
from cases.models import Disposal, Event, Institution, Person
from cases.sentences.queries import custody, events
from cases.sentences.queries.custody import Stay
from core.models import Office, Pdu, Staff, Team
from core.models.bases import in_force
from referrals.codes import COMMUNITY_ORDER_TYPES, SUSPENDED_SENTENCE_TYPES, SentenceKind
from referrals.rules.draft_answers import Sentence


@dataclass(frozen=True, kw_only=True)
class RunningSentence:
    """A sentence that a referral may be made under, as the rules read it, and in words."""

    facts: Sentence
    words: str


@dataclass(frozen=True, kw_only=True)
class RecordFacts:
    """What the case record holds about a person, as far as a referral needs it.

    staff, team   the allocated practitioner; None while the case is unallocated
    stay          the present stay in custody; None for a person who is not held
    """

    staff: Staff | None
    team: Team | None
    stay: Stay | None
    sentences: tuple[RunningSentence, ...]

    def sentence(self, event_id: int | None) -> Sentence | None:
        return next((row.facts for row in self.sentences if row.facts.id == event_id), None)


def record_facts_of(person: Person, *, today: date) -> RecordFacts:
    """What the case record holds about a person. At most 7 queries."""
    holder = allocated_holder_of(person.pk, holders().select_related("staff__user", "team__pdu"))
    return RecordFacts(
        staff=holder.staff if holder else None,
        team=holder.team if holder else None,
        stay=custody.stay_of(person.pk),
        sentences=tuple(running_sentences(person, today=today)),
    )


def running_sentences(person: Person, *, today: date) -> list[RunningSentence]:
    """Sentences that have not ended, newest first."""
    cards = [card for card in events.cards(person, today=today) if card.disposal and not card.is_over]
    dates = custody.key_dates_of(card.custody.pk for card in cards if card.custody)
    return [_sentence(card, dates.get(card.custody.pk, {}) if card.custody else {}) for card in cards]


def _sentence(card: events.SentenceCard, dates: dict[str, date]) -> RunningSentence:
    disposal = card.disposal
    assert disposal is not None
    rar = [line.rar.remaining for line in card.requirements if line.rar and not line.requirement.ended_on]
    facts = Sentence(
        id=card.event.pk,
        kind=kind_of(disposal.type.code, custodial=disposal.is_custodial),
        ends_on=dates.get(KeyDate.LICENCE_EXPIRY) or dates.get(KeyDate.SENTENCE_EXPIRY) or card.ends_on,
        pss_ends_on=dates.get(KeyDate.PSS_END),
        rar_days_left=sum(rar) if rar else None,
    )
    return RunningSentence(facts=facts, words=words_of(card.event, disposal))


def words_of(event: Event, disposal: Disposal) -> str:
    return f"{disposal.type.words} ({event.number})"


def sentence_words(event: Event | None) -> str:
    """The sentence a referral was made under, ended or not; "" without one. 1 query."""
    if event is None:
        return ""
    found = event.disposals.filter(removed_at=None).select_related("type").first()
    return words_of(event, found) if found else ""


def kind_of(disposal_type: str, *, custodial: bool) -> SentenceKind:
    if custodial:
        return SentenceKind.CUSTODY
    if disposal_type in SUSPENDED_SENTENCE_TYPES:
        return SentenceKind.SUSPENDED_SENTENCE
    return SentenceKind.COMMUNITY_ORDER if disposal_type in COMMUNITY_ORDER_TYPES else SentenceKind.OTHER


def pdus() -> list[tuple[str, str]]:
    return list(
        Pdu.objects.filter(valid_to=None).order_by("name__alphabetical", "pk").values_list("code", "name")
    )


def offices() -> list[tuple[str, str]]:
    return list(
        Office.objects.filter(in_force()).order_by("name__alphabetical", "pk").values_list("code", "name")
    )


def prisons() -> list[tuple[str, str]]:
    return list(
        Institution.objects.filter(in_force())
        .order_by("words__alphabetical", "pk")
        .values_list("code", "words")
    )
