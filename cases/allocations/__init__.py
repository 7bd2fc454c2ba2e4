"""Who holds a case. Queries only: acts of allocation enter contacts, so they belong in a wing above those."""
