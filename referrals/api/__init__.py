"""The suppliers' API: the same services as the screens, under routes and names of the published service."""
