"""The ai's schema: what households taught it, and how far the events were consumed. `ai_app` logs in."""

ROLES = ("ai_app",)
