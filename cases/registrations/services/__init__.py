"""Every write: one function for each act."""
