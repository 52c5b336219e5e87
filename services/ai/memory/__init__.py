"""What a household taught the understanding: which words mean which category and jar, and what its slang is worth."""
