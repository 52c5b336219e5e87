"""`./heo hear FILE…`: clips to words and drafts, without a server."""
