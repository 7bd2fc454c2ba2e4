"""What is due about a person, by when and by whom.

The date is worked out where the clock starts: contacts (an answer to an enforcement action), registrations (a
review), risk (an assessment), referrals (the steps of a referral).
"""
