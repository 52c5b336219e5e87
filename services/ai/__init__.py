"""The ai service: what people say about money becomes drafts; it never writes money."""
