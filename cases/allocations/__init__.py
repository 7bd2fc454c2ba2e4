"""Who holds a person: read by everybody who asks. The acts of allocation stand above contacts."""
