"""The static page and its content security policy."""
