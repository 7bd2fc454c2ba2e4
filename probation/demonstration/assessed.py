"""Writes assessments with their texts and scores, and OGRS3 scores worked out by the rule."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from core.calendar.ages import age_on
from probation.demonstration import texts
from probation.demonstration.contacts import Contacts
from probation.demonstration.lives import Life, as_date, months_on
from probation.demonstration.lookups import by_code
from probation.demonstration.sentences import Sentence
from probation.demonstration.standings import COMMUNITY, CUSTODY, LICENCE, SUSPENDED
from probation.demonstration.tables import Table
from probation.demonstration.time import Days
from risk import models
from risk.codes import Gender
from risk.rules.assessments import highest_section_scores
from risk.rules.predictors import Ogrs3Inputs, score_ogrs3
from risk.services.predictors import columns_of

LEVELS = ("LOW", "MEDIUM", "HIGH", "VERY_HIGH")
GROUPS = ("CHILDREN", "PUBLIC", "KNOWN_ADULT", "STAFF")
CONCERNS = (
    ("SELF_HARM", 0.14, texts.SELF_HARM),
    ("SUICIDE", 0.08, texts.SUICIDE),
    ("HOSTEL", 0.06, texts.HOSTEL),
    ("VULNERABILITY", 0.12, texts.VULNERABILITY),
)
#: purpose of a first assessment, by what the person then serves; and the purpose of a review
BEGINS = {COMMUNITY: "430", SUSPENDED: "440", LICENCE: "450", CUSTODY: "260"}
REVIEW = "270"
#: fewest days between the assessment on release and another
APART = 60
ASSESSED, AGAIN = 0.9, 0.3
#: how many assessments are entered, and what a review changes: section scores, and the RSR as a factor
KEPT, MOVES, RSR_MOVES = 3, (-2, -1, -1, 0, 0, 0, 0, 1), (0.75, 1.15)
RSR_OF = {"LOW": 0.9, "MEDIUM": 2.2, "HIGH": 5.5, "VERY_HIGH": 9.0, "": 1.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one assessment found of a person; `scores` by the code of the need."""

    rsr: float
    parenting: bool
    impulsivity: int
    temper: int
    scores: dict[str, int]


class Assessed:
    def __init__(self, days: Days, contacts: Contacts, assessor: int) -> None:
        self.days, self.contacts, self.assessor = days, contacts, assessor
        self.assessments = Table(
            models.Assessment,
            "id uuid person_id layer purpose_id status started_at completed_at assessor_id rsr_percent "
            "parenting impulsivity temper who_is_at_risk nature_of_risk greatest_risk increases_risk "
            "reduces_risk created_at updated_at",
        )
        self.sections = Table(models.SectionScore, "id assessment_id need score")
        self.grid = Table(models.RoshGridRow, "id assessment_id group community custody")
        self.concerns = Table(models.Concern, "id assessment_id kind answer text")
        self.scores = Table(
            models.Score,
            "id uuid person_id predictor version score_type p1 p2 pct1 pct2 band inputs "
            "contributions scored_at",
        )
        self.judgements = Table(models.TargetingJudgement, "id person_id at_key_stage created_at updated_at")
        self.tables = (
            self.assessments,
            self.sections,
            self.grid,
            self.concerns,
            self.scores,
            self.judgements,
        )
        self.needs = {need.value: most for need, most in highest_section_scores().items()}
        self.purposes = by_code(models.AssessmentPurpose)

    def enter(self, life: Life, sentence: Sentence) -> None:
        if not life.current or not life.harm:
            return
        for one, followup, day in self._scored(sentence):
            self._enter_score(life, one, sentence.sanctioned, followup, day)
        if life.portrait.at_key_stage:
            stamp = self.days.stamp(self.days.on - 20)
            self.judgements.add(self.judgements.key(), life.key, True, stamp, stamp)
        only_work = set(sentence.requirements) == {"W"}
        if only_work or (life.named is None and life.rng.random() > ASSESSED):
            return
        first = min(sentence.sentenced_on + life.rng.randrange(8, 40), self.days.on - 1)
        done = [self.days.court(first)]
        while life.rng.random() < AGAIN + 0.64 * (self.days.on - done[-1] > 330):
            again = self.days.court(done[-1] + life.rng.randrange(150, 360))
            if again >= self.days.on:
                break
            done.append(again)
        out = sentence.released_on
        anew = None if out is None else self.days.court(out + 7 + int(13 * life.rng.random()))
        if anew is not None and anew < self.days.on:
            done = sorted([*(day for day in done if abs(day - anew) > APART), anew])
        found = None
        for day, before in list(zip(done, [None, *done], strict=False))[-KEPT:]:
            found = self._found(life, found)
            self._enter_assessment(life, day, _purpose(life, sentence, day, before), found)
        life.assessed_on = done[-1]
        due = months_on(done[-1], 12)
        self.contacts.deadline(
            life,
            kind="ASSESSMENT-REVIEW",
            rule="ASSESSMENT-REVIEW-12M",
            words="Review the assessment",
            began=done[-1],
            due=due,
            about=f"risk.person:{life.key}",
        )

    def _found(self, life: Life, before: Found | None) -> Found:
        """What an assessment finds: drawn at a first one; a review finds most of it unchanged or less."""
        rng = life.rng
        if before is None:
            chance = 0.4 + life.drive
            return Found(
                rsr=RSR_OF[life.harm] * rng.uniform(0.4, 1.7),
                parenting=life.woman and (rng.random() < 0.5 or life.named is not None),
                impulsivity=min(2, int(3 * rng.random() * chance)),
                temper=min(2, int(3 * rng.random() * chance)),
                scores={
                    need: min(most, int(rng.betavariate(1 + 2.2 * life.drive, 2.4) * (most + 1)))
                    for need, most in self.needs.items()
                },
            )
        moved = {
            need: max(0, min(self.needs[need], score + rng.choice(MOVES)))
            for need, score in before.scores.items()
        }
        return replace(before, rsr=before.rsr * rng.uniform(*RSR_MOVES), scores=moved)

    def _enter_assessment(self, life: Life, day: int, purpose: str, found: Found) -> None:
        rng, days, key = life.rng, self.days, self.assessments.key()
        begun = days.stamp(days.court(max(day - rng.randrange(3, 20), life.known_on)))
        stamp = days.stamp(day)
        self.assessments.add(
            key,
            f"{rng.getrandbits(128):032x}",
            life.key,
            "LAYER3",
            self.purposes[purpose],
            "COMPLETE",
            begun,
            stamp,
            self.assessor,
            f"{min(95.0, found.rsr):.2f}",
            found.parenting,
            found.impulsivity,
            found.temper,
            rng.choice(texts.WHO_IS_AT_RISK),
            rng.choice(texts.NATURE_OF_RISK),
            rng.choice(texts.GREATEST_RISK),
            rng.choice(texts.INCREASES_RISK),
            rng.choice(texts.REDUCES_RISK),
            begun,
            stamp,
            on=day,
        )
        for need, score in found.scores.items():
            self.sections.add(self.sections.key(), key, need, score, on=day)
        self._enter_grid(life, key, day)
        for kind, chance, words in CONCERNS:
            yes = rng.random() < chance
            answer = "YES" if yes else "NO"
            self.concerns.add(self.concerns.key(), key, kind, answer, words if yes else "", on=day)

    def _enter_grid(self, life: Life, key: int, day: int) -> None:
        """Enters the RoSH grid: one group at the person's own level, the others at it or below."""
        rng, highest = life.rng, LEVELS.index(life.harm)
        worst = rng.choice(GROUPS)
        prison = life.standing in (CUSTODY, LICENCE)
        for group in GROUPS:
            level = highest if group == worst else rng.randrange(highest + 1)
            custody = LEVELS[max(0, level - 1)] if prison else ""
            self.grid.add(self.grid.key(), key, group, LEVELS[level], custody, on=day)
        if prison:
            inside = LEVELS[rng.randrange(highest + 1)]
            self.grid.add(self.grid.key(), key, "PRISONERS", "", inside, on=day)

    def _scored(self, sentence: Sentence) -> Iterator[tuple[Sentence, int, int]]:
        """When OGRS3 is worked out: soon after each sentence, and after a release.

        Yields the sentence, the first day in the community as it was known then, and the day; a day once.
        """
        by_day: dict[int, tuple[Sentence, int]] = {}
        for one in (*sentence.served, sentence):
            known = one.supervised_on if one.released_on is None else None
            followup = known or min(one.ends_on, one.sentenced_on + 1)
            by_day[min(one.sentenced_on + 5, self.days.on)] = one, followup
        out = sentence.released_on
        if out is not None and out + 5 < self.days.on:
            by_day[out + 5] = sentence, out
        for day, (one, followup) in by_day.items():
            yield one, followup, day

    def _enter_score(
        self, life: Life, sentence: Sentence, sanctioned: tuple[int, ...], followup: int, day: int
    ) -> None:
        """Enters the OGRS3 score as the rule works it out from the record of that day."""
        born = as_date(life.born)
        known = [one for one in sanctioned if one <= sentence.convicted_on]
        result = score_ogrs3(
            Ogrs3Inputs(
                gender=Gender.FEMALE if life.woman else Gender.MALE,
                born_on=born,
                convicted_on=as_date(sentence.convicted_on),
                followup_on=as_date(followup),
                age_at_first_sanction=age_on(born, as_date(min(known))),
                total_sanctions=len(known),
                offence_code=sentence.offence,
            )
        )
        columns = columns_of(result)
        self.scores.add(
            self.scores.key(),
            f"{life.rng.getrandbits(128):032x}",
            life.key,
            *(columns[name] for name in self.scores.columns[3:-1]),
            self.days.stamp(day),
            on=day,
        )


def _purpose(life: Life, sentence: Sentence, day: int, before: int | None) -> str:
    """The purpose of an assessment on a day; `before` is the day of the one before it, if there was one."""
    if not sentence.custodial:
        return REVIEW if before is not None else BEGINS[life.standing]
    out = sentence.released_on
    if out is None or day < out:
        return REVIEW if before is not None else BEGINS[CUSTODY]
    return BEGINS[LICENCE] if before is None or before < out else REVIEW
