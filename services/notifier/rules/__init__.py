"""When a plan or a jar deserves an alert."""
