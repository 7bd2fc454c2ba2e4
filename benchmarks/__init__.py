"""Ratios of the real thing to its reference, measured in the same run. By hand, never in ./test."""
