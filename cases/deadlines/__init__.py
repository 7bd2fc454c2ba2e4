"""What is due about a person, by when and by whom."""
