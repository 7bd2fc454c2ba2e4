"""Addresses of the provider's screens of a referral."""


def address(referral, page=""):
    return f"/supplier/referrals/{referral.reference}/{page}"
