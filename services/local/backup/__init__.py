"""All data of one Heo in one file, and back."""
