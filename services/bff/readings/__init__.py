"""Photographed bills and files: sent, queued, read, with what was found and where."""
