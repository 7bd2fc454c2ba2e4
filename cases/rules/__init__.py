"""What policy says about people, their record and their contacts: plain Python."""
