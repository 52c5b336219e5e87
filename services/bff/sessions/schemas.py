"""Sessions on the wire."""

from services.bff.households.schemas import Membership
from services.bff.users.schemas import GivenPassword, User, Username
from services.bff.wire.schema import Answer, Body


class SignIn(Body):
    """Who signs in."""

    username: Username
    password: GivenPassword


class Session(Answer):
    """Who is signed in. `csrf_token` goes into the header X-CSRF-Token of every write."""

    user: User
    csrf_token: str
    memberships: list[Membership]
