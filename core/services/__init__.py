"""Writes of the ground floor: one function per act."""
