"""The standing of a person: what they serve now."""

COMMUNITY, SUSPENDED, LICENCE, CUSTODY, PAST = "COMMUNITY", "SUSPENDED", "LICENCE", "CUSTODY", "PAST"
