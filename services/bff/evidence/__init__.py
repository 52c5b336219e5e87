"""Evidence: the pictures, files and clips behind drafts, and their end."""
