"""Installs into the checkout what running or testing needs.

It uses the standard library alone: it runs before anything else is there.
"""
