"""What a case note must hold, and who is e-mailed."""

import pytest

from referrals.codes import Side
from referrals.rules.case_notes import CaseNote, case_note_problems, users_to_email


def test_everything_missing_is_told_at_once():
    assert [one.field for one in case_note_problems(CaseNote(side=Side.SUPPLIER, subject=" "))] == [
        "subject",
        "body",
        "email_practitioner",
    ]


def test_probation_is_not_asked_whether_to_tell_the_practitioner():
    assert case_note_problems(CaseNote(side=Side.PROBATION, subject="Leave", body="Cover is arranged")) == []


@pytest.mark.parametrize("answer", [True, False])
def test_a_supplier_answers_each_time(answer):
    note = CaseNote(side=Side.SUPPLIER, subject="Leave", body="Cover", email_practitioner=answer)

    assert case_note_problems(note) == []


@pytest.mark.parametrize(
    ("author", "caseworker", "practitioner", "side", "answer", "recipients"),
    [
        pytest.param(1, 1, 2, Side.SUPPLIER, True, [2], id="caseworker tells the practitioner"),
        pytest.param(1, 1, 2, Side.SUPPLIER, False, [], id="caseworker spares the practitioner"),
        pytest.param(3, 1, 2, Side.SUPPLIER, True, [1, 2], id="another of the supplier"),
        pytest.param(3, 1, 2, Side.SUPPLIER, False, [1], id="another of the supplier, sparing"),
        pytest.param(2, 1, 2, Side.PROBATION, None, [1], id="the practitioner"),
        pytest.param(4, 1, 2, Side.PROBATION, None, [1, 2], id="a colleague covering"),
        pytest.param(2, None, 2, Side.PROBATION, None, [], id="nobody assigned"),
        pytest.param(3, 1, None, Side.SUPPLIER, True, [1], id="no practitioner to mail"),
    ],
)
def test_nobody_is_mailed_their_own_note(author, caseworker, practitioner, side, answer, recipients):
    found = users_to_email(
        author=author, caseworker=caseworker, practitioner=practitioner, side=side, email_practitioner=answer
    )

    assert found == recipients
