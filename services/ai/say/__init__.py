"""The say command: one sentence in, one JSON object out, without any server."""
