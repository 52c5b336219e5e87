"""Members and invitations. Somebody invited is not yet a member."""
