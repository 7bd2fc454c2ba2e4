"""Assessments, predictors, risk of serious harm, tiers and custody targeting.

Tells others that an assessment was completed, a score was produced or a tier changed.
"""
