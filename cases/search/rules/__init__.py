"""What policy says: plain Python."""
