"""The decoder's language model, counted over the sentences that speech training generates."""
