"""Every read of referrals worth a name."""
