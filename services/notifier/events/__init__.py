"""Consuming the event stream: what it asks to look at, and how far it has come."""
