"""Finding a person by whatever is typed."""
