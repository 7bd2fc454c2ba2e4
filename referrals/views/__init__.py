"""The screens of referrals."""
