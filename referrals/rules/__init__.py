"""What policy says about referrals: pure Python, no Django, no clock."""
