"""The person: finding them by key, names, numbers, personal details, limited access, the banner."""
