"""What is likely to be said: words, how they are spoken, and how they follow each other."""
