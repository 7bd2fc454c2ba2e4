"""Forms of the ground floor's own screens."""
