"""Speech to words: sound, features, tokens, decoding."""
