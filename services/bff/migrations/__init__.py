"""The bff's schema: who may sign in, and who is. `bff_app` is the role that the process logs in as."""

ROLES = ("bff_app",)
