"""Fixtures for every test: see services.mesh.testing.plugin."""

import os

# Before anything imports gRPC, whose fork handlers may kill a child that a test starts.
os.environ.setdefault("GRPC_ENABLE_FORK_SUPPORT", "0")

pytest_plugins = ("services.mesh.testing.plugin",)
