"""The inputs of a tier without any points, for tests to vary."""

from risk.codes import Gender
from risk.rules.tier_inputs import TierInputs

#: a man with a mandate and an assessment, neither of which adds a point
NOTHING = TierInputs(
    gender=Gender.MALE,
    rsr=None,
    ogrs3_2yr=None,
    rosh=None,
    mappa_level=None,
    registers=frozenset(),
    parenting=False,
    impulsivity=None,
    temper=None,
    enforcement=False,
    needs={},
    mandate=True,
    assessed=True,
    iom=False,
    unsupervised=False,
)
