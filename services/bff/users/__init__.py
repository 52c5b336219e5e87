"""Local accounts: who may sign in."""
