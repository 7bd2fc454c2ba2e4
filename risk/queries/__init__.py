"""Every read of risk worth a name."""
