"""Jars and their rule."""
