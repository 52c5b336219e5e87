"""What a new household starts with: categories, accounts and jars, in Vietnamese and English."""
