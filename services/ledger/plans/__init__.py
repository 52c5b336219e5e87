"""Plans: how much a category or a jar may spend in a budget month."""
