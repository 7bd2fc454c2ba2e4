"""Half-up rounding, never banker's, as every published predictor asks."""

from decimal import ROUND_HALF_UP, Decimal

ONE = Decimal(1)
FIVE_PLACES = Decimal("0.00001")
SIX_PLACES = Decimal("0.000001")


def half_up(value: Decimal | float, places: Decimal = ONE) -> Decimal:
    """`value` to the places of `places`; a float is taken at its exact binary value."""
    return Decimal(value).quantize(places, rounding=ROUND_HALF_UP)


def whole_percent(probability: Decimal) -> int:
    """A probability as a whole percent, held within 1 to 99 because nobody is certain."""
    return min(99, max(1, int(half_up(probability * 100))))
