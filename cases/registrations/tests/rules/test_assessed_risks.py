"""How an assessment changes the risk-to registrations."""

import pytest

from cases.codes import RISK_TO_REGISTERS, RegisterCode, RegisterLevel
from cases.registrations.rules.assessed_risks import Step, step_after_assessment

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
    is_open = registered is not None

    after = step_after_assessment(register, assessed=assessed, registered=registered, is_open=is_open)

    assert after.step is step
    assert after.note is None if word is None else word in str(after.note)


@pytest.mark.parametrize(("assessed", "step"), [(L, Step.END), (H, Step.UPDATE)])
def test_a_registration_that_was_opened_without_a_level_follows_too(assessed, step):
    after = step_after_assessment(
        RegisterCode.RISK_TO_CHILDREN, assessed=assessed, registered=None, is_open=True
    )

    assert after.step is step
    assert str(after.note) == f"Risk to children: {assessed.words} after assessment"


def test_only_risk_to_registers_follow_an_assessment():
    with pytest.raises(ValueError, match="MAPP"):
        step_after_assessment(RegisterCode.MAPPA, assessed=M, registered=None, is_open=False)
