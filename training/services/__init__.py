"""Every write: one function per act."""
