"""Print on a page: where its words are and what they say."""
