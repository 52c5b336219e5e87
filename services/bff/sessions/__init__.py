"""Sessions in cookies, and what guards writes."""
