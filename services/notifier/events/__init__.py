"""What the events ask to look at, and what they do."""
