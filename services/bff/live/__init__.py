"""Server-sent events: what changes while a page is open."""
