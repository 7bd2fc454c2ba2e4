"""The queries of risk."""
