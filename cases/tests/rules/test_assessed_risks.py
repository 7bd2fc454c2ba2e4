"""Risk-to registrations kept in step with an assessment."""

import pytest

from cases.codes import RISK_TO_REGISTERS, RegisterCode, RegisterLevel
from cases.rules.assessed_risks import Step, step_after_assessment

L, M, H, V = RegisterLevel.LOW, RegisterLevel.MEDIUM, RegisterLevel.HIGH, RegisterLevel.VERY_HIGH


@pytest.mark.parametrize(
    ("assessed", "registered", "step", "word"),
    [
        (L, None, Step.NONE, None),
        (L, M, Step.END, "decreased"),
        (L, L, Step.END, "remained"),
        (M, None, Step.ADD, "Medium"),
        (M, M, Step.UPDATE, "remained"),
        (H, M, Step.UPDATE, "increased"),
        (V, H, Step.UPDATE, "increased"),
        (H, V, Step.UPDATE, "decreased"),
    ],
)
@pytest.mark.parametrize("register", RISK_TO_REGISTERS)
def test_a_risk_register_follows_the_assessment(register, assessed, registered, step, word):
    after = step_after_assessment(register, assessed=assessed, registered=registered)

    assert after.step is step
    assert after.note is None if word is None else word in str(after.note)


def test_only_risk_to_registers_follow_an_assessment():
    with pytest.raises(ValueError, match="MAPP"):
        step_after_assessment(RegisterCode.MAPPA, assessed=M, registered=None)
