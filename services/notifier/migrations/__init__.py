"""The notifier's schema: alerts, what stands, and how far the events were consumed. `notifier_app` logs in."""

ROLES = ("notifier_app",)
