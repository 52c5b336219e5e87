"""Fixtures for every test: see services.mesh.testing.plugin."""

pytest_plugins = ("services.mesh.testing.plugin",)
