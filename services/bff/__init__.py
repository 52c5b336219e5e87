"""REST and server-sent events for the web page, sign-in and sessions, and the page itself."""
