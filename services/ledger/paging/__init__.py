"""Pages of lists, by keyset."""
