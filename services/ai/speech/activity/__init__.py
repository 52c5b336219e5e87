"""Voice activity: where in a clip somebody speaks, whoever it is and whatever is said."""
