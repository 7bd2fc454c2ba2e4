"""Non-statutory interventions and their status. No screens yet: referrals open them."""
