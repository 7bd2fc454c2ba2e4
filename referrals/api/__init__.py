"""The suppliers' door: the same services as the screens, in the published service's routes and names."""
