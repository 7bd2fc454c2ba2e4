"""Every read worth a name."""
