"""The tiers a person has had: kept here, worked out by risk."""
