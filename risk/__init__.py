"""Assessments, predictors, risk of serious harm, tiers and custody targeting.

Its notices (`risk.notices`) say that an assessment was completed, that a score was produced, that a tier
changed or that custody targeting was decided.
"""
