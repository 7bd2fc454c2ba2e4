"""Half-up rounding, which every published predictor uses; Python rounds halves to even by itself."""

from decimal import ROUND_HALF_UP, Decimal

ONE = Decimal(1)
FIVE_PLACES = Decimal("0.00001")
SIX_PLACES = Decimal("0.000001")


def half_up(value: Decimal | float, places: Decimal = ONE) -> Decimal:
    """`value` rounded to as many decimal places as `places` has. A float counts at its exact binary value."""
    return Decimal(value).quantize(places, rounding=ROUND_HALF_UP)


def whole_percent(probability: Decimal) -> int:
    """A probability as a whole percent from 1 to 99: no outcome counts as certain."""
    return min(99, max(1, int(half_up(probability * 100))))
