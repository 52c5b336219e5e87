"""Bytes that browsers record to samples: decoded in a child process, within limits of bytes, seconds and memory."""
