"""Starting, watching, restarting and stopping processes; it knows no service."""
