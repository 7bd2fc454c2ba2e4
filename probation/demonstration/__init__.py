"""The demonstration world: fictional people with coherent lives, for showing the service and measuring it."""
