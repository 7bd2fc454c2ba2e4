"""The services of risk: everything that writes to its tables."""
