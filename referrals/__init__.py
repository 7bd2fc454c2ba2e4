"""Referrals to commissioned rehabilitative services: catalogue, drafts, delivery, the suppliers' API.

It publishes a notice when a referral is sent, assigned or ended, when an initial assessment is booked,
when feedback on it is submitted, and when a case note is added.
"""
