"""Deadlines."""

from core.codes import Code


class DeadlineRule(Code):
    """The rules by which the case record sets deadlines; ours. Other apps have rules of their own."""

    REGISTRATION_REVIEW = "REG-REVIEW", "Registration review"
    ENFORCEMENT_RESPONSE = "ENF-RESPONSE", "Response to an enforcement action"
