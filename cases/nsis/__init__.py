"""Non-statutory interventions and their status."""
