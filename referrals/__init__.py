"""Referrals to commissioned rehabilitative services: catalogue, drafts, delivery, the suppliers' API.

Tells others that a referral was sent, assigned, ended or concluded, and that appointments were
attended or missed.
"""
