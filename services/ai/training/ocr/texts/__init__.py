"""What stands on bills: words as data, numbers in every form, syllables from the grammar of the language."""
