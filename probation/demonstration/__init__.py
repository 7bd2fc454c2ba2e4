"""The demonstration world: fictional people with coherent lives, to show the service and to measure it."""
