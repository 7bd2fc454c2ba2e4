"""The log of contacts: what happened and what is arranged, its outcome, enforcement and alerts."""
