"""The addresses."""
