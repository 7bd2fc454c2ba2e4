"""System administration of the ground floor: accounts, organisation, policy, audit."""

from core.admin import accounts, mechanics, organisation, policy

__all__ = ["accounts", "mechanics", "organisation", "policy"]
