"""Running models: one port, the model repository, and who computes: this process or a Triton server."""
