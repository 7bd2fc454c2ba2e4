"""The risk registers of a person."""
