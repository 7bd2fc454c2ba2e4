"""Forms of training: they clean what was typed and never save."""
