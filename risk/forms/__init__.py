"""Forms of risk: they clean what was typed and never save."""
