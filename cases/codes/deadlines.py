"""Deadlines."""

from core.codes import Code


class DeadlineState(Code):
    """What somebody decided. Overdue is worked out: see cases/deadlines/rules.py."""

    OPEN = "OPEN", "Open"
    MET = "MET", "Met"
    CANCELLED = "CANCELLED", "Cancelled"


class DeadlineRule(Code):
    """The rules by which the case record works out deadlines; ours. Other apps add rules of their own."""

    REGISTRATION_REVIEW = "REG-REVIEW", "Registration review"
    ENFORCEMENT_RESPONSE = "ENF-RESPONSE", "Response to an enforcement action"
    INITIAL_APPOINTMENT = "INIT-APPT", "Initial appointment"
    VICTIM_REFERRAL = "VCS-REFER", "Victim referred to the unit"
    VICTIM_OFFER = "VCS-OFFER", "Victim offered contact"
    INCIDENT_REPORT = "INCIDENT", "Information security incident reported"
    UNPAID_WORK_COMPLETED = "UPW-12M", "Unpaid work completed"
    COURT_REPORT = "COURT-REPORT", "Court report"
