"""HTTPS for the home network: an authority of the household's own, and a page that gets a phone to trust it."""
