"""They clean what was typed and never save."""
