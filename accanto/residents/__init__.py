"""People, households, membership, papers with an expiry, consents, and the team around a household."""
