"""Cleans what was typed about referrals; never saves."""
