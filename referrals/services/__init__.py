"""Every write of referrals: one function per act."""
