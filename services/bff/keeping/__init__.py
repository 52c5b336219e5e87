"""How long clips are kept, and whether confirmed clips and bills may be learned from on this household's server."""
