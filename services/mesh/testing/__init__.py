"""What tests of any service need: a real PostgreSQL, a real server in-process, tokens, and a collector of traces.

`tests/conftest.py` loads the fixtures with `pytest_plugins = ("services.mesh.testing.plugin",)`.
"""
