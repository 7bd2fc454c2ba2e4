"""The sentences that say what changed between two sets of inputs."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from core.reasons import Reason
from risk.codes import Gender, MappaLevel, Need, NeedSeverity, RoshLevel
from risk.rules.tier_inputs import TierInputs, as_kept, headline, what_changed

BEFORE = TierInputs(
    gender=Gender.FEMALE,
    rsr=Decimal("2.50"),
    ogrs3_2yr=40,
    rosh=RoshLevel.MEDIUM,
    mappa_level=None,
    registers=frozenset(["RMDO"]),
    parenting=False,
    impulsivity=0,
    temper=None,
    enforcement=False,
    needs={Need.ACCOMMODATION: NeedSeverity.STANDARD},
    mandate=True,
    assessed=True,
    iom=False,
    unsupervised=False,
)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"rosh": RoshLevel.HIGH}, "RoSH went from medium to high"),
        ({"rosh": None}, "RoSH no longer counts; it was medium"),
        ({"mappa_level": MappaLevel.M2}, "MAPPA is now MAPPA level 2"),
        ({"rsr": Decimal("3.00")}, "RSR went from 2.50% to 3.00%"),
        ({"ogrs3_2yr": 41}, "OGRS3 went from 40% to 41%"),
        ({"registers": frozenset(["RMDO", "STRG"])}, "Registered: Street gangs"),
        ({"registers": frozenset()}, "No longer registered: Mental health"),
        (
            {"needs": {Need.ACCOMMODATION: NeedSeverity.SEVERE}},
            "Accommodation went from standard need to severe need",
        ),
        ({"needs": {}}, "Accommodation went from standard need to not answered"),
        ({"mandate": False}, "Nothing in the sentence calls for change any more"),
        ({"assessed": False}, "No assessment counts any more"),
        ({"iom": True}, "Integrated Offender Management began"),
        ({"unsupervised": True}, "The last third of the sentence is now unsupervised"),
        ({"enforcement": True}, "A breach or recall in the last year now counts"),
        ({"parenting": True}, "Parenting responsibilities are now recorded"),
        ({"temper": 1}, "Temper control scores differently in the assessment"),
        ({"impulsivity": 2}, "Impulsivity scores differently in the assessment"),
        ({"gender": Gender.MALE}, "The recorded sex changed"),
    ],
)
def test_each_input_that_differs_is_said(change, said):
    after = replace(BEFORE, **change)

    assert [str(reason) for reason in what_changed(as_kept(BEFORE), as_kept(after))] == [said]


def test_equal_inputs_give_no_sentence():
    assert what_changed(as_kept(BEFORE), as_kept(replace(BEFORE))) == []


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "One"), (2, "One, and one more change"), (4, "One, and 3 more changes")],
)
def test_the_headline_is_the_first_and_how_many_more(count, said):
    assert str(headline([Reason("One")] * count)) == said


def test_what_is_kept_compares_with_what_a_row_gives_back():
    kept = as_kept(replace(BEFORE, mappa_level=MappaLevel.M2))

    given_back = json.loads(json.dumps(kept))

    assert given_back == kept
    assert (given_back["gender"], given_back["rsr"], given_back["rosh"]) == ("F", "2.50", "MEDIUM")
    assert (given_back["mappa_level"], given_back["needs"]) == ("M2", {"accommodation": "1"})
