"""Measures the real thing and a reference in the same run, as a ratio. Run by hand, never by ./test."""
