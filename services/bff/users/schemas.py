"""Users on the wire."""

from typing import Annotated

from pydantic import Field, SecretStr

from services.bff.wire.enums import Locale
from services.bff.wire.scalars import Id, Name, RequestId
from services.bff.wire.schema import Answer, Body

Username = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._@+-]{2,63}$", examples=["lan.nguyen"])]
NewPassword = Annotated[SecretStr, Field(min_length=8, max_length=128)]
GivenPassword = Annotated[SecretStr, Field(min_length=1, max_length=128)]


class User(Answer):
    """A person who can sign in."""

    user_id: Id
    username: str
    display_name: str
    locale: Locale


class SignUp(Body):
    """A new person; `request_id` becomes the user_id."""

    request_id: RequestId
    username: Username
    password: NewPassword
    display_name: Name
    locale: Locale = Locale.VI


class UserChange(Body):
    """What changes; absent fields stay."""

    display_name: Name | None = None
    locale: Locale | None = None


class PasswordChange(Body):
    """The password so far and the next one. Other devices are signed out."""

    old_password: GivenPassword
    new_password: NewPassword
