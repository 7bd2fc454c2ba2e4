"""The management tiers of a person. They are kept here; the risk app works them out."""
