"""How the speech model is made: sentences are spoken by a synthesiser, spoilt like real sound, and learnt."""
