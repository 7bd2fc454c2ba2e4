"""The forms: they clean what was typed and never save."""
