"""Exceptions of refused acts. Forms turn them into words beside a field, the API into its error body."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from core.reasons import Reason

T = TypeVar("T")


class RuleBroken(Exception):
    """One rule refuses an act.

    code     stable name in upper snake case, for the API's answer and for tests
    reason   what the user reads; a plain str becomes a Reason without values
    field    the form field or API field it belongs beside, None for the whole act
    """

    def __init__(self, code: str, reason: Reason | str, field: str | None = None):
        self.code = code
        self.reason = reason if isinstance(reason, Reason) else Reason(reason)
        self.field = field
        super().__init__(f"{code}: {self.reason}")

    @property
    def all(self) -> Sequence["RuleBroken"]:
        """This rule alone, or every rule of a RulesBroken."""
        return (self,)


class RulesBroken(RuleBroken):
    """Several rules refuse an act, so that the user reads all the reasons the first time."""

    def __init__(self, broken: Sequence[RuleBroken]):
        if not broken:
            raise ValueError("nothing was broken")
        self._broken = tuple(broken)
        first = broken[0]
        super().__init__(first.code, first.reason, first.field)

    @property
    def all(self) -> Sequence[RuleBroken]:
        return self._broken


class Gathering:
    """Collects what rules refuse, so that the user reads all of it the first time.

    broken   the rules broken so far, each once
    """

    def __init__(self) -> None:
        self.broken: list[RuleBroken] = []

    def ask(self, question: Callable[[], T]) -> T | None:
        """The answer, or None where a rule refuses it. A StaleVersion, not about the answers, is raised."""
        try:
            return question()
        except StaleVersion:
            raise
        except RuleBroken as refused:
            self.add(refused.all)
            return None

    def add(self, broken: Iterable[RuleBroken]) -> None:
        held = {(rule.code, rule.field) for rule in self.broken}
        self.broken += [rule for rule in broken if (rule.code, rule.field) not in held]

    def refuse(self) -> None:
        """Raises RulesBroken with everything that was collected, if there is anything."""
        if self.broken:
            raise RulesBroken(self.broken)


def broken_in(*judgements: Callable[[], object]) -> list[RuleBroken]:
    """The rules that the judgements find broken: all of them run, so that everything is said at once."""
    gathering = Gathering()
    for judge in judgements:
        gathering.ask(judge)
    return gathering.broken


def judge_all(*judgements: Callable[[], object]) -> None:
    """Runs every judgement.

    raises   RulesBroken with all that they find broken
    """
    if broken := broken_in(*judgements):
        raise RulesBroken(broken)


class StaleVersion(RuleBroken):
    """Somebody else changed the record since it was loaded.

    current  the version stored now
    """

    def __init__(self, current: int):
        super().__init__("STALE_VERSION", "Someone else has changed this since you opened it")
        self.current = current


class NeedsConfirming(Exception):
    """The act has warnings and may go on once the user confirms them ("Save anyway").

    warnings   a RuleBroken for each
    codes      values of the form's `confirm` fields: the warnings' codes by default. A code with a value in
               it ("CLASH:2026-05-17:10:00") makes the user confirm again when that answer changes
    """

    def __init__(self, warnings: Sequence[RuleBroken], codes: Sequence[str] = ()):
        self.warnings = tuple(warnings)
        self.codes = tuple(codes) or tuple(warning.code for warning in warnings)
        super().__init__(", ".join(self.codes))


class SentBefore(NeedsConfirming):
    """The user saved the same from the same page not long ago. Nothing is saved again until they confirm.

    address   of what was saved then; "" where there is none to show
    """

    CODE = "SENT_BEFORE"

    def __init__(self, reason: Reason, *, address: str):
        self.address = address
        super().__init__([RuleBroken(self.CODE, reason)])


class ReadOnly(Exception):
    """The service takes no changes now. It is no RuleBroken, so code that catches those does not catch it."""
