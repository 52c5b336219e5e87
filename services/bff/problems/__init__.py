"""Errors as RFC 9457 problems, in Vietnamese and English."""
