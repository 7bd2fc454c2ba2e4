"""Where the provider's screens of a referral are."""


def address(referral, page=""):
    return f"/supplier/referrals/{referral.reference}/{page}"
