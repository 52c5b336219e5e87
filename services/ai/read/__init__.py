"""The read command: pictures and files in, one JSON object a file out, without any server."""
