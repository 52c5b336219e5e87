"""`./heo models`: what models are there, and adding one that somebody else made."""
