"""Serving the model repository by a Triton server that has no ONNX backend of its own."""
