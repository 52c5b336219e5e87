"""The signed-in person as a member of the household that a request is about."""

from services.bff.households.model import Membership
from services.bff.sessions.model import SignedIn
from services.bff.upstream.acting import Acting


class Member:
    """A person and the confirmed membership that the request needs."""

    def __init__(self, person: SignedIn, membership: Membership) -> None:
        """Tie `person` to the confirmed `membership`."""
        self.person = person
        self.membership = membership
        self.household_id = str(membership.household_id)
        self.acting = Acting(person.user_id, membership.household_id, membership.role)
